package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Standard input as a file, which can be read twice: once to know it, once to import it. It lies in the folder for temporary files and
 * goes when it is closed; if the process is killed, with the next standard input that is read.
 */
final class StandardInput implements Closeable {

    /** How it is named among the inputs. */
    static final String NAME = "-";

    /** What people are told of it. */
    static final String CALLED = "standard input";

    private static final long POLL_MILLIS = 50;

    private final SpoolFolder folder;

    private StandardInput(SpoolFolder folder) {
        this.folder = folder;
    }

    /**
     * Copies {@code in} to its end.
     *
     * @throws InterruptedException if the run is cancelled meanwhile; nothing is left
     */
    static StandardInput copy(InputStream in, Cancellation cancellation) throws IOException, InterruptedException {
        return copy(in, cancellation, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The same, with the folder for temporary files. */
    static StandardInput copy(InputStream in, Cancellation cancellation, Path temporary)
            throws IOException, InterruptedException {
        SpoolFolder.deleteAbandoned(temporary);
        SpoolFolder folder = SpoolFolder.create(temporary);
        FutureTask<Long> copy = new FutureTask<>(() -> copy(in, folder.file()));
        try {
            Thread thread =
                    new Thread(copy, "standard-input"); // a read from a terminal or a pipe cannot be interrupted
            thread.setDaemon(true);
            thread.start();
            await(copy, cancellation);
            return new StandardInput(folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            copy.cancel(true); // else it would go on, to a file that has no name any more
            folder.close();
            throw e;
        }
    }

    /* Through a channel, whose writing an interrupt ends, unlike that of the streams of Files. */
    private static long copy(InputStream in, Path file) throws IOException {
        try (OutputStream out = Channels.newOutputStream(FileChannel.open(file, StandardOpenOption.WRITE))) {
            return in.transferTo(out);
        }
    }

    private static void await(FutureTask<Long> copy, Cancellation cancellation)
            throws IOException, InterruptedException {
        while (true) {
            try {
                copy.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                if (cancellation.isCancelled()) {
                    throw new InterruptedException("cancelled while standard input was read");
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failed) {
                    throw failed;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    Path file() {
        return folder.file();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
