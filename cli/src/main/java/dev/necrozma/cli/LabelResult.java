package dev.necrozma.cli;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of one configuration of labels.
 *
 * @param direction {@code up} or {@code down}
 */
record LabelResult(LabelSpec spec, String direction, LabelSummary.Direction values) {

    private static final int MOST_BEST = 5;

    /** Those whose expectancy is known, in the order of {@code summaries}. */
    static List<LabelResult> known(List<LabelSummary> summaries) {
        List<LabelResult> results = new ArrayList<>();
        for (LabelSummary summary : summaries) {
            results.add(new LabelResult(summary.spec(), "up", summary.up()));
            results.add(new LabelResult(summary.spec(), "down", summary.down()));
        }
        results.removeIf(result -> Double.isNaN(result.values().expectancyPips()));
        return results;
    }

    /** The few of highest expectancy, highest first; the order of {@code known} decides between equals. */
    static List<LabelResult> best(List<LabelResult> known) {
        List<LabelResult> sorted = new ArrayList<>(known);
        sorted.sort((one, other) ->
                Double.compare(other.values().expectancyPips(), one.values().expectancyPips()));
        return List.copyOf(sorted.subList(0, Math.min(MOST_BEST, sorted.size())));
    }

    /** How many entries are censored in the configuration and direction that has the most of them. */
    static int mostCensored(List<LabelSummary> summaries) {
        int most = 0;
        for (LabelSummary summary : summaries) {
            most = Math.max(
                    most, Math.max(summary.up().censored(), summary.down().censored()));
        }
        return most;
    }

    boolean hasInterval() {
        return !Double.isNaN(values.expectancyLow());
    }

    /** Whether its interval leaves zero out and is above it. */
    boolean isAboveZero() {
        return values.expectancyLow() > 0;
    }

    /** Whether its interval leaves zero out and is below it. */
    boolean isBelowZero() {
        return values.expectancyHigh() < 0;
    }
}
