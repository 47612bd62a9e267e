package dev.necrozma.market.feed;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be told of a file without importing it.
 *
 * @param layout name of the layout that it would be read in
 * @param alsoFits names of the other layouts that fit and would read the first lines in another way
 * @param kind whether the rows are ticks or bars
 * @param side side of the prices of bars; empty for ticks and where unknown
 * @param barMinutes width of a bar; 0 for ticks
 * @param symbol the symbol that the content names
 * @param entries names of the CSV files in an archive
 * @param clock the clock that times without an offset would be read with
 * @param clockReason how the clock was chosen, in words
 * @param rows how many rows there are
 * @param coverage how much of the file this was told from
 * @param sampledRows how many rows were looked at: all of them, or the sample
 * @param leftOut how many of those would be left out, by reason
 * @param examples the first three of each reason
 * @param firstRows the first three rows, as read
 * @param lastRows the last three; none if the end was not looked at
 * @param lowest the lowest price looked at
 * @param highest the highest
 * @param spreads spreads of the ticks looked at; empty for bars
 * @param order whether times go forward
 * @param gapCount waits of more than an hour between rows looked at, weekends taken off
 * @param longestGaps the five longest, longest first
 * @param decimals how many rows looked at need so many places behind the point, by places
 * @param weeks where weeks open and close
 * @param problem why an import would fail; empty if it would not, or not all was looked at
 */
public record Inspection(
        String layout,
        List<String> alsoFits,
        SeriesKind kind,
        Optional<String> side,
        int barMinutes,
        Optional<String> symbol,
        List<String> entries,
        String clock,
        String clockReason,
        long rows,
        Coverage coverage,
        long sampledRows,
        Map<RowStatus, Long> leftOut,
        List<ImportReport.RejectedRow> examples,
        List<PricedRow> firstRows,
        List<PricedRow> lastRows,
        double lowest,
        double highest,
        Optional<ImportReport.Spreads> spreads,
        Order order,
        long gapCount,
        List<ImportReport.Gap> longestGaps,
        Map<Integer, Long> decimals,
        Weeks weeks,
        Optional<String> problem) {

    /** How much of a file was looked at. */
    public enum Coverage {
        /** Every row: all counts are exact. */
        ALL,
        /** The beginning, the end, and places between: the number of rows is estimated, other counts are of the sample. */
        SAMPLE,
        /** The beginning of what is compressed: there are more rows than said, and the end is not known. */
        BEGINNING
    }

    /** A row: bid and ask, or open, high, low and close. */
    public record PricedRow(Instant time, List<Double> prices) {
        public PricedRow {
            prices = List.copyOf(prices);
        }
    }

    /**
     * Whether the times of the rows looked at go forward.
     *
     * @param late rows that come late by no more than an import sorts in
     * @param stepsBack larger steps back
     * @param firstStepBack where the first of these is
     * @param equalTimes rows of the same time as the one before
     * @param truncatedTimes rows whose time has more digits than nanoseconds
     */
    public record Order(
            long late, long stepsBack, Optional<String> firstStepBack, long equalTimes, long truncatedTimes) {}

    /**
     * Weekends looked at.
     *
     * @param opensInPlace how many of them end on Sunday 17:00 New York with the clock
     * @param closesInPlace how many begin on Friday 17:00 New York
     * @param suggestions what to give to {@code --source-zone}, if opens and closes are elsewhere and it is clear why: clocks that
     *     explain them equally well
     */
    public record Weeks(int count, int opensInPlace, int closesInPlace, List<String> suggestions) {
        public Weeks {
            suggestions = List.copyOf(suggestions);
        }
    }

    /** The same of a file that is called otherwise. */
    public Inspection called(String before, String now) {
        return with(
                side,
                examples.stream()
                        .map(row -> new ImportReport.RejectedRow(
                                row.place().replace(before, now), row.reason(), row.text()))
                        .toList(),
                new Order(
                        order.late(),
                        order.stepsBack(),
                        order.firstStepBack().map(place -> place.replace(before, now)),
                        order.equalTimes(),
                        order.truncatedTimes()),
                problem.map(sentence -> sentence.replace(before, now)));
    }

    /** The same with the side of bars that names tell. */
    Inspection named(Path file) {
        Optional<String> told = kind == SeriesKind.TICKS ? Optional.empty() : BarSide.of(side, layout, entries, file);
        return with(told, examples, order, problem);
    }

    private Inspection with(
            Optional<String> side, List<ImportReport.RejectedRow> examples, Order order, Optional<String> problem) {
        return new Inspection(
                layout,
                alsoFits,
                kind,
                side,
                barMinutes,
                symbol,
                entries,
                clock,
                clockReason,
                rows,
                coverage,
                sampledRows,
                leftOut,
                examples,
                firstRows,
                lastRows,
                lowest,
                highest,
                spreads,
                order,
                gapCount,
                longestGaps,
                decimals,
                weeks,
                problem);
    }

    public Inspection {
        alsoFits = List.copyOf(alsoFits);
        entries = List.copyOf(entries);
        leftOut = Map.copyOf(leftOut);
        examples = List.copyOf(examples);
        firstRows = List.copyOf(firstRows);
        lastRows = List.copyOf(lastRows);
        longestGaps = List.copyOf(longestGaps);
        decimals = Map.copyOf(decimals);
    }
}
