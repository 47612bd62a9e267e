package dev.necrozma.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of {@code necrozma universes}, as they were given. */
final class UniversesOptions {

    static final String NAME = "universes";
    static final String LIST = "list";
    static final String SHOW = "show";

    private final ParseResult parsed;

    UniversesOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Reads the universes that the last run left in its store.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n");
        addHelp(spec);
        spec.addSubcommand(LIST, command(LIST, "Lists the universes of the run."));
        CommandSpec show =
                command(SHOW, "Prints what a universe holds, and what distinguishes its moves up from those down.");
        show.addPositional(PositionalParamSpec.builder()
                .paramLabel("UNIVERSE")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("A universe such as universe_5m_20lb.")
                .build());
        flag(show, "--json", "Print one JSON object, with every feature.");
        spec.addSubcommand(SHOW, show);
        return spec;
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).sortSynopsis(false);
        value(spec, "--results", "DIR", "Where the results of the run went; default: ultra_necrozma_results.");
        value(spec, "--cache-dir", "DIR", "The store; default: cache in the folder of the results.");
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

    /** {@link #LIST} or {@link #SHOW}; {@link #NAME} if none was given. */
    String command() {
        return parsed.commandSpec().name();
    }

    boolean has(String flag) {
        return parsed.matchedOptionValue(flag, false);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    Optional<String> universe() {
        return Optional.ofNullable(parsed.matchedPositionalValue(0, null));
    }
}
