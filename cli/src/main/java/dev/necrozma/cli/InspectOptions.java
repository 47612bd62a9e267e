package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of {@code necrozma inspect}, as they were given. */
final class InspectOptions {

    static final String NAME = "inspect";

    private final ParseResult parsed;

    InspectOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Shows what files hold and how they would be read, without importing them.")
                .sortOptions(false)
                .sortSynopsis(false)
                .footer("", "Exit codes: 0 done, 2 usage or bad input.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Files, directories of them, patterns, and - for standard input, as for run.")
                .build());
        OptionSpecs.value(spec, "--symbol", "S", "The instrument; default: from the content or the name of the file.");
        RunOptions.reading(spec);
        OptionSpecs.value(
                spec, "--pip-size", "P", "The pip size in quote currency; default: from the table of instruments.");
        RunOptions.barTime(spec);
        OptionSpecs.value(
                spec, "--config", "FILE", "Settings; default: necrozma.yaml in the working directory, if there.");
        OptionSpecs.flag(spec, "--json", "Print one JSON object.");
        OptionSpecs.flag(spec, "--debug", "Show where an error came from.");
        OptionSpecs.help(spec);
        return spec;
    }

    boolean has(String flag) {
        return parsed.matchedOptionValue(flag, false);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    List<String> files() {
        return new ArrayList<>(parsed.matchedPositionalValue(0, List.<String>of()));
    }
}
