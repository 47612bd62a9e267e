package dev.necrozma.market.universe;

import java.util.Locale;

/** How far an event's candle moved, by the edges of {@link LevelEdges}; in ascending order. */
public enum Level {
    SMALL,
    MEDIUM,
    LARGE,
    VERY_LARGE;

    /** The name in files, such as {@code very_large}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
