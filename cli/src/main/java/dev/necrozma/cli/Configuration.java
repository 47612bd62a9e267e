package dev.necrozma.cli;

import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.PublishSettings;
import dev.necrozma.pipeline.UniverseGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of {@code necrozma.yaml}; arguments override them.
 *
 * @param reading how files are read
 * @param outputDirectory where results go
 * @param cache what is reused
 * @param publish how files get into the output folder
 * @param universes the grid of universes
 * @param labels the grid of labels
 * @param workers how many units may be computed at a time; absent for one a core
 */
record Configuration(
        Reading reading,
        Path outputDirectory,
        Cache cache,
        PublishSettings.Mode publish,
        UniverseGrid universes,
        LabelGrid labels,
        OptionalInt workers) {

    /** Read from the working directory if it is there. */
    static final String FILE_NAME = "necrozma.yaml";

    /** What holds where nothing was said. */
    static final Configuration DEFAULT = new Configuration(
            Reading.AS_FOUND,
            Path.of("ultra_necrozma_results"),
            new Cache(true, true, true, 10, Optional.empty(), RetentionLimits.NONE),
            PublishSettings.Mode.COPY,
            UniverseGrid.DEFAULT,
            LabelGrid.DEFAULT,
            OptionalInt.empty());

    /**
     * Reads the file that was asked for, or the one in {@code workingDirectory} if it is there.
     *
     * @param given its name, if one was asked for
     */
    static Configuration read(Path workingDirectory, Optional<String> given) throws UsageException {
        String name = given.orElse(FILE_NAME);
        try {
            Path file = workingDirectory.resolve(name);
            return given.isPresent() || Files.exists(file) ? ConfigurationFile.read(file, name) : DEFAULT;
        } catch (InvalidPathException e) {
            throw new UsageException("--config cannot be a file's name: " + name, e);
        } catch (IOException e) {
            throw new UsageException("the configuration file " + name + " cannot be read: " + IoSentence.problem(e), e);
        }
    }

    /**
     * The section {@code cache}.
     *
     * @param labels whether stored labels are reused
     * @param directory of the store; absent for {@code cache} in the output folder
     * @param limits that are kept at the end of each run
     */
    record Cache(
            boolean enabled,
            boolean skipExistingUniverses,
            boolean labels,
            int checkpointInterval,
            Optional<Path> directory,
            RetentionLimits limits) {}
}
