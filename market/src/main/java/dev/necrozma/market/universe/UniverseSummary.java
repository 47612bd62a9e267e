package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a universe comes to, for people: events by level and direction, signatures by how frequent they are, and how features
 * differ between directions. Statistics are of the stored 32-bit values.
 */
public final class UniverseSummary {

    /** A signature and its events; {@code ups} of them go up. */
    public record SignatureCount(String signature, int events, int ups) {}

    /** The contrasts of a level are in the order of the columns. */
    public record LevelSummary(Level level, int ups, int downs, List<DirectionContrast> contrasts) {
        public LevelSummary {
            contrasts = List.copyOf(contrasts);
        }
    }

    private final UniverseInfo info;
    private final int events;
    private final List<LevelSummary> levels;
    private final List<SignatureCount> signatures;

    /** Sums up a table. */
    public UniverseSummary(UniverseTable table) {
        info = table.info();
        events = table.size();
        levels = levels(table);
        signatures = signatures(table);
    }

    public UniverseInfo info() {
        return info;
    }

    /** The number of events. */
    public int events() {
        return events;
    }

    /** The levels that have events, the smallest first. */
    public List<LevelSummary> levels() {
        return levels;
    }

    /** Every signature, the most frequent first; of equally frequent ones, in the order of their names. */
    public List<SignatureCount> signatures() {
        return signatures;
    }

    /** How many differences there are to look at: those that are known. */
    public int looks() {
        return (int) levels.stream()
                .flatMap(level -> level.contrasts().stream())
                .filter(contrast -> !Double.isNaN(contrast.z()))
                .count();
    }

    private static List<LevelSummary> levels(UniverseTable table) {
        List<LevelSummary> levels = new ArrayList<>();
        for (Level level : Level.values()) {
            int[] ups = events(table, level, true);
            int[] downs = events(table, level, false);
            if (ups.length + downs.length > 0) {
                levels.add(new LevelSummary(
                        level,
                        ups.length,
                        downs.length,
                        table.features().stream()
                                .map(feature -> contrast(feature, ups, downs))
                                .toList()));
            }
        }
        return levels;
    }

    private static int[] events(UniverseTable table, Level level, boolean up) {
        return IntStream.range(0, table.size())
                .filter(i -> table.level(i) == level && table.up(i) == up)
                .toArray();
    }

    private static DirectionContrast contrast(FeatureColumn feature, int[] ups, int[] downs) {
        double[] up = values(feature, ups);
        double[] down = values(feature, downs);
        double upMean = mean(up);
        double downMean = mean(down);
        return new DirectionContrast(
                feature.name(),
                feature.unit(),
                up.length,
                upMean,
                std(up, upMean),
                down.length,
                downMean,
                std(down, downMean));
    }

    private static double[] values(FeatureColumn feature, int[] events) {
        return Arrays.stream(events)
                .filter(i -> !feature.isNull(i))
                .mapToDouble(feature::value)
                .toArray();
    }

    private static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double std(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    private static List<SignatureCount> signatures(UniverseTable table) {
        List<String> texts = table.signatureTexts();
        int[] events = new int[texts.size()];
        int[] ups = new int[texts.size()];
        for (int i = 0; i < table.size(); i++) {
            events[table.signatureIndex(i)]++;
            ups[table.signatureIndex(i)] += table.up(i) ? 1 : 0;
        }
        return IntStream.range(0, events.length)
                .mapToObj(i -> new SignatureCount(texts.get(i), events[i], ups[i]))
                .sorted(Comparator.comparingInt((SignatureCount count) -> -count.events())
                        .thenComparing(SignatureCount::signature))
                .toList();
    }
}
