package dev.necrozma.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run was asked for, as its record keeps it: so that the same can be asked again later.
 *
 * @param arguments those of the command line, {@code run} first
 * @param workingDirectory where relative names among them start
 * @param configuration the text of the configuration file, if there was one
 */
record RunOrigin(List<String> arguments, Path workingDirectory, Optional<String> configuration) {

    private static final String ARGUMENTS = "arguments";
    private static final String DIRECTORY = "working_directory";
    private static final String CONFIGURATION = "configuration";

    static RunOrigin of(List<String> arguments, Path workingDirectory, Optional<String> configurationFile)
            throws UsageException {
        String name = configurationFile.orElse(Configuration.FILE_NAME);
        Path file = workingDirectory.resolve(name);
        try {
            Optional<String> text =
                    Files.exists(file) ? Optional.of(ConfigurationText.read(file, name)) : Optional.empty();
            return new RunOrigin(arguments, workingDirectory.toAbsolutePath(), text);
        } catch (IOException e) {
            throw new UsageException("the configuration file " + name + " cannot be read: " + IoSentence.problem(e), e);
        }
    }

    /** As texts for a record. */
    Map<String, String> toTexts() {
        Map<String, String> texts = new TreeMap<>();
        List<String> escaped = new ArrayList<>();
        arguments.forEach(argument -> escaped.add(argument.replace("\\", "\\\\").replace("\n", "\\n")));
        texts.put(ARGUMENTS, String.join("\n", escaped));
        texts.put(DIRECTORY, workingDirectory.toString());
        configuration.ifPresent(text -> texts.put(CONFIGURATION, text));
        return texts;
    }

    /** Reads what {@link #toTexts} gave; absent if a record is older than that, or damaged. */
    static Optional<RunOrigin> of(Map<String, String> texts) {
        String arguments = texts.get(ARGUMENTS);
        String directory = texts.get(DIRECTORY);
        if (arguments == null || directory == null) {
            return Optional.empty();
        }
        List<String> list = new ArrayList<>();
        for (String argument : arguments.split("\n", -1)) {
            list.add(unescaped(argument));
        }
        try {
            return Optional.of(new RunOrigin(list, Path.of(directory), Optional.ofNullable(texts.get(CONFIGURATION))));
        } catch (InvalidPathException damaged) {
            return Optional.empty();
        }
    }

    private static String unescaped(String argument) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '\\' && i + 1 < argument.length()) {
                i++;
                plain.append(argument.charAt(i) == 'n' ? '\n' : argument.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
