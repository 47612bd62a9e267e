package dev.necrozma.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of {@code necrozma cache}, as they were given. */
final class CacheOptions {

    static final String NAME = "cache";
    static final String VERIFY = "verify";

    private final ParseResult parsed;

    CacheOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Looks after the store.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n");
        addHelp(spec);
        spec.addSubcommand(VERIFY, verify());
        return spec;
    }

    private static CommandSpec verify() {
        CommandSpec spec = command(VERIFY, "Looks for damage: in the catalog, and in what it refers to.");
        spec.usageMessage()
                .footer(
                        "",
                        "Exit codes: 0 nothing is wrong, 1 something is or was, 2 usage, 3 the store cannot be used.");
        flag(spec, "--deep", "Read the content of every file, too.");
        value(spec, "--sample", "P", "Read the content of a random share of the files, such as 0.05 or 5%%.");
        flag(spec, "--repair", "Set aside what is bad, so that the next run computes it again.");
        flag(spec, "--json", "Print one JSON object on standard output.");
        flag(spec, "--no-progress", "Show no progress.");
        return spec;
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).sortSynopsis(false);
        value(spec, "--output", "DIR", "Where the results of runs go; default: ultra_necrozma_results.");
        value(spec, "--cache-dir", "DIR", "The store; default: OUTPUT/cache.");
        value(spec, "--config", "FILE", "Settings; default: necrozma.yaml in the working directory, if there.");
        flag(spec, "--debug", "Show where an error came from.");
        addHelp(spec);
        return spec;
    }

    private static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .arity("0")
                .type(boolean.class)
                .description(description)
                .build());
    }

    private static void value(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    private static void addHelp(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this.")
                .build());
    }

    /** {@link #VERIFY}; {@link #NAME} if none was given. */
    String command() {
        return parsed.commandSpec().name();
    }

    boolean has(String flag) {
        return parsed.matchedOptionValue(flag, false);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }
}
