package dev.necrozma.cli;

import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.Outcome;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.LabelResults;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The labels of the last run, for a person to read. */
final class LabelsPage {

    static final int FIRST_ROWS = 5;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final PrintStream page;
    private final LabelResults results;

    LabelsPage(PrintStream page, LabelResults results) {
        this.page = page;
        this.results = results;
    }

    void printList() throws IOException {
        List<LabelSummary> summaries = results.summaries();
        page.println(summaries.size() + " configurations of " + origin(summaries.get(0)));
        page.println("run " + results.runId() + " of " + results.started());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "configuration", "table", "up expectancy", "95 % interval", "down expectancy", "95 % interval"));
        for (LabelSummary summary : summaries) {
            rows.add(List.of(
                    summary.spec().name(),
                    results.hasTable(summary.spec()) ? "yes" : "no",
                    Numbers.fixed(summary.up().expectancyPips(), 3),
                    LabelPage.interval(summary.up()),
                    Numbers.fixed(summary.down().expectancyPips(), 3),
                    LabelPage.interval(summary.down())));
        }
        Columns.lines(rows, 2).forEach(page::println);
    }

    void print(LabelSpec spec) throws BadInputException, IOException {
        LabelSummary summary = results.summary(spec);
        page.println(spec.name() + " of " + origin(summary));
        Columns.lines(measures(summary), 1).forEach(page::println);
        LabelKernel kernel = results.kernel(spec);
        List<List<String>> rows = rows(kernel, spec);
        page.println("the first " + (rows.size() - 1) / 2 + " rows");
        Columns.lines(rows, 2).forEach(page::println);
    }

    private String origin(LabelSummary summary) {
        return results.symbol() + ": " + Numbers.grouped(summary.entries()) + " entries (" + results.entries()
                + "), followed on " + results.path() + ", prices "
                + results.prices().label();
    }

    private static List<List<String>> measures(LabelSummary summary) {
        LabelSummary.Direction up = summary.up();
        LabelSummary.Direction down = summary.down();
        return List.of(
                List.of("", "up", "down"),
                List.of("target", Numbers.grouped(up.target()), Numbers.grouped(down.target())),
                List.of("stop", Numbers.grouped(up.stop()), Numbers.grouped(down.stop())),
                List.of("none", Numbers.grouped(up.none()), Numbers.grouped(down.none())),
                List.of("censored", Numbers.grouped(up.censored()), Numbers.grouped(down.censored())),
                List.of("touched target", Numbers.grouped(up.touchedTarget()), Numbers.grouped(down.touchedTarget())),
                List.of("touched stop", Numbers.grouped(up.touchedStop()), Numbers.grouped(down.touchedStop())),
                List.of(
                        "mean minutes to target",
                        Numbers.fixed(up.minutesToTargetSum() / up.touchedTarget(), 1),
                        Numbers.fixed(down.minutesToTargetSum() / down.touchedTarget(), 1)),
                List.of(
                        "mean minutes to stop",
                        Numbers.fixed(up.minutesToStopSum() / up.touchedStop(), 1),
                        Numbers.fixed(down.minutesToStopSum() / down.touchedStop(), 1)),
                List.of("success rate", LabelPage.percent(up.successRate()), LabelPage.percent(down.successRate())),
                List.of("mean mfe, pips", Numbers.fixed(up.meanMfe(), 2), Numbers.fixed(down.meanMfe(), 2)),
                List.of("mean mae, pips", Numbers.fixed(up.meanMae(), 2), Numbers.fixed(down.meanMae(), 2)),
                List.of(
                        "expectancy, pips",
                        Numbers.fixed(up.expectancyPips(), 3),
                        Numbers.fixed(down.expectancyPips(), 3)),
                List.of("95 % interval", LabelPage.interval(up), LabelPage.interval(down)),
                List.of("mean R", Numbers.fixed(up.meanR(), 4), Numbers.fixed(down.meanR(), 4)));
    }

    private static List<List<String>> rows(LabelKernel kernel, LabelSpec spec) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("timestamp", "direction", "entry", "outcome", "exit", "mfe", "mae"));
        LabelSeries series = kernel.series();
        if (series.size() == 0) {
            return rows;
        }
        LabelRows labels = new LabelRows();
        kernel.label(spec, 0, labels);
        for (int row = 0; row < Math.min(FIRST_ROWS, labels.size()); row++) {
            String time = time(series, row).toString();
            rows.add(cells(time, "up", series.upEntryPrice(row), labels.up(), row));
            rows.add(cells(time, "down", series.downEntryPrice(row), labels.down(), row));
        }
        return rows;
    }

    static Instant time(LabelSeries series, int row) {
        long nanos = series.timeNanos(row);
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND_NANOS), Math.floorMod(nanos, SECOND_NANOS));
    }

    private static List<String> cells(String time, String direction, double entry, LabelRows.Columns labels, int row) {
        return List.of(
                time,
                direction,
                Numbers.fixed(entry, 6),
                outcome(labels.outcome()[row]),
                Numbers.fixed(labels.exitPips()[row], 2),
                Numbers.fixed(labels.mfe()[row], 2),
                Numbers.fixed(labels.mae()[row], 2));
    }

    static String outcome(byte code) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.code() == code) {
                return outcome.label();
            }
        }
        throw new IllegalArgumentException("no outcome has the code " + code);
    }
}
