package dev.necrozma.market.feed;

import dev.necrozma.market.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * The first lines of an entry that have content: neither blank nor comments.
 *
 * @param lines at least one
 * @param firstLineNumber the number of the first of them in the file, from 1
 */
record Head(List<String> lines, long firstLineNumber) {

    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_LINES = 50;
    private static final int EXCERPT = 80;
    /* Longer ones are no rows, and would take a call within a call for each of their fields. */
    private static final int LONGEST_ROW = 1000;

    Head {
        lines = List.copyOf(lines);
    }

    /** Reads the head of an entry; leaves the rest of the stream unread. */
    static Head read(InputStream in, String place) throws IOException {
        byte[] bytes = firstBytes(in, place);
        if (bytes.length == 0) {
            throw new FeedException(place + " is empty");
        }
        if (isUtf16(bytes)) {
            throw new FeedException(place + " is UTF-16 text; save it as UTF-8");
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                throw new FeedException(place + " is a binary file, not CSV");
            }
        }
        return ofLines(bytes, place);
    }

    /* Damage further on is told by whoever reads that far, with the line. */
    private static byte[] firstBytes(InputStream in, String place) throws IOException {
        byte[] bytes = new byte[MAX_BYTES];
        int size = 0;
        try {
            int count;
            while (size < MAX_BYTES && (count = in.read(bytes, size, MAX_BYTES - size)) >= 0) {
                size += count;
            }
        } catch (EOFException | ZipException e) {
            if (size == 0) {
                throw new FeedException(place + " is damaged: its compressed data is unreadable from the start", e);
            }
        }
        return Arrays.copyOf(bytes, size);
    }

    /** Whether one of the lines looks so, and the first is no header; the first may be a bad row. */
    boolean anyMatches(Pattern line) {
        char start = lines.get(0).charAt(0);
        return !Character.isLetter(start)
                && start != '"'
                && start != '<'
                && firstMatch(line).isPresent();
    }

    /** The first line that looks so. */
    Optional<MatchResult> firstMatch(Pattern line) {
        return lines.stream()
                .filter(text -> text.length() <= LONGEST_ROW)
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .findFirst();
    }

    /** The first line, cut short. */
    String excerpt() {
        return Printable.excerpt(lines.get(0), EXCERPT);
    }

    /** Whether a line carries nothing: blank, a {@code #} comment, or a spreadsheet's {@code sep=} mark. */
    static boolean isIdle(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && (bytes[p] == ' ' || bytes[p] == '\t')) {
            p++;
        }
        return p == to
                || bytes[p] == '#'
                || (to - p == 5
                        && bytes[p] == 's'
                        && bytes[p + 1] == 'e'
                        && bytes[p + 2] == 'p'
                        && bytes[p + 3] == '=');
    }

    private static Head ofLines(byte[] bytes, String place) throws IOException {
        List<String> lines = new ArrayList<>();
        long first = 0;
        LineReader reader = new LineReader(BlockSource.of(new ByteArrayInputStream(bytes)), place);
        while (lines.size() < MAX_LINES && reader.next()) {
            if (isIdle(reader.bytes(), reader.from(), reader.to())) {
                continue;
            }
            if (lines.isEmpty()) {
                first = reader.lineNumber();
            }
            lines.add(new String(reader.bytes(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8));
        }
        if (lines.isEmpty()) {
            throw new FeedException(place + " has no rows");
        }
        if (bytes.length == MAX_BYTES && lines.size() > 1) {
            lines.remove(lines.size() - 1); // possibly cut in the middle
        }
        return new Head(lines, first);
    }

    /* By its mark; or without, by the zero in each second byte of the first letters. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 4) {
            return false;
        }
        boolean marked = (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
        return marked
                || (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0)
                || (bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0);
    }
}
