package dev.necrozma.market.universe;

/** How large the largest of many scores is by chance. */
public final class Looks {

    private static final int FRACTIONS = 200;
    private static final int HALVINGS = 80;
    private static final double LARGEST = 38;
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private Looks() {}

    /**
     * The score beyond which, on either side, any of {@code looks} standard normal variables lies with a probability of at most
     * {@code probability} (Bonferroni).
     *
     * @param probability above 0, at most 0.05
     */
    public static double threshold(int looks, double probability) {
        if (looks < 1 || !(probability > 0 && probability <= 0.05)) {
            throw new IllegalArgumentException(
                    "looks must be positive, probability up to 0.05: " + looks + ", " + probability);
        }
        double tail = probability / looks / 2;
        double below = 1;
        double above = LARGEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (below + above) / 2;
            if (upperTail(middle) > tail) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return above;
    }

    /* Laplace's continued fraction of the normal distribution's upper tail; for z from 1 on. */
    private static double upperTail(double z) {
        double fraction = z;
        for (int k = FRACTIONS; k >= 1; k--) {
            fraction = z + k / fraction;
        }
        return StrictMath.exp(-z * z / 2) / ROOT_TWO_PI / fraction;
    }
}
