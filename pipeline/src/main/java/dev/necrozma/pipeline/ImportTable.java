package dev.necrozma.pipeline;

import dev.necrozma.market.feed.ImportReport.Gap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What was imported, in lines for people of at most some 100 columns, however many files there are. */
final class ImportTable {

    private static final int COLUMNS = 100;
    private static final int NAME = 10;

    private final ImportFacts facts;
    private final List<String> lines = new ArrayList<>();

    ImportTable(ImportFacts facts) {
        this.facts = facts;
    }

    List<String> lines() {
        String symbol = facts.instrument().instrument().symbol();
        lines.add(files() + ": " + String.join(", ", facts.values("layout").keySet()) + ", " + symbol + ", "
                + number(facts.sum("rows_kept")) + " of " + number(facts.sum("rows_read")) + " rows kept");
        facts.values("layout_also_fits")
                .forEach((also, files) -> row(
                        "layout", "its first lines fit " + also + " too: --layout " + firstOf(also) + " forces that"));
        sides();
        if (facts.merged() > 0) {
            row("merged", rows(facts.merged()) + " left out that an earlier file has too");
        }
        facts.dropped().forEach((reason, dropped) -> {
            row("dropped", rows(dropped.rows()) + " left out: " + reason);
            dropped.examples().forEach(example -> row("", example.place() + ": " + example.text()));
        });
        repaired();
        row("time", facts.first() + " to " + facts.last());
        facts.values("clock")
                .forEach((clock, files) -> row(
                        "clock",
                        clock + (facts.values("clock").size() > 1 ? " in " + files + " files" : "") + reason(clock)));
        gaps();
        if (facts.profile().count() > 0) {
            spreads();
            hours();
        }
        row(
                "pip",
                new BigDecimal(Double.toString(facts.instrument().instrument().pipSize()))
                                .stripTrailingZeros()
                                .toPlainString()
                        + " ("
                        + facts.instrument().pipSizeFrom() + "); symbol from "
                        + facts.instrument().symbolFrom());
        return lines;
    }

    private String files() {
        List<ImportedFile> files = facts.files();
        String first = files.get(0).name();
        return files.size() == 1
                ? first
                : number(files.size()) + " files, " + first + " to "
                        + files.get(files.size() - 1).name();
    }

    private static String firstOf(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }

    private void sides() {
        Set<String> sides = new LinkedHashSet<>();
        for (ImportedFile file : facts.files()) {
            if (file.statedSide().isPresent()) {
                String stated = file.statedSide().get();
                String side = file.side().orElse(stated);
                sides.add("bars of " + side + " prices" + (side.equals(stated) ? "" : ", as the name says"));
            }
        }
        sides.forEach(side -> row("side", side));
    }

    private String reason(String clock) {
        String reasons = facts.files().stream()
                .map(file -> file.artifact().attributes())
                .filter(attributes -> clock.equals(attributes.get("clock")))
                .map(attributes -> attributes.getOrDefault("clock_reason", ""))
                .distinct()
                .limit(2)
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "" : " (" + reasons + ")";
    }

    private void repaired() {
        repaired("disordered", "came late and sorted in");
        repaired("repeated_hour", "in the second pass of a repeated hour");
        repaired("skipped_hour", "in an hour that the clock skipped");
        repaired("truncated_times", "with more digits of time than nanoseconds, which were cut off");
    }

    private void repaired(String attribute, String words) {
        long count = facts.sum(attribute);
        if (count > 0) {
            row("repaired", rows(count) + " " + words);
        }
    }

    private void gaps() {
        String count = facts.gaps() + (facts.gaps() == 1 ? " gap" : " gaps") + " over an hour outside weekends";
        if (facts.longestGaps().isEmpty()) {
            row("gaps", count);
            return;
        }
        Gap longest = facts.longestGaps().get(0);
        row(
                "gaps",
                count + "; the longest " + String.format(Locale.ROOT, "%.1f h", ImportFacts.hours(longest)) + ", "
                        + longest.from() + " to " + longest.to());
    }

    private void spreads() {
        row(
                "spread",
                String.format(
                        Locale.ROOT,
                        "least %.2f, 5 %% %.2f, 25 %% %.2f, median %.2f, 75 %% %.2f, 95 %% %.2f, 99 %% %.2f, greatest %.2f pips",
                        facts.spreadPips(0),
                        facts.spreadPips(50),
                        facts.spreadPips(250),
                        facts.spreadPips(500),
                        facts.spreadPips(750),
                        facts.spreadPips(950),
                        facts.spreadPips(990),
                        facts.spreadPips(1000)));
        row(
                "",
                number(facts.profile().zero()) + " zero, "
                        + number(facts.profile().negative()) + " negative");
    }

    private void hours() {
        long[] hours = facts.profile().hours();
        for (int from = 0; from < hours.length; from += 12) {
            StringBuilder shares = new StringBuilder();
            for (int hour = from; hour < from + 12; hour++) {
                shares.append(String.format(
                        Locale.ROOT,
                        "%6.1f",
                        100.0 * hours[hour] / facts.profile().count()));
            }
            row(from == 0 ? "ticks %" : "", String.format(Locale.ROOT, "%02d–%02d UTC", from, from + 12) + shares);
        }
    }

    /* Breaks between words what is too long for a line. */
    private void row(String name, String text) {
        StringBuilder line = new StringBuilder(String.format("  %-" + NAME + "s", name));
        boolean empty = true;
        for (String word : text.split(" (?=\\S)", -1)) {
            if (!empty && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(NAME + 4));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
    }

    private static String rows(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
