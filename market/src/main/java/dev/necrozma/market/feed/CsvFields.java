package dev.necrozma.market.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits a line into fields: ranges without the blanks and double quotes around them. Not thread-safe. */
final class CsvFields {

    private static final int MAX_FIELDS = 256;

    private final int[] froms = new int[MAX_FIELDS];
    private final int[] tos = new int[MAX_FIELDS];
    private int count;

    /** Splits {@code [from, to)}; fields after the 256th are ignored. A delimiter between quotes separates nothing. */
    void split(byte[] bytes, int from, int to, char delimiter) {
        count = 0;
        int start = from;
        boolean quoted = false;
        for (int p = from; p < to && count < MAX_FIELDS; p++) {
            if (bytes[p] == '"') {
                quoted = !quoted;
            } else if (bytes[p] == delimiter && !quoted) {
                add(bytes, start, p);
                start = p + 1;
            }
        }
        if (count < MAX_FIELDS) {
            add(bytes, start, to);
        }
    }

    int count() {
        return count;
    }

    int from(int field) {
        return froms[field];
    }

    int to(int field) {
        return tos[field];
    }

    /** The fields of a line of text. */
    static List<String> of(String line, char delimiter) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        CsvFields fields = new CsvFields();
        fields.split(bytes, 0, bytes.length, delimiter);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < fields.count; i++) {
            texts.add(new String(bytes, fields.froms[i], fields.tos[i] - fields.froms[i], StandardCharsets.UTF_8));
        }
        return texts;
    }

    private void add(byte[] bytes, int start, int stop) {
        int from = start;
        int to = stop;
        while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) {
            from++;
        }
        while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
            to--;
        }
        if (to - from >= 2 && bytes[from] == '"' && bytes[to - 1] == '"') {
            from++;
            to--;
        }
        froms[count] = from;
        tos[count] = to;
        count++;
    }
}
