package dev.necrozma.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with arguments that could not be parsed. */
final class UsageSentence {

    private UsageSentence() {}

    static UsageException of(ParameterException e) {
        return new UsageException(text(e), e);
    }

    private static String text(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(spec, unmatched.getUnmatched().get(0));
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return option.longestName() + " needs a value: " + option.longestName() + " " + option.paramLabel();
        }
        if (e instanceof OverwrittenOptionException overwritten) {
            ArgSpec option = overwritten.getOverwritten();
            return (option instanceof OptionSpec named ? named.longestName() : option.paramLabel())
                    + " is given more than once";
        }
        return String.valueOf(e.getMessage());
    }

    private static String unknown(CommandSpec spec, String argument) {
        String word = argument.replaceFirst("=.*", "");
        if (!word.startsWith("-") && spec.subcommands().isEmpty()) {
            return "`" + word + "` is one argument too many; " + spec.qualifiedName() + " --help tells what it takes";
        }
        if (!word.startsWith("-")) {
            return "unknown command `" + word + "`"
                    + Nearest.suggestion(word, spec.subcommands().keySet());
        }
        List<String> options =
                spec.options().stream().map(OptionSpec::longestName).sorted().toList();
        Optional<String> meant = word.equals(Place.OUTPUT) && options.contains(Place.RESULTS)
                ? Optional.of(Place.RESULTS)
                : Nearest.find(word, options);
        return "unknown option " + word
                + meant.map(near -> "; did you mean " + near + "?")
                        .orElse("; " + spec.qualifiedName() + " --help lists them");
    }
}
