package dev.necrozma.market.universe;

/**
 * The movements, in pips, from which a level begins; each belongs to the level that it begins.
 *
 * @param medium finite and positive
 * @param large above {@code medium}
 * @param veryLarge above {@code large}; finite
 */
public record LevelEdges(double medium, double large, double veryLarge) {

    /** 5, 15 and 30 pips. */
    public static final LevelEdges DEFAULT = new LevelEdges(5, 15, 30);

    public LevelEdges {
        if (!(medium > 0 && large > medium && veryLarge > large) || Double.isInfinite(veryLarge)) {
            throw new IllegalArgumentException(
                    "level edges must be positive and ascend: " + medium + ", " + large + ", " + veryLarge);
        }
    }
}
