package dev.necrozma.market.universe;

/**
 * How the energy about the mean of the last {@code 2^levels} values of a series spreads over the levels of the Haar transform (Mallat
 * 1989). Level 1 is the finest: differences of neighbours. With whole numbers the energies are exact.
 *
 * <p>Not for several threads.
 */
final class HaarEnergies {

    private final int levels;
    private final double[] sums;

    /** Element {@code j - 1} is the share of level {@code j}. */
    final double[] shares;

    /** For series of {@code length} values: as many levels as powers of two fit in. */
    HaarEnergies(int length) {
        if (length < 2) {
            throw new IllegalArgumentException("length must be at least 2: " + length);
        }
        this.levels = 31 - Integer.numberOfLeadingZeros(length);
        this.sums = new double[1 << levels];
        this.shares = new double[levels];
    }

    /** Takes in the last of the values; false if they are all equal, which leaves no energy to share. */
    boolean measure(double[] values) {
        int count = 1 << levels;
        System.arraycopy(values, values.length - count, sums, 0, count);
        double total = 0;
        double weight = 1;
        for (int level = 0; level < levels; level++) {
            count /= 2;
            weight /= 2;
            double energy = 0;
            for (int i = 0; i < count; i++) {
                double difference = sums[2 * i] - sums[2 * i + 1];
                sums[i] = sums[2 * i] + sums[2 * i + 1];
                energy += difference * difference;
            }
            // Sums of 2^level values stand for coefficients that are smaller by the square root of that.
            shares[level] = energy * weight;
            total += shares[level];
        }
        for (int level = 0; level < levels; level++) {
            shares[level] /= total;
        }
        return total > 0;
    }

    /** Entropy of the shares, in nats. */
    double entropy() {
        double sum = 0;
        for (double share : shares) {
            sum -= share > 0 ? share * StrictMath.log(share) : 0;
        }
        return sum;
    }
}
