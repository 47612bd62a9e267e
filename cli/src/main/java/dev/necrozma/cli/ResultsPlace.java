package dev.necrozma.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the results of a run are, for commands that read them.
 *
 * @param output the folder in which they were published
 * @param store in which they are kept
 */
record ResultsPlace(Path output, Path store) {

    /** @param find the value of an option, if it was given: {@code --config}, {@code --results}, {@code --cache-dir} */
    static ResultsPlace of(Path workingDirectory, Function<String, Optional<String>> find) throws UsageException {
        Configuration configuration = Configuration.read(workingDirectory, find.apply("--config"));
        Optional<String> results = find.apply("--results");
        Path output = results.isPresent()
                ? path(workingDirectory, "--results", results.get())
                : workingDirectory.resolve(configuration.outputDirectory());
        Optional<String> cache = find.apply("--cache-dir");
        Path store = cache.isPresent()
                ? path(workingDirectory, "--cache-dir", cache.get())
                : configuration
                        .cache()
                        .directory()
                        .map(workingDirectory::resolve)
                        .orElse(output.resolve("cache"));
        return new ResultsPlace(output, store);
    }

    static Path path(Path workingDirectory, String option, String text) throws UsageException {
        if (text.isEmpty()) {
            throw new UsageException(option + " has an empty name");
        }
        try {
            return workingDirectory.resolve(text);
        } catch (InvalidPathException e) {
            throw new UsageException(option + " cannot be a file's name: " + text, e);
        }
    }
}
