package dev.necrozma.cli;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A file that a person wants written. It is new, or takes the place of a regular one in one step, once it is whole; where a link is, it
 * takes the place of the file that the link leads to. Until then, and for good if something fails, what was there stays.
 */
final class ExportedFile {

    private static final String TEMPORARY = ".necrozma-export-";

    /** Writes the content of a file, and returns how many rows it has. */
    interface Content {
        int writeTo(OutputStream out) throws BadInputException, IOException;
    }

    private final Disk disk;
    private final Path asked;
    private final Path target;

    private ExportedFile(Disk disk, Path asked, Path target) {
        this.disk = disk;
        this.asked = asked;
        this.target = target;
    }

    /** @throws UsageException if what is at {@code file} cannot be replaced, or the directory is not there */
    static ExportedFile at(Disk disk, Path file) throws UsageException, IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a directory: choose another --output");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && Files.notExists(directory)) {
            throw new UsageException("there is no directory " + directory + ": make it, or choose another --output");
        }
        if (directory != null && Files.isRegularFile(directory)) {
            throw new UsageException(directory + " is not a directory: choose another --output");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new ExportedFile(disk, file, file);
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + " is not a regular file: choose another --output");
        }
        return new ExportedFile(disk, file, realPath(file));
    }

    private static Path realPath(Path file) throws IOException {
        try {
            return file.toRealPath();
        } catch (NoSuchFileException goneSince) {
            return file;
        } catch (IOException failed) {
            throw new UnwritableFileException(file, failed);
        }
    }

    /**
     * Writes the file, and returns how many rows it has.
     *
     * @throws UnwritableFileException if it cannot be written
     * @throws InterruptedException if {@code cancellation} came before it was whole
     */
    int write(Content content, Cancellation cancellation) throws BadInputException, IOException, InterruptedException {
        Path written = target.resolveSibling(TEMPORARY + UUID.randomUUID());
        try {
            int rows;
            try (DiskWriter writer = open(written)) {
                OutputStream out = new BufferedOutputStream(new Sink(writer, cancellation));
                rows = content.writeTo(out);
                out.flush();
                toldOfTheFile(writer::sync);
            }
            toldOfTheFile(() -> disk.rename(written, target));
            return rows;
        } catch (InterruptedIOException cancelled) {
            throw (InterruptedException) new InterruptedException("interrupted").initCause(cancelled);
        } finally {
            disk.delete(written);
        }
    }

    private DiskWriter open(Path written) throws IOException {
        try {
            return disk.create(written);
        } catch (IOException failed) {
            throw new UnwritableFileException(asked, failed);
        }
    }

    private interface Operation {
        void run() throws IOException;
    }

    /* What fails elsewhere, such as reading the store, is not about the file. */
    private void toldOfTheFile(Operation operation) throws IOException {
        try {
            operation.run();
        } catch (IOException failed) {
            throw new UnwritableFileException(asked, failed);
        }
    }

    private final class Sink extends OutputStream {

        private final DiskWriter writer;
        private final Cancellation cancellation;

        Sink(DiskWriter writer, Cancellation cancellation) {
            this.writer = writer;
            this.cancellation = cancellation;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (cancellation.isCancelled()) {
                throw new InterruptedIOException();
            }
            toldOfTheFile(() -> writer.write(bytes, offset, length));
        }
    }
}
