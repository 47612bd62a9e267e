package dev.necrozma.pipeline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The directory of a run's store: the one that is kept, or with the cache off one that is deleted at the end. */
final class StorePlace implements Closeable {

    private final Path directory;
    private final boolean kept;

    private StorePlace(Path directory, boolean kept) {
        this.directory = directory;
        this.kept = kept;
    }

    static StorePlace of(CacheSettings settings) throws IOException {
        return settings.enabled()
                ? new StorePlace(settings.directory(), true)
                : new StorePlace(Files.createTempDirectory("necrozma-"), false);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
