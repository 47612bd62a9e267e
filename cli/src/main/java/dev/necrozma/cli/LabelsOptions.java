package dev.necrozma.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of {@code necrozma labels}, as they were given. */
final class LabelsOptions {

    static final String NAME = "labels";
    static final String LIST = "list";
    static final String SHOW = "show";
    static final String EXPORT = "export";

    private static final String JSON = "--json";

    private final ParseResult parsed;

    LabelsOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Reads the labels that the last run left in its store.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n");
        OptionSpecs.help(spec);
        CommandSpec list = OptionSpecs.ofLastRun(LIST, "Lists the configurations of the run.");
        OptionSpecs.flag(list, JSON, "Print one JSON object.");
        spec.addSubcommand(LIST, list);
        CommandSpec show = ofOne(SHOW, "Prints the summary and the first rows of a configuration.");
        OptionSpecs.flag(show, JSON, "Print one JSON object.");
        spec.addSubcommand(SHOW, show);
        CommandSpec export = ofOne(EXPORT, "Writes the table of a configuration as Parquet.");
        OptionSpecs.value(
                export, "--output", "FILE", "The file to write; default: CONFIG.parquet in the working directory.");
        spec.addSubcommand(EXPORT, export);
        return spec;
    }

    private static CommandSpec ofOne(String name, String description) {
        CommandSpec spec = OptionSpecs.ofLastRun(name, description);
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("CONFIG")
                .index("0")
                .arity("0..1")
                .type(String.class)
                .description(
                        "A configuration such as T10_S5_H60, also one that was not run: any target, stop and horizon",
                        "of levels that were.")
                .build());
        return spec;
    }

    /** {@link #LIST}, {@link #SHOW} or {@link #EXPORT}; {@link #NAME} if none was given. */
    String command() {
        return parsed.commandSpec().name();
    }

    boolean json() {
        return parsed.hasMatchedOption(JSON);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    Optional<String> configuration() {
        return Optional.ofNullable(parsed.matchedPositionalValue(0, null));
    }
}
