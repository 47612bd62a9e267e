package dev.necrozma.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output. Who reads a pipe may have seen enough, as {@code head} has after ten lines: what comes later is dropped, and is no
 * failure. Everything else that cannot be written is one.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out;
    private boolean unread;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!unread) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                if (!isBrokenPipe(e)) {
                    throw e;
                }
                unread = true;
            }
        }
    }

    /* The platform passes on what the system calls it, and nothing else that would tell. */
    private static boolean isBrokenPipe(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
}
