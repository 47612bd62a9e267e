package dev.necrozma.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the results and the store of earlier runs are.
 *
 * @param output the output folder
 * @param store the store
 */
record Place(Path output, Path store) {

    /** The option for the output folder, as {@code run} has it. */
    static final String OUTPUT = "--output";

    /** The option for the output folder where {@code --output} is something else. */
    static final String RESULTS = "--results";

    static final String STORE = "--cache-dir";

    /**
     * The places that options name, or else a configuration.
     *
     * @param output the option for the output folder: {@link #OUTPUT} or {@link #RESULTS}
     * @param find the value of an option, if it was given
     */
    static Place of(
            Path workingDirectory, Configuration configuration, String output, Function<String, Optional<String>> find)
            throws UsageException {
        Optional<String> given = find.apply(output);
        Path folder = given.isPresent()
                ? path(workingDirectory, output, given.get())
                : workingDirectory.resolve(configuration.outputDirectory());
        Optional<String> cache = find.apply(STORE);
        Path store = cache.isPresent()
                ? path(workingDirectory, STORE, cache.get())
                : configuration
                        .cache()
                        .directory()
                        .map(workingDirectory::resolve)
                        .orElse(folder.resolve("cache"));
        return new Place(folder, store);
    }

    /** @param what was given as {@code text}: an option, or the label of an argument */
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
