package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.nio.file.Path;

/** Where payload files lie. */
final class ObjectFiles {

    private ObjectFiles() {}

    /** The file of content in the directory {@code objects} of a store. */
    static Path path(Path objects, Fingerprint content) {
        String name = content.toString();
        return objects.resolve(name.substring(0, 2)).resolve(name);
    }
}
