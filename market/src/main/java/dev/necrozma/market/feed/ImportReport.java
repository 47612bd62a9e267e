package dev.necrozma.market.feed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reading one file found. Immutable.
 *
 * @param layout name of the layout
 * @param alsoFits names of the other layouts that would read the first lines in another way
 * @param kind whether the rows are ticks or bars
 * @param side side of the prices of bars ({@code bid}, {@code ask}, {@code mid}); empty for ticks and where unknown
 * @param barMinutes width of a bar; 0 for ticks
 * @param symbol the symbol that the content names, upper-case letters and digits
 * @param clock the clock that times without an offset were read with
 * @param clockReason how the clock was chosen, in words
 * @param entries names of the CSV files read in an archive, in order of time; none of a file that is no archive
 * @param rowsRead rows with content, header aside: kept and rejected
 * @param rowsKept rows passed on
 * @param rejected how many rows were rejected, by reason; no reason with none
 * @param examples the first three rejected rows of each reason, in order of the file
 * @param disordered rows that came late, by no more than is allowed, and were sorted in
 * @param repeatedHour rows in the second pass through an hour that the clock repeated
 * @param skippedHour rows in an hour that the clock skipped, read with the offset before the change
 * @param truncatedTimes rows whose time had more digits than nanoseconds, which were cut off
 * @param first time of the first row
 * @param last time of the last row
 * @param gapCount waits of more than an hour between rows, weekends (Friday to Sunday, 17:00 New York) taken off
 * @param longestGaps the five longest of these, longest first
 * @param spreads spreads of the ticks; empty for bars
 * @param equalTimes ticks of the same time as the one before
 * @param decimals places behind the point that every price fits in; −1 if some price needs more than ten
 */
public record ImportReport(
        String layout,
        List<String> alsoFits,
        SeriesKind kind,
        Optional<String> side,
        int barMinutes,
        Optional<String> symbol,
        String clock,
        String clockReason,
        List<String> entries,
        long rowsRead,
        long rowsKept,
        Map<RowStatus, Long> rejected,
        List<RejectedRow> examples,
        long disordered,
        long repeatedHour,
        long skippedHour,
        long truncatedTimes,
        Instant first,
        Instant last,
        long gapCount,
        List<Gap> longestGaps,
        Optional<Spreads> spreads,
        long equalTimes,
        int decimals) {

    /**
     * A row that was left out.
     *
     * @param place file and line, {@code archive.zip!entry.csv:12}
     * @param reason why
     * @param text the line, cut short
     */
    public record RejectedRow(String place, RowStatus reason, String text) {}

    /** A wait without rows: the times of the row before and the row after. */
    public record Gap(Instant from, Instant to) {

        /** The wait between rows at {@code from} and {@code to} if, weekends taken off, it is of more than an hour. */
        public static Optional<Gap> between(Instant from, Instant to) {
            return TimeSummary.isGap(from, to) ? Optional.of(new Gap(from, to)) : Optional.empty();
        }

        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * Spreads, ask − bid in quote currency, each the double nearest to the decimal difference.
     *
     * @param zero how many are zero
     * @param negative how many are below zero
     */
    public record Spreads(long zero, long negative, double min, double median, double max) {}

    public ImportReport {
        alsoFits = List.copyOf(alsoFits);
        entries = List.copyOf(entries);
        rejected = Map.copyOf(rejected);
        examples = List.copyOf(examples);
        longestGaps = List.copyOf(longestGaps);
    }

    /** How many rows were rejected. */
    public long rowsRejected() {
        return rowsRead - rowsKept;
    }

    /** The report as flat text, sorted by name; equal reports give equal maps. What is absent has no entry. */
    public SortedMap<String, String> toAttributes() {
        SortedMap<String, String> map = new TreeMap<>();
        map.put("layout", layout);
        if (!alsoFits.isEmpty()) {
            map.put("layout_also_fits", String.join(", ", alsoFits));
        }
        map.put("kind", kind == SeriesKind.TICKS ? "ticks" : "bars");
        side.ifPresent(text -> map.put("side", text));
        symbol.ifPresent(text -> map.put("symbol", text));
        map.put("clock", clock);
        map.put("clock_reason", clockReason);
        if (!entries.isEmpty()) {
            map.put("entries", String.join(", ", entries));
        }
        map.put("rows_read", Long.toString(rowsRead));
        map.put("rows_kept", Long.toString(rowsKept));
        map.put("rows_rejected", Long.toString(rowsRejected()));
        putRejected(map);
        map.put("disordered", Long.toString(disordered));
        map.put("repeated_hour", Long.toString(repeatedHour));
        map.put("skipped_hour", Long.toString(skippedHour));
        map.put("truncated_times", Long.toString(truncatedTimes));
        map.put("first", first.toString());
        map.put("last", last.toString());
        map.put("gaps", Long.toString(gapCount));
        for (int i = 0; i < longestGaps.size(); i++) {
            Gap gap = longestGaps.get(i);
            map.put("gap_" + (i + 1), gap.from() + " to " + gap.to());
        }
        map.put("decimals", Integer.toString(decimals));
        if (kind == SeriesKind.BARS) {
            map.put("bar_minutes", Integer.toString(barMinutes));
        } else {
            map.put("equal_times", Long.toString(equalTimes));
        }
        spreads.ifPresent(found -> putSpreads(found, map));
        return map;
    }

    private void putRejected(Map<String, String> map) {
        rejected.forEach((reason, count) -> map.put("rejected: " + reason.reason(), Long.toString(count)));
        for (int i = 0; i < examples.size(); i++) {
            RejectedRow row = examples.get(i);
            map.put("rejected_" + (i + 1), row.place() + ": " + row.reason().reason() + ": " + row.text());
        }
    }

    private static void putSpreads(Spreads spreads, Map<String, String> map) {
        map.put("spread_zero", Long.toString(spreads.zero()));
        map.put("spread_negative", Long.toString(spreads.negative()));
        map.put("spread_min", plain(spreads.min()));
        map.put("spread_median", plain(spreads.median()));
        map.put("spread_max", plain(spreads.max()));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
