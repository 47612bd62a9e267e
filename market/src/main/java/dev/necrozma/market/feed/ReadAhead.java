package dev.necrozma.market.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads, inflates and splits a stream into lines in a thread of its own, two blocks ahead of whoever parses them.
 */
final class ReadAhead implements BlockSource {

    private static final int BLOCKS = 3;
    private static final Block NONE = new Block(); // never filled

    private final InputStream in;
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS + 2);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 2);
    private final Thread thread;
    private volatile boolean closed;
    private int blocks = 1;

    /** Starts reading; {@link #close} ends it and closes the stream. */
    ReadAhead(InputStream in) {
        this.in = in;
        empty.add(new Block());
        thread = new Thread(this::run, "necrozma-read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Block first() throws IOException {
        try {
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    @Override
    public Block next(Block used) throws IOException {
        empty.add(used);
        while (blocks < BLOCKS) { // only now: what fits in one needs no other
            empty.add(new Block());
            blocks++;
        }
        return first();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        empty.add(NONE); // in case the thread waits for one
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                Block block = empty.take();
                if (closed) {
                    return;
                }
                more = block.fill(in);
                filled.add(block);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody else knows this thread: it ends
        }
    }
}
