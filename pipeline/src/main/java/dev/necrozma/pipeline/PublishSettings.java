package dev.necrozma.pipeline;

import java.nio.file.Path;

/**
 * Where results go for people to open.
 *
 * @param directory the output folder
 * @param mode how files get there
 * @param format of tables
 */
public record PublishSettings(Path directory, Mode mode, Format format) {

    /** How a file of the store becomes one of the output folder. */
    public enum Mode {
        /** As a copy that may be edited. */
        COPY,
        /** As a second name of the stored file, which must not be edited; as a copy where the file system has no links. */
        LINK
    }

    /** The format of published tables. The store keeps Parquet. */
    public enum Format {
        PARQUET,
        JSON
    }
}
