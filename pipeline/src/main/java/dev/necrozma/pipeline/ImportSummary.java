package dev.necrozma.pipeline;

import dev.necrozma.market.feed.ImportReport;
import dev.necrozma.market.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What was read, dropped and repaired, in lines for people, from the attributes of imported files. */
final class ImportSummary {

    private static final Pattern NAMES_ASK = Pattern.compile("(?i)(?<![a-z])ask(?![a-z])");

    private ImportSummary() {}

    static List<String> lines(List<ImportedFile> files, Instrument instrument) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ImportedFile file = files.get(i);
            if (i > 0) {
                gap(files.get(i - 1), file, lines);
            }
            Map<String, String> facts = file.artifact().attributes();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %s, %s, %,d of %,d rows kept, %s to %s",
                    file.name(),
                    facts.get("layout"),
                    instrument.symbol(),
                    number(facts, "rows_kept"),
                    number(facts, "rows_read"),
                    facts.get("first"),
                    facts.get("last")));
            if (facts.containsKey("layout_also_fits")) {
                lines.add("  its first lines fit " + facts.get("layout_also_fits") + " too: --layout "
                        + firstOf(facts.get("layout_also_fits")) + " forces that");
            }
            side(file.name(), facts, lines);
            if (facts.containsKey("clock")) {
                lines.add("  clock " + facts.get("clock") + " (" + facts.get("clock_reason") + "), "
                        + count(number(facts, "gaps"), "gap") + " over an hour outside weekends");
            }
            if (facts.containsKey("spread_median")) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  spreads in pips: median %.2f, %.2f to %.2f; %,d zero, %,d negative",
                        pips(facts, "spread_median", instrument),
                        pips(facts, "spread_min", instrument),
                        pips(facts, "spread_max", instrument),
                        number(facts, "spread_zero"),
                        number(facts, "spread_negative")));
            }
            repairs(facts, lines);
            rejections(file.name(), facts, lines);
        }
        return lines;
    }

    private static void gap(ImportedFile before, ImportedFile after, List<String> lines) {
        if (ImportReport.Gap.between(before.last(), after.first()).isPresent()) {
            lines.add("no rows between " + before.name() + " and " + after.name()
                    + ": a gap over an hour outside weekends, " + before.last() + " to " + after.first());
        }
    }

    /* A vendor's bars of asks are told from those of bids by nothing but their name. */
    private static void side(String file, Map<String, String> facts, List<String> lines) {
        if (!facts.containsKey("side")) {
            return;
        }
        boolean named = NAMES_ASK.matcher(file).find() && !facts.get("side").equals("ask");
        lines.add("  bars of " + (named ? "ask prices, as the name says" : facts.get("side") + " prices"));
    }

    private static String firstOf(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }

    private static void repairs(Map<String, String> facts, List<String> lines) {
        if (number(facts, "disordered") > 0) {
            lines.add("  " + count(number(facts, "disordered"), "row") + " came late and sorted in");
        }
        if (number(facts, "repeated_hour") > 0) {
            lines.add("  " + count(number(facts, "repeated_hour"), "row") + " in the second pass of a repeated hour");
        }
        if (number(facts, "truncated_times") > 0) {
            lines.add("  " + count(number(facts, "truncated_times"), "time")
                    + " with more digits than nanoseconds, which were cut off");
        }
        if (number(facts, "skipped_hour") > 0) {
            lines.add("  " + count(number(facts, "skipped_hour"), "row") + " in an hour that the clock skipped");
        }
    }

    private static void rejections(String file, Map<String, String> facts, List<String> lines) {
        facts.forEach((name, value) -> {
            if (name.startsWith("rejected: ")) {
                lines.add("  " + count(Long.parseLong(value), "row") + " left out: "
                        + name.substring("rejected: ".length()));
            }
        });
        for (int i = 1; facts.containsKey("rejected_" + i); i++) {
            lines.add("    " + file + facts.get("rejected_" + i));
        }
    }

    private static double pips(Map<String, String> facts, String name, Instrument instrument) {
        return Double.parseDouble(facts.getOrDefault(name, "0")) / instrument.pipSize();
    }

    private static long number(Map<String, String> facts, String name) {
        return Long.parseLong(facts.getOrDefault(name, "0"));
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
