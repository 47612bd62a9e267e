package dev.necrozma.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that a command has, put into its specification. */
final class OptionSpecs {

    private OptionSpecs() {}

    /** Adds an option that stands alone. */
    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .arity("0")
                .type(boolean.class)
                .description(description)
                .build());
    }

    /** Adds an option that a text follows. */
    static void value(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Adds {@code --help}. */
    static void help(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this.")
                .build());
    }

    /** A command that reads what the last run left in its store, of which {@code --results} says where it is. */
    static CommandSpec ofLastRun(String name, String description) {
        return ofStore(name, description, Place.RESULTS, "Where the results of the run went");
    }

    /** A command on the store of earlier runs, of which {@code --output} says where it is, as for {@code run}. */
    static CommandSpec ofStore(String name, String description) {
        CommandSpec spec = ofStore(name, description, Place.OUTPUT, "Where results of runs go");
        flag(spec, "--json", "Print one JSON object on standard output, everything else on standard error.");
        return spec;
    }

    private static CommandSpec ofStore(String name, String description, String output, String whatOutput) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description).sortOptions(false).sortSynopsis(false);
        value(spec, output, "DIR", whatOutput + "; default: ultra_necrozma_results.");
        value(spec, Place.STORE, "DIR", "The store; default: cache in that folder.");
        value(spec, "--config", "FILE", "Settings; default: necrozma.yaml in the working directory, if there.");
        flag(spec, "--debug", "Show where an error came from.");
        help(spec);
        return spec;
    }
}
