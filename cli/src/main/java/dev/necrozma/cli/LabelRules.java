package dev.necrozma.cli;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Prices;
import dev.necrozma.pipeline.LabelGrid;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a grid of labels may consist of. */
final class LabelRules {

    /* The extremes of a double have hundreds of digits. */
    private static final double LEAST_READABLE = 1e-12;
    private static final double MOST_READABLE = 1e12;

    private static final long MOST_CONFIGURATIONS = 1_000_000;

    private LabelRules() {}

    /** @param place the option or the key and its place, to begin the sentence with */
    static void checkPips(String place, List<Double> values) throws UsageException {
        check(place, values, LabelSpec.LEAST_PIPS, LabelSpec.MOST_PIPS, "pips");
    }

    static void checkHorizons(String place, List<Double> values) throws UsageException {
        check(place, values, LabelSpec.LEAST_HORIZON_MINUTES, LabelSpec.MOST_HORIZON_MINUTES, "minutes");
    }

    private static void check(String place, List<Double> values, double least, double most, String unit)
            throws UsageException {
        if (values.isEmpty()) {
            throw new UsageException(place + " must name at least one number");
        }
        Set<Double> seen = new HashSet<>();
        for (double value : values) {
            if (value < least || value > most) {
                throw new UsageException(place + " must be " + LabelSpec.number(least) + " to " + LabelSpec.number(most)
                        + " " + unit + ": " + given(value));
            }
            if (!seen.add(value)) {
                throw new UsageException(place + " names " + LabelSpec.number(value) + " twice");
            }
        }
    }

    /**
     * Refuses more configurations than memory has room for.
     *
     * @param place to begin the sentence with; may be empty
     */
    static void checkCount(String place, LabelGrid grid) throws UsageException {
        long targetsAndStops = (long) grid.targets().size() * grid.stops().size();
        if (targetsAndStops > MOST_CONFIGURATIONS
                || targetsAndStops * grid.horizons().size() > MOST_CONFIGURATIONS) {
            throw new UsageException(place + "targets, stops and horizons come to more than "
                    + Numbers.grouped(MOST_CONFIGURATIONS) + " configurations of labels: name fewer");
        }
    }

    private static String given(double value) {
        return value < LEAST_READABLE || value > MOST_READABLE ? Double.toString(value) : LabelSpec.number(value);
    }

    /** The minutes of {@code 5m}; {@link LabelGrid#EVERY_TICK} of {@code tick}. */
    static int entryMinutes(String place, String text) throws UsageException {
        if (text.equals("tick")) {
            return LabelGrid.EVERY_TICK;
        }
        String kind = "tick, or minutes that divide a day (1440), such as 5m";
        if (!text.endsWith("m")) {
            throw new UsageException(place + " must be " + kind + ": " + text);
        }
        return minutes(place, kind, text);
    }

    /** The minutes of {@code 5m} or {@code 5}. */
    static int interval(String place, String text) throws UsageException {
        return minutes(place, "minutes that divide a day (1440), such as 5m", text);
    }

    private static int minutes(String place, String kind, String text) throws UsageException {
        String number = text.endsWith("m") ? text.substring(0, text.length() - 1) : text;
        try {
            int minutes = Integer.parseInt(number);
            if (minutes >= 1 && GridRules.DAY_MINUTES % minutes == 0) {
                return minutes;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that does not divide.
        }
        throw new UsageException(place + " must be " + kind + ": " + text);
    }

    static LabelGrid.Path path(String place, String text) throws UsageException {
        return switch (text) {
            case "ticks" -> LabelGrid.Path.TICKS;
            case "candles" -> LabelGrid.Path.CANDLES;
            default -> throw new UsageException(place + " must be ticks or candles: " + text);
        };
    }

    static Prices prices(String place, String text) throws UsageException {
        return switch (text) {
            case "mid" -> Prices.MID;
            case "bid_ask" -> Prices.BID_ASK;
            default -> throw new UsageException(place + " must be mid or bid_ask: " + text);
        };
    }

    /**
     * Refuses what no data have. What depends on the data is not decided here.
     *
     * @param place to begin the sentence with; may be empty
     */
    static void checkCombination(String place, LabelGrid grid, Wording wording) throws UsageException {
        Optional<LabelGrid.Conflict> conflict = grid.conflict();
        if (conflict.isPresent()) {
            throw new UsageException(place + conflict.get().sentence(wording::setting));
        }
    }
}
