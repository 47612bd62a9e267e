package dev.necrozma.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the results and the store of earlier runs are, by the options that {@code run} has.
 *
 * @param output the output folder
 * @param store the store
 */
record Place(Path output, Path store) {

    static Place of(Path workingDirectory, Configuration configuration, CacheOptions options) throws UsageException {
        Optional<String> given = options.find("--output");
        Path output = given.isPresent()
                ? path(workingDirectory, "--output", given.get())
                : workingDirectory.resolve(configuration.outputDirectory());
        Optional<String> cache = options.find("--cache-dir");
        Path store = cache.isPresent()
                ? path(workingDirectory, "--cache-dir", cache.get())
                : configuration
                        .cache()
                        .directory()
                        .map(workingDirectory::resolve)
                        .orElse(output.resolve("cache"));
        return new Place(output, store);
    }

    static Path path(Path workingDirectory, String what, String text) throws UsageException {
        if (text.isEmpty()) {
            throw new UsageException(what + " has an empty name");
        }
        try {
            return workingDirectory.resolve(text);
        } catch (InvalidPathException e) {
            throw new UsageException(what + " cannot be a file's name: " + text, e);
        }
    }
}
