package dev.necrozma.market.input;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of which everything that the system refuses is told as a {@link FileSystemException} that names it. Decoders tell damage by
 * exceptions of other kinds, so that a disk that fails is not taken for a file that is damaged.
 */
public final class ReadableFile {

    private ReadableFile() {}

    /** Opens the file at its start, unbuffered. */
    public static InputStream open(Path file) throws IOException {
        InputStream in;
        try {
            in = Files.newInputStream(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw failure(file, e);
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    return in.read(bytes, offset, length);
                } catch (IOException e) {
                    throw failure(file, e);
                }
            }
        };
    }

    /** What the system said when {@code file} was opened or read, with its name. That this thread was interrupted stays what it is. */
    public static IOException failure(Path file, IOException e) {
        if (e instanceof FileSystemException
                || e instanceof ClosedChannelException
                || e instanceof InterruptedIOException) {
            return e;
        }
        FileSystemException told = new FileSystemException(file.toString(), null, reason(file, e));
        told.initCause(e);
        return told;
    }

    private static String reason(Path file, IOException e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        /* As java.io puts it: the name, and the reason in parentheses. */
        String start = file + " (";
        return e instanceof FileNotFoundException && said.startsWith(start) && said.endsWith(")")
                ? said.substring(start.length(), said.length() - 1)
                : said;
    }
}
