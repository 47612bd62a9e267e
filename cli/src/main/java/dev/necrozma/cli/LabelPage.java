package dev.necrozma.cli;

import dev.necrozma.market.label.LabelSummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What labels come to, for a person to read. */
final class LabelPage {

    private static final int WORDS = 2;

    private final PrintStream page;
    private final List<LabelSummary> labels;

    /** @param labels at least one, all of the same entries */
    LabelPage(PrintStream page, List<LabelSummary> labels) {
        this.page = page;
        this.labels = labels;
    }

    void print() {
        List<LabelResult> known = LabelResult.known(labels);
        if (known.isEmpty()) {
            page.println("labels: no expectancy is known, since every horizon reaches beyond the data");
        } else {
            List<LabelResult> best = LabelResult.best(known);
            page.println("best labels by expectancy, in pips");
            for (String line : Columns.lines(rows(best), WORDS)) {
                page.println(line);
            }
            page.println(caveat(known, best.get(0)));
        }
        page.println(entries());
    }

    private static List<List<String>> rows(List<LabelResult> best) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "configuration",
                "direction",
                "expectancy",
                "95 % interval",
                "R",
                "success rate",
                "mean mfe",
                "mean mae"));
        for (LabelResult result : best) {
            LabelSummary.Direction values = result.values();
            rows.add(List.of(
                    result.spec().name(),
                    result.direction(),
                    Numbers.fixed(values.expectancyPips(), 3),
                    interval(values),
                    Numbers.fixed(values.meanR(), 4),
                    percent(values.successRate()),
                    Numbers.fixed(values.meanMfe(), 2),
                    Numbers.fixed(values.meanMae(), 2)));
        }
        return rows;
    }

    static String interval(LabelSummary.Direction values) {
        return Double.isNaN(values.expectancyLow())
                ? Numbers.UNKNOWN
                : Numbers.fixed(values.expectancyLow(), 3) + " to " + Numbers.fixed(values.expectancyHigh(), 3);
    }

    static String percent(double share) {
        return Double.isNaN(share) ? Numbers.UNKNOWN : Numbers.fixed(100 * share, 1) + " %";
    }

    /* The best of many is above zero by chance alone: the table must not be read as a find. */
    private static String caveat(List<LabelResult> known, LabelResult first) {
        boolean interval = false;
        boolean above = false;
        boolean below = false;
        for (LabelResult result : known) {
            interval |= result.hasInterval();
            above |= result.isAboveZero();
            below |= result.isBelowZero();
        }
        String selection = "the best of " + known.size() + " is a selection: expect less on other data";
        if (!interval) {
            return "entries of one day have no interval; " + selection;
        }
        if (first.isAboveZero()) {
            return selection;
        }
        if (above) {
            return "the first is not known to be above zero; " + selection;
        }
        return "none is " + (below ? "above zero" : "distinguishable from zero") + " at 95 %; " + selection;
    }

    private String entries() {
        String entries = Numbers.grouped(labels.get(0).entries()) + " entries";
        Range longs = new Range();
        Range shorts = new Range();
        for (LabelSummary label : labels) {
            longs.add(label.up().censored());
            shorts.add(label.down().censored());
        }
        return longs.most + shorts.most == 0
                ? entries + ", none censored"
                : entries + "; censored (the data end first): " + longs + " longs, " + shorts
                        + " shorts a configuration";
    }

    /** What counts lie between. */
    private static final class Range {

        private int least = Integer.MAX_VALUE;
        private int most;

        void add(int count) {
            least = Math.min(least, count);
            most = Math.max(most, count);
        }

        @Override
        public String toString() {
            return least == most ? Numbers.grouped(most) : Numbers.grouped(least) + " to " + Numbers.grouped(most);
        }
    }
}
