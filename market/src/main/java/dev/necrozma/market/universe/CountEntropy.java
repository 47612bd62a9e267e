package dev.necrozma.market.universe;

/** Entropies, in nats, of distributions that are given by counts. */
final class CountEntropy {

    /** Element {@code k} is {@code k ln k}. */
    private static final double[] K_LOG_K = new double[1024];

    static {
        for (int k = 2; k < K_LOG_K.length; k++) {
            K_LOG_K[k] = k * StrictMath.log(k);
        }
    }

    private CountEntropy() {}

    /** Returns {@code k ln k}, 0 for 0. */
    static double kLogK(int k) {
        return k < K_LOG_K.length ? K_LOG_K[k] : k * StrictMath.log(k);
    }

    /**
     * Returns the entropy of the first {@code size} counts: exactly 0 if only one of them is not, at most {@code ln size}.
     *
     * @param total the sum of the counts; positive
     */
    static double of(int[] counts, int size, int total) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += kLogK(counts[i]);
        }
        return (kLogK(total) - sum) / total;
    }
}
