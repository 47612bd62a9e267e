package dev.necrozma.market.feed;

import dev.necrozma.market.input.ReadableFile;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;

/** Places in a plain text file that is too large to be read for a look at it. */
final class FileSamples implements Closeable {

    private static final int HEAD_BYTES = 4 << 20;
    private static final int TAIL_BYTES = 1 << 20;
    private static final int MIDDLE_BYTES = 1 << 19;
    private static final int MIDDLES = 12;
    private static final int SEEK_BYTES = 1 << 12;
    private static final int NEAR_BYTES = 1 << 16;
    private static final int SIGNIFICANT = 10_000; // an estimate has four digits
    /* A weekend filled with flat bars takes less. */
    private static final int AROUND_BYTES = 1 << 18;
    private static final int MOST_WEEKENDS = 13;
    private static final long WEEK = 7 * 86_400L;
    /* Of 1970-01-03: closed by any clock from twelve hours behind UTC to fourteen ahead. */
    private static final long SATURDAY_NOON = 2 * 86_400L + 12 * 3600L;

    /** A fresh parser for each piece. */
    interface Parsers {
        RowParser next() throws IOException;
    }

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final Parsers parsers;
    private final Row row = new Row();
    private long bytesSeen;

    FileSamples(Path file, Parsers parsers) throws IOException {
        this.file = file;
        this.parsers = parsers;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            size = channel.size();
        } catch (IOException e) {
            throw ReadableFile.failure(file, e);
        }
    }

    /** Shows the beginning, places between, and the end to the survey, and the weekends in between. */
    void show(RowSurvey survey, boolean header) throws IOException {
        piece(survey, 0, HEAD_BYTES, header);
        long between = (size - HEAD_BYTES - TAIL_BYTES) / (MIDDLES + 1);
        for (int i = 1; i <= MIDDLES; i++) {
            piece(survey, HEAD_BYTES + i * between, MIDDLE_BYTES, false);
        }
        weekends(survey);
        piece(survey, size - TAIL_BYTES, TAIL_BYTES, false);
    }

    /** How many rows the file has if the rest is as what was shown. */
    long estimatedRows(long rowsSeen) {
        double rows = bytesSeen == 0 ? 0 : (double) rowsSeen * size / bytesSeen;
        long unit = 1;
        while (rows / unit >= SIGNIFICANT) {
            unit *= 10;
        }
        return Math.round(rows / unit) * unit;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void piece(RowSurvey survey, long at, int length, boolean header) throws IOException {
        byte[] bytes = wholeLines(at, length);
        bytesSeen += bytes.length;
        String place = at == 0 ? file.toString() : file + " after byte " + at;
        survey.addPiece(
                new LineReader(BlockSource.of(new ByteArrayInputStream(bytes)), place),
                parsers.next(),
                header,
                place,
                at == 0);
    }

    /* Without the pieces of lines at both ends. */
    private byte[] wholeLines(long at, int length) throws IOException {
        byte[] bytes = read(at, length);
        int from = 0;
        int to = bytes.length;
        if (at > 0) {
            while (from < to && bytes[from] != '\n') {
                from++;
            }
            from = Math.min(from + 1, to);
        }
        if (at + bytes.length < size) {
            while (to > from && bytes[to - 1] != '\n') {
                to--;
            }
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private byte[] read(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, size - at));
        while (buffer.hasRemaining()) {
            if (readAt(at + buffer.position(), buffer) < 0) {
                break;
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private int readAt(long position, ByteBuffer buffer) throws IOException {
        try {
            return channel.read(buffer, position);
        } catch (IOException e) {
            throw ReadableFile.failure(file, e);
        }
    }

    private void weekends(RowSurvey survey) throws IOException {
        OptionalLong first = firstSeconds(wholeLines(0, SEEK_BYTES), parsers.next());
        OptionalLong last = firstSeconds(wholeLines(Math.max(0, size - SEEK_BYTES), SEEK_BYTES), parsers.next());
        if (first.isEmpty() || last.isEmpty()) {
            return;
        }
        long firstWeek = Math.floorDiv(first.getAsLong() - SATURDAY_NOON, WEEK) + 1;
        long lastWeek = Math.floorDiv(last.getAsLong() - SATURDAY_NOON, WEEK);
        long count = Math.min(MOST_WEEKENDS, lastWeek - firstWeek + 1);
        for (long i = 0; i < count; i++) {
            long week = count == 1 ? firstWeek : firstWeek + i * (lastWeek - firstWeek) / (count - 1);
            weekend(survey, week * WEEK + SATURDAY_NOON);
        }
    }

    /* Halves the file, whose times are taken to go forward, until the noon is near; then looks at the rows around. */
    private void weekend(RowSurvey survey, long noon) throws IOException {
        RowParser parser = parsers.next();
        long low = 0;
        long high = size;
        while (high - low > NEAR_BYTES) {
            long middle = (low + high) >>> 1;
            OptionalLong seconds = firstSeconds(wholeLines(middle, SEEK_BYTES), parser);
            if (seconds.isPresent() && seconds.getAsLong() < noon) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long from = Math.max(0, low - AROUND_BYTES);
        around(survey, wholeLines(from, (int) (high - from) + AROUND_BYTES), parser, noon);
    }

    private void around(RowSurvey survey, byte[] bytes, RowParser parser, long noon) throws IOException {
        LineReader lines = new LineReader(BlockSource.of(new ByteArrayInputStream(bytes)), file.toString());
        long before = Long.MIN_VALUE;
        while (lines.next()) {
            RowStatus status = parser.parse(lines.bytes(), lines.from(), lines.to(), row);
            /* Bars that stand for no quote do not hide the weekend that they fill. */
            if (status != RowStatus.OK && status != RowStatus.ONE_SIDED) {
                continue;
            }
            if (row.seconds >= noon) {
                if (before != Long.MIN_VALUE) {
                    survey.addWeekend(before, row.seconds);
                }
                return;
            }
            before = row.seconds;
        }
    }

    private OptionalLong firstSeconds(byte[] bytes, RowParser parser) throws IOException {
        LineReader lines = new LineReader(BlockSource.of(new ByteArrayInputStream(bytes)), file.toString());
        while (lines.next()) {
            RowStatus status = parser.parse(lines.bytes(), lines.from(), lines.to(), row);
            if (status == RowStatus.OK || status == RowStatus.ONE_SIDED || status == RowStatus.EMPTY_BAR) {
                return OptionalLong.of(row.seconds);
            }
        }
        return OptionalLong.empty();
    }
}
