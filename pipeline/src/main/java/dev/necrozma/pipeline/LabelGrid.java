package dev.necrozma.pipeline;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The labels of a run: every target with every stop and horizon.
 *
 * @param targets in pips
 * @param stops in pips
 * @param horizons in minutes
 * @param entryMinutes the interval of the candles at whose closes positions are opened; 0 for an entry at every tick
 * @param path what decides the labels; absent for ticks where there are any, else candles
 * @param prices at which positions are opened and valued
 * @param tables which tables are written
 */
public record LabelGrid(
        List<Double> targets,
        List<Double> stops,
        List<Double> horizons,
        int entryMinutes,
        Optional<Path> path,
        Prices prices,
        Materialize tables) {

    /** {@link #entryMinutes} of an entry at every tick. */
    public static final int EVERY_TICK = 0;

    /** 210 configurations with an entry at each minute's close. */
    public static final LabelGrid DEFAULT = new LabelGrid(
            List.of(5.0, 10.0, 15.0, 20.0, 30.0, 50.0),
            List.of(5.0, 10.0, 15.0, 20.0, 30.0),
            List.of(1.0, 5.0, 15.0, 30.0, 60.0, 240.0, 1440.0),
            1,
            Optional.empty(),
            Prices.MID,
            Materialize.AUTO);

    /** What decides labels. */
    public enum Path {
        TICKS("ticks"),
        CANDLES("candles");

        private final String label;

        Path(String label) {
            this.label = label;
        }

        /** The name in lower case. */
        public String label() {
            return label;
        }
    }

    /** What of a grid does not go together, whatever the data. */
    public enum Conflict {
        EVERY_TICK_ON_CANDLES("an entry at every tick cannot be followed on candles", "entries", "1m"),
        BID_ASK_ON_CANDLES("candles have no bid and ask to follow", "price", "mid");

        private final String sentence;
        private final String setting;
        private final String value;

        Conflict(String sentence, String setting, String value) {
            this.sentence = sentence;
            this.setting = setting;
            this.value = value;
        }

        /** What is wrong, and how to choose otherwise. */
        public String sentence(Wording wording) {
            return sentence + ": choose " + wording.setting("path", "ticks") + " or " + wording.setting(setting, value);
        }

        /** How a setting is written where the reader gave it. */
        public interface Wording {
            String setting(String name, String value);
        }
    }

    /** The first conflict, if there is one. */
    public Optional<Conflict> conflict() {
        if (!path.equals(Optional.of(Path.CANDLES))) {
            return Optional.empty();
        }
        if (entryMinutes == EVERY_TICK) {
            return Optional.of(Conflict.EVERY_TICK_ON_CANDLES);
        }
        return prices == Prices.BID_ASK ? Optional.of(Conflict.BID_ASK_ON_CANDLES) : Optional.empty();
    }

    public LabelGrid {
        targets = List.copyOf(targets);
        stops = List.copyOf(stops);
        horizons = List.copyOf(horizons);
        if (entryMinutes < 0) {
            throw new IllegalArgumentException("entryMinutes must not be negative: " + entryMinutes);
        }
    }

    /** The configurations: by target, then stop, then horizon. */
    public List<LabelSpec> specs() {
        List<LabelSpec> specs = new ArrayList<>();
        for (double target : targets) {
            for (double stop : stops) {
                for (double horizon : horizons) {
                    specs.add(new LabelSpec(target, stop, horizon));
                }
            }
        }
        return specs;
    }

    /** This configuration alone, with everything else as here. */
    LabelGrid of(LabelSpec spec) {
        return new LabelGrid(
                List.of(spec.targetPips()),
                List.of(spec.stopPips()),
                List.of(spec.horizonMinutes()),
                entryMinutes,
                path,
                prices,
                tables);
    }

    /** How entries are called: {@code 1m}, or {@code tick}. */
    public String entriesText() {
        return entriesText(entryMinutes);
    }

    static String entriesText(int entryMinutes) {
        return entryMinutes == EVERY_TICK ? "tick" : entryMinutes + "m";
    }

    static int entryMinutes(String entriesText) {
        return entriesText.equals("tick")
                ? EVERY_TICK
                : Integer.parseInt(entriesText.substring(0, entriesText.length() - 1));
    }
}
