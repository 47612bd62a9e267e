package dev.necrozma.market.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much a compressed file may unpack to, all its entries together: {@value #MOST_TIMES} times its size, or 64 MiB if that is more.
 * Prices compress to a fifth or a tenth; what passes the limit was made to fill a disk or a day. Not thread-safe.
 */
final class ExpansionLimit {

    private static final int MOST_TIMES = 250;
    private static final long ALWAYS_ALLOWED = 64L << 20;

    private final Path file;
    private final long mostBytes;
    private long bytes;

    ExpansionLimit(Path file) throws IOException {
        this.file = file;
        mostBytes = mostBytes(Files.size(file));
    }

    /** How much a file of {@code size} bytes may unpack to. */
    static long mostBytes(long size) {
        return size > Long.MAX_VALUE / MOST_TIMES ? Long.MAX_VALUE : Math.max(ALWAYS_ALLOWED, MOST_TIMES * size);
    }

    /** What tells that {@code file} would pass its limit. */
    static FeedException passed(Path file) {
        return new FeedException(file + " unpacks to more than " + MOST_TIMES
                + " times its size, which no prices do; unpack it yourself if it is what it should be");
    }

    /** An entry of the file, which counts once however often it is opened. */
    Container.Opening limited(Container.Opening opening) {
        return new Container.Opening() {
            private long furthest;

            @Override
            public InputStream open() throws IOException {
                return new FilterInputStream(opening.open()) {
                    private long position;

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int count = super.read(into, offset, length);
                        position += Math.max(0, count);
                        if (position > furthest) {
                            bytes += position - furthest;
                            furthest = position;
                        }
                        if (bytes > mostBytes) {
                            throw passed(file);
                        }
                        return count;
                    }

                    @Override
                    public boolean markSupported() {
                        return false;
                    }
                };
            }
        };
    }
}
