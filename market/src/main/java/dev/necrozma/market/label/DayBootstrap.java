package dev.necrozma.market.label;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The 95 % percentile interval of a mean over rows, by a bootstrap that draws whole days with replacement (B. Efron, 1979; days, since
 * rows of a day overlap): 4,000 resamples of as many days as there are, the same draws for every mean over that many days. Safe for
 * use by several threads.
 */
public final class DayBootstrap {

    private static final int RESAMPLES = 4000;
    private static final long SEED = 20_180_101;
    private static final double TAIL = 0.025;

    private final Map<Integer, byte[][]> drawsByDays = new ConcurrentHashMap<>();

    /** A lower and an upper bound. */
    record Interval(double low, double high) {

        static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);
    }

    /**
     * The interval of {@code sum(sums) / sum(counts)}; unknown for fewer than two days.
     *
     * @param sums for each day that has rows, of their values
     * @param counts how many rows that day has, positive
     */
    Interval of(double[] sums, long[] counts) {
        int days = sums.length;
        if (days < 2) {
            return Interval.UNKNOWN;
        }
        byte[][] draws = drawsByDays.computeIfAbsent(days, DayBootstrap::draw);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            long count = 0;
            byte[] times = draws[i];
            for (int day = 0; day < days; day++) {
                sum += times[day] * sums[day];
                count += times[day] * counts[day];
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
    }

    /* How often each day is drawn, for each resample. */
    private static byte[][] draw(int days) {
        Random random = new Random(SEED); // an algorithm that the platform specifies
        byte[][] draws = new byte[RESAMPLES][days];
        for (byte[] times : draws) {
            for (int i = 0; i < days; i++) {
                times[random.nextInt(days)]++;
            }
        }
        return draws;
    }

    /* Type 7. */
    private static double quantile(double[] sorted, double probability) {
        double place = probability * (sorted.length - 1);
        int below = (int) place;
        int next = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[next] - sorted[below]);
    }
}
