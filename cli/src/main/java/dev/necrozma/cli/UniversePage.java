package dev.necrozma.cli;

import dev.necrozma.market.universe.DirectionContrast;
import dev.necrozma.market.universe.Looks;
import dev.necrozma.market.universe.UniverseInfo;
import dev.necrozma.market.universe.UniverseSummary;
import dev.necrozma.market.universe.UniverseSummary.LevelSummary;
import dev.necrozma.market.universe.UniverseSummary.SignatureCount;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A universe, for a person to read: its events, and what distinguishes those that go up from those that go down. */
final class UniversePage {

    static final double CHANCE = 0.05;

    private static final int MOST_SIGNATURES = 8;
    private static final int MOST_FEATURES = 8;
    private static final int DIGITS = 4;

    private final PrintStream page;
    private final UniverseSummary summary;

    UniversePage(PrintStream page, UniverseSummary summary) {
        this.page = page;
        this.summary = summary;
    }

    void print() {
        UniverseInfo info = summary.info();
        printSentence(info.name() + " of " + info.symbol() + ": " + Numbers.grouped(summary.events()) + " events among "
                + Numbers.grouped(info.totalCandles()) + " candles" + span(info));
        if (summary.events() == 0) {
            return;
        }
        Columns.lines(levels(), 1).forEach(page::println);
        page.println();
        page.println(signatureHeading());
        Columns.lines(signatures(), 1).forEach(page::println);
        double threshold = threshold();
        for (LevelSummary level : summary.levels()) {
            printContrasts(level, threshold);
        }
        page.println();
        printCaveat(threshold);
    }

    private void printSentence(String sentence) {
        Columns.wrapped(sentence, "  ").forEach(page::println);
    }

    private static String span(UniverseInfo info) {
        return info.totalCandles() == 0
                ? ""
                : ", " + Instant.ofEpochSecond(0, info.firstCandleNanos()) + " to "
                        + Instant.ofEpochSecond(0, info.lastCandleNanos());
    }

    private List<List<String>> levels() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("level", "up", "down", "up share"));
        for (LevelSummary level : summary.levels()) {
            rows.add(List.of(
                    level.level().label(),
                    Numbers.grouped(level.ups()),
                    Numbers.grouped(level.downs()),
                    share(level.ups(), level.ups() + level.downs())));
        }
        return rows;
    }

    private String signatureHeading() {
        int distinct = summary.signatures().size();
        return distinct <= MOST_SIGNATURES
                ? "the " + distinct + " signatures"
                : "the most frequent of " + Numbers.grouped(distinct) + " signatures";
    }

    private List<List<String>> signatures() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("signature", "events", "share", "up share"));
        for (SignatureCount count : first(summary.signatures(), MOST_SIGNATURES)) {
            rows.add(List.of(
                    count.signature().isEmpty() ? "(none)" : count.signature(),
                    Numbers.grouped(count.events()),
                    share(count.events(), summary.events()),
                    share(count.ups(), count.events())));
        }
        return rows;
    }

    private void printContrasts(LevelSummary level, double threshold) {
        List<DirectionContrast> contrasts = sorted(level.contrasts());
        page.println();
        if (contrasts.isEmpty()) {
            page.println(level.level().label() + ": too few events to compare up with down");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                level.level().label(),
                "up mean",
                "std",
                "events",
                "down mean",
                "std",
                "events",
                "difference",
                "z",
                " "));
        for (DirectionContrast contrast : first(contrasts, MOST_FEATURES)) {
            rows.add(List.of(
                    contrast.feature(),
                    Numbers.fixed(contrast.upMean(), DIGITS),
                    Numbers.fixed(contrast.upStd(), DIGITS),
                    Numbers.grouped(contrast.upCount()),
                    Numbers.fixed(contrast.downMean(), DIGITS),
                    Numbers.fixed(contrast.downStd(), DIGITS),
                    Numbers.grouped(contrast.downCount()),
                    Numbers.fixed(contrast.standardisedDifference(), 3),
                    Numbers.fixed(contrast.z(), 1),
                    Math.abs(contrast.z()) > threshold ? "*" : " "));
        }
        Columns.lines(rows, 1).stream().map(String::stripTrailing).forEach(page::println);
    }

    /* Those that are known, the largest first. */
    static List<DirectionContrast> sorted(List<DirectionContrast> contrasts) {
        return contrasts.stream()
                .filter(contrast -> !Double.isNaN(contrast.z()))
                .sorted(Comparator.comparingDouble(contrast -> -Math.abs(contrast.standardisedDifference())))
                .toList();
    }

    private double threshold() {
        return summary.looks() == 0 ? Double.NaN : Looks.threshold(summary.looks(), CHANCE);
    }

    /* The largest of hundreds looks large by chance alone: the tables must not be read as finds. */
    private void printCaveat(double threshold) {
        if (summary.looks() == 0) {
            return;
        }
        long beyond = summary.levels().stream()
                .flatMap(level -> level.contrasts().stream())
                .filter(contrast -> Math.abs(contrast.z()) > threshold)
                .count();
        printSentence(
                "difference: of the means, in standard deviations (0.2 is small); z: in standard errors, as if directions were"
                        + " tossed");
        printSentence("the largest of " + Numbers.grouped(summary.looks()) + " differences are shown; with tossed"
                + " directions one page in twenty has a z beyond " + Numbers.fixed(threshold, 1) + " (*); here "
                + (beyond == 0 ? "there is none" : Numbers.grouped(beyond) + (beyond == 1 ? " is" : " are")));
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private static String share(int part, int whole) {
        return Numbers.fixed(100.0 * part / whole, 1) + " %";
    }
}
