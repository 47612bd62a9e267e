package dev.necrozma.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
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
        OptionSpecs.help(spec);
        CommandSpec list = OptionSpecs.ofLastRun(LIST, "Lists the universes of the run.");
        OptionSpecs.flag(list, "--json", "Print one JSON object.");
        spec.addSubcommand(LIST, list);
        CommandSpec show = OptionSpecs.ofLastRun(
                SHOW, "Prints what a universe holds, and what distinguishes its moves up from those down.");
        show.addPositional(PositionalParamSpec.builder()
                .paramLabel("UNIVERSE")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description("A universe such as universe_5m_20lb.")
                .build());
        OptionSpecs.flag(show, "--json", "Print one JSON object, with every feature.");
        spec.addSubcommand(SHOW, show);
        return spec;
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
