package dev.necrozma.market.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the rows that were left out, and keeps the first few of each reason. */
final class Rejections {

    private static final int EXAMPLES = 3;
    private static final int EXCERPT = 80;

    private final Map<RowStatus, Long> counts = new EnumMap<>(RowStatus.class);
    private final List<ImportReport.RejectedRow> examples = new ArrayList<>();
    private long bad;

    /** Counts the current line of {@code lines}. */
    void add(RowStatus reason, String place, LineReader lines) {
        addAt(reason, place + ":" + lines.lineNumber(), lines);
    }

    /** Counts the current line where nobody knows which of the file it is. */
    void addUnnumbered(RowStatus reason, String place, LineReader lines) {
        addAt(reason, place, lines);
    }

    private void addAt(RowStatus reason, String place, LineReader lines) {
        bad += reason.bad() ? 1 : 0;
        if (counts.merge(reason, 1L, Long::sum) > EXAMPLES) {
            return;
        }
        int length = Math.min(EXCERPT, lines.to() - lines.from());
        String text = new String(lines.bytes(), lines.from(), length, StandardCharsets.UTF_8)
                + (length < lines.to() - lines.from() ? "…" : "");
        examples.add(new ImportReport.RejectedRow(place, reason, text));
    }

    /** Counts a row that is no line. */
    void add(RowStatus reason, String place, String text) {
        bad += reason.bad() ? 1 : 0;
        if (counts.merge(reason, 1L, Long::sum) <= EXAMPLES) {
            examples.add(new ImportReport.RejectedRow(place, reason, text));
        }
    }

    Map<RowStatus, Long> counts() {
        return counts;
    }

    List<ImportReport.RejectedRow> examples() {
        return examples;
    }

    /**
     * Fails if more than {@code maxShare} of {@code rows} was bad.
     *
     * @throws FeedException naming the first of them
     */
    void check(long rows, double maxShare) throws FeedException {
        if (bad <= maxShare * rows) {
            return;
        }
        ImportReport.RejectedRow first = examples.stream()
                .filter(example -> example.reason().bad())
                .findFirst()
                .orElseThrow();
        throw new FeedException(first.place() + ": " + first.reason().reason() + " in '" + first.text() + "'; " + bad
                + " of " + rows + " rows cannot be used, more than the " + percent(maxShare) + " allowed"
                + first.reason().remedy());
    }

    private static String percent(double share) {
        return Math.round(share * 1e6) / 1e4 + " %";
    }
}
