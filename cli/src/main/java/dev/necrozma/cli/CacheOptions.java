package dev.necrozma.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of {@code necrozma cache}, as they were given. */
final class CacheOptions {

    static final String NAME = "cache";
    static final String STATS = "stats";
    static final String LIST = "list";
    static final String SHOW = "show";
    static final String EXPLAIN = "explain";
    static final String DIFF = "diff";
    static final String GC = "gc";
    static final String CLEAR = "clear";
    static final String EXPORT = "export";
    static final String IMPORT = "import";
    static final String VERIFY = "verify";

    private final ParseResult parsed;

    CacheOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Shows, explains, bounds and shares what the store of earlier runs holds.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n");
        OptionSpecs.help(spec);
        add(spec, OptionSpecs.ofStore(STATS, "Counts results, bytes, hits, misses and seconds saved."));
        CommandSpec list = OptionSpecs.ofStore(LIST, "Lists results: name, size, age, last use, cost and key.");
        OptionSpecs.value(list, "--stage", "S,…", "Only of these stages.");
        OptionSpecs.value(list, "--older-than", "AGE", "Only those computed longer ago, such as 30d, 12h or 90m.");
        OptionSpecs.value(list, "--larger-than", "SIZE", "Only larger ones, such as 10MB or 512KiB.");
        add(spec, list);
        add(
                spec,
                named(
                        OptionSpecs.ofStore(
                                SHOW, "Shows a result: its key, what it was made of, what was made of it, its files."),
                        "KEY|NAME",
                        "0..1",
                        "The name of a result, such as universe_5m_20lb, or the beginning of its key."));
        add(
                spec,
                named(
                        OptionSpecs.ofStore(
                                EXPLAIN,
                                "Says whether the last run, run again now, would reuse a result, and if not why."),
                        "NAME",
                        "0..1",
                        "The name of a result, such as universe_5m_20lb."));
        add(
                spec,
                named(
                        OptionSpecs.ofStore(DIFF, "Says what differs between the inputs and parameters of two runs."),
                        "RUN",
                        "0..2",
                        "The beginnings of the names of two runs; `cache stats` lists the last ones."));
        CommandSpec gc = OptionSpecs.ofStore(
                GC, "Deletes results to keep limits, the cheapest to compute again per byte first.");
        OptionSpecs.value(gc, "--max-size", "SIZE", "Keep so many bytes, such as 10GB; default: cache.max_size.");
        OptionSpecs.value(
                gc, "--max-age", "AGE", "Delete what no run used for so long, such as 30d; default: cache.max_age.");
        OptionSpecs.value(
                gc,
                "--keep-last",
                "N",
                "Keep what the last N runs used; without other limits, delete all else; default: cache.keep_last.");
        OptionSpecs.flag(gc, "--dry-run", "Say what would be deleted, and delete nothing.");
        add(spec, gc);
        CommandSpec clear = named(
                OptionSpecs.ofStore(CLEAR, "Deletes all results of a kind; published files stay."),
                "KIND",
                "0..1",
                "universes, labels, regimes, patterns, ticks or all.");
        OptionSpecs.flag(clear, "--yes", "Delete without asking; needed where nobody can be asked.");
        add(spec, clear);
        CommandSpec export = named(
                OptionSpecs.ofStore(EXPORT, "Writes results to an archive, to carry them to another machine."),
                "FILE",
                "0..1",
                "The archive to write.");
        OptionSpecs.value(export, "--stage", "S,…", "Only of these stages.");
        add(spec, export);
        add(
                spec,
                named(
                        OptionSpecs.ofStore(
                                IMPORT, "Adds the results of an archive; every byte is checked before any is."),
                        "FILE",
                        "0..1",
                        "The archive to read."));
        add(spec, verify());
        return spec;
    }

    private static CommandSpec verify() {
        CommandSpec spec = OptionSpecs.ofStore(VERIFY, "Looks for damage: in the catalog, and in what it refers to.");
        spec.usageMessage()
                .footer(
                        "",
                        "Exit codes: 0 nothing is wrong, 1 something is or was, 2 usage, 3 the store cannot be used.");
        OptionSpecs.flag(spec, "--deep", "Read the content of every file, too.");
        OptionSpecs.value(
                spec, "--sample", "P", "Read the content of a random share of the files, such as 0.05 or 5%%.");
        OptionSpecs.flag(spec, "--repair", "Set aside what is bad, so that the next run computes it again.");
        OptionSpecs.flag(spec, "--no-progress", "Show no progress.");
        return spec;
    }

    private static void add(CommandSpec parent, CommandSpec command) {
        parent.addSubcommand(command.name(), command);
    }

    private static CommandSpec named(CommandSpec spec, String label, String arity, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build());
        return spec;
    }

    /** Such as {@link #LIST}; {@link #NAME} if none was given. */
    String command() {
        return parsed.commandSpec().name();
    }

    boolean has(String flag) {
        return parsed.matchedOptionValue(flag, false);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    List<String> names() {
        return List.copyOf(parsed.matchedPositionalValue(0, List.<String>of()));
    }
}
