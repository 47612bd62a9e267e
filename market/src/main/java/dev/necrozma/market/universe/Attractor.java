package dev.necrozma.market.universe;

import java.util.Arrays;

/**
 * Invariants of the trajectory of a series' delay vectors, of dimension 3 and delay 1. Pairs of vectors at most 10 apart in time are
 * left out (Theiler 1986).
 *
 * <p>Not for several threads. Takes time that grows with the square of the length.
 */
final class Attractor {

    private static final int DIMENSION = 3;
    private static final int THEILER_WINDOW = 10;

    /** Radii, in twentieths of a standard deviation. */
    private static final int[] RADII = {2, 3, 4, 6, 8, 10};

    private static final LogLogFit RADII_FIT = new LogLogFit(2, 3, 4, 6, 8, 10);

    /** Neighbours are followed for so many steps. */
    private static final int STEPS = 4;

    private final double[] values;
    private final int vectors;
    private final ExactVariance variance = new ExactVariance();
    private final double[] radii = new double[RADII.length];
    private final double[] pairs = new double[RADII.length];
    private final double[] nearestSquare;
    private final int[] nearest;

    Attractor(int n) {
        values = new double[n];
        vectors = n - DIMENSION + 1;
        nearestSquare = new double[vectors];
        nearest = new int[vectors];
    }

    /** Takes in {@code n} values that are not all equal. */
    void measure(double[] series) {
        System.arraycopy(series, 0, values, 0, values.length);
        variance.measure(values);
        for (int i = 0; i < RADII.length; i++) {
            radii[i] = variance.distance(RADII[i], 20);
        }
        Arrays.fill(pairs, 0);
        Arrays.fill(nearestSquare, Double.POSITIVE_INFINITY);
        Arrays.fill(nearest, -1);
        for (int lag = THEILER_WINDOW + 1; lag < vectors; lag++) {
            for (int i = 0; i + lag < vectors; i++) {
                compare(i, i + lag);
            }
        }
    }

    private void compare(int i, int j) {
        double first = Math.abs(values[i] - values[j]);
        double second = Math.abs(values[i + 1] - values[j + 1]);
        double third = Math.abs(values[i + 2] - values[j + 2]);
        double largest = Math.max(Math.max(first, second), third);
        for (int place = RADII.length - 1; place >= 0 && largest <= radii[place]; place--) {
            pairs[place]++;
        }
        double square = first * first + second * second + third * third;
        if (square > 0) {
            offer(i, j, square);
            offer(j, i, square);
        }
    }

    private void offer(int i, int j, double square) {
        if (square < nearestSquare[i]) {
            nearestSquare[i] = square;
            nearest[i] = j;
        }
    }

    /**
     * The correlation dimension (Grassberger and Procaccia 1983): the slope of the logarithm of the number of pairs within a radius, in
     * the maximum norm, on that of the radius, from 0.1 to 0.5 standard deviations. NaN if no pair is within the smallest.
     */
    double correlationDimension() {
        return RADII_FIT.slope(pairs);
    }

    /**
     * The largest Lyapunov exponent (Rosenstein, Collins and De Luca 1993), a step: the slope over steps 0 to 4 of the mean logarithm of
     * the distance between vectors and those that were nearest at step 0. Distances of zero have no logarithm and are left out. NaN
     * if at some step there is no other.
     */
    double lyapunovExponent() {
        double slope = 0;
        for (int step = 0; step <= STEPS; step++) {
            slope += (step - STEPS / 2.0) * meanLogDistance(step);
        }
        return slope * 12 / (STEPS * (STEPS + 1.0) * (STEPS + 2));
    }

    private double meanLogDistance(int step) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i + step < vectors; i++) {
            int j = nearest[i] + step;
            if (nearest[i] >= 0 && j < vectors) {
                double square = 0;
                for (int k = 0; k < DIMENSION; k++) {
                    double difference = values[i + step + k] - values[j + k];
                    square += difference * difference;
                }
                if (square > 0) {
                    sum += StrictMath.log(square) / 2;
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
