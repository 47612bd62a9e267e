package dev.necrozma.engine.fingerprint;

import dev.necrozma.engine.disk.FileStamp;
import java.nio.file.Path;

/**
 * A file, the fingerprint of its whole content, and what the file system said of it when that was taken.
 *
 * @param settled whether the file had been left alone for more than two seconds when it was hashed. A clock that ticks every few
 *     milliseconds cannot show a second change within one tick, so only the stamp of a settled file proves its content.
 */
public record InputFile(Path path, FileStamp stamp, Fingerprint fingerprint, boolean settled) {}
