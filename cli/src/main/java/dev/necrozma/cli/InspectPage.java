package dev.necrozma.cli;

import dev.necrozma.market.feed.ImportReport;
import dev.necrozma.market.feed.Inspection;
import dev.necrozma.market.feed.RowStatus;
import dev.necrozma.market.feed.SeriesKind;
import dev.necrozma.market.text.Printable;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A file that was looked at, for a person to read. */
final class InspectPage {

    private final PrintStream page;
    private final Inspected file;
    private final Inspection found;

    InspectPage(PrintStream page, Inspected file) {
        this.page = page;
        this.file = file;
        this.found = file.found();
    }

    void print() {
        page.println(Printable.of(file.file().toString()));
        fact("layout", found.layout() + (found.alsoFits().isEmpty() ? "" : alsoFits()));
        fact("rows", rows());
        fact("symbol", file.symbol().map(symbol -> symbol + ", ").orElse("") + file.symbolSource());
        fact("pip", (file.pipSize().isPresent() ? plain(file.pipSize().getAsDouble()) + ", " : "") + file.pipSource());
        fact("clock", found.clock() + " (" + found.clockReason() + ")");
        fact("weeks", weeks());
        if (!found.weeks().suggestions().isEmpty()) {
            fact("", suggestion());
        }
        fact("range", range());
        printRows("first rows", found.firstRows());
        printRows("last rows", found.lastRows());
        fact("prices", plain(found.lowest()) + " to " + plain(found.highest()));
        found.spreads().ifPresent(this::printSpreads);
        fact("order", order());
        fact("gaps", gaps());
        fact("decimals", decimals());
        printLeftOut();
        found.problem().ifPresent(problem -> fact("import", "would fail: " + problem));
    }

    private void fact(String name, String text) {
        Columns.wrapped("  " + name + " ".repeat(12 - name.length()) + Printable.of(text), " ".repeat(14))
                .forEach(page::println);
    }

    private String alsoFits() {
        return "; " + String.join(", ", found.alsoFits()) + (found.alsoFits().size() == 1 ? " fits too" : " fit too")
                + ": --layout " + found.alsoFits().get(0) + " forces that";
    }

    private String rows() {
        String kind = found.kind() == SeriesKind.TICKS
                ? "ticks"
                : "bars of " + found.barMinutes() + (found.barMinutes() == 1 ? " minute" : " minutes")
                        + found.side().map(side -> ", " + side + " prices").orElse("");
        return switch (found.coverage()) {
            case ALL -> Numbers.grouped(found.rows()) + " " + kind + ", all read";
            case SAMPLE ->
                "about " + Numbers.grouped(found.rows()) + " " + kind + "; estimated, as all below, from "
                        + Numbers.grouped(found.sampledRows()) + " at the beginning, the end and places between";
            case BEGINNING ->
                "more than " + Numbers.grouped(found.rows()) + " " + kind
                        + "; all below is of these first ones, since the file is compressed";
        };
    }

    private String weeks() {
        Inspection.Weeks weeks = found.weeks();
        if (weeks.count() == 0) {
            return "no weekend looked at";
        }
        return weeks.opensInPlace() + " of " + weeks.count() + " open on Sunday 17:00 New York, "
                + weeks.closesInPlace() + " close on Friday 17:00";
    }

    private String suggestion() {
        List<String> clocks = found.weeks().suggestions();
        return "with another clock they would: --source-zone " + clocks.get(0)
                + (clocks.size() == 1 ? "" : ", or as well " + String.join(", or ", clocks.subList(1, clocks.size())));
    }

    private String range() {
        String from = found.firstRows().get(0).time().toString();
        if (found.lastRows().isEmpty()) {
            return "from " + from;
        }
        return from + " to " + found.lastRows().get(found.lastRows().size() - 1).time();
    }

    private void printRows(String name, List<Inspection.PricedRow> rows) {
        String label = name;
        for (Inspection.PricedRow row : rows) {
            fact(
                    label,
                    row.time() + "  "
                            + row.prices().stream().map(InspectPage::plain).collect(Collectors.joining("  ")));
            label = "";
        }
    }

    private void printSpreads(ImportReport.Spreads spreads) {
        fact(
                "spreads",
                "median " + spread(spreads.median()) + (file.pipSize().isPresent() ? " pips" : "") + ", "
                        + spread(spreads.min()) + " to " + spread(spreads.max()) + "; "
                        + Numbers.grouped(spreads.zero()) + " zero, " + Numbers.grouped(spreads.negative())
                        + " negative");
    }

    private String spread(double spread) {
        return file.pipSize().isPresent()
                ? Numbers.fixed(spread / file.pipSize().getAsDouble(), 2)
                : plain(spread);
    }

    private String order() {
        Inspection.Order order = found.order();
        StringBuilder text = new StringBuilder();
        text.append(
                order.late() + order.stepsBack() == 0
                        ? "times go forward"
                        : Numbers.grouped(order.late()) + " late by no more than can be sorted in, "
                                + Numbers.grouped(order.stepsBack()) + " steps back beyond");
        order.firstStepBack().ifPresent(place -> text.append(", the first at ").append(place));
        text.append("; ").append(Numbers.grouped(order.equalTimes())).append(" at the time of the row before");
        if (order.truncatedTimes() > 0) {
            text.append("; ").append(Numbers.grouped(order.truncatedTimes())).append(" finer than nanoseconds");
        }
        return text.toString();
    }

    private String gaps() {
        String count = Numbers.grouped(found.gapCount()) + " over an hour outside weekends"
                + (found.coverage() == Inspection.Coverage.SAMPLE ? ", between rows looked at" : "");
        if (found.longestGaps().isEmpty()) {
            return count;
        }
        ImportReport.Gap longest = found.longestGaps().get(0);
        return count + ", the longest " + longest.from() + " to " + longest.to();
    }

    private String decimals() {
        return new TreeMap<>(found.decimals())
                .entrySet().stream()
                        .map(entry -> (entry.getKey() > 10
                                        ? "more than 10"
                                        : entry.getKey().toString()) + " in " + Numbers.grouped(entry.getValue())
                                + (entry.getValue() == 1 ? " row" : " rows"))
                        .collect(Collectors.joining(", "));
    }

    private void printLeftOut() {
        for (Map.Entry<RowStatus, Long> entry : new TreeMap<>(found.leftOut()).entrySet()) {
            fact(
                    "left out",
                    Numbers.grouped(entry.getValue()) + ": " + entry.getKey().reason());
        }
        for (ImportReport.RejectedRow example : found.examples()) {
            fact("", example.place() + ": " + example.text());
        }
    }

    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
