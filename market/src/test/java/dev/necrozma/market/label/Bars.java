package dev.necrozma.market.label;

import dev.necrozma.market.label.NaiveLabels.Kind;
import dev.necrozma.market.tick.BarSeries;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Bars twice: as the product takes them, and in whole half-points. */
final class Bars {

    private final int minutes;
    private final long[] lefts;
    private final long[][] points;
    private final int decimals;
    private final String pip;

    /** @param points open, high, low, close in units of the last of {@code decimals} places */
    Bars(int minutes, long[] lefts, long[][] points, int decimals, String pip) {
        this.minutes = minutes;
        this.lefts = lefts;
        this.points = points;
        this.decimals = decimals;
        this.pip = pip;
    }

    int size() {
        return lefts.length;
    }

    int minutes() {
        return minutes;
    }

    double pipSize() {
        return Double.parseDouble(pip);
    }

    BarSeries series() {
        double pointsPerUnit = BigDecimal.ONE.scaleByPowerOfTen(decimals).doubleValue();
        double[][] prices = Arrays.stream(points)
                .map(column -> Arrays.stream(column)
                        .mapToDouble(p -> p / pointsPerUnit)
                        .toArray())
                .toArray(double[][]::new);
        return new BarSeries(lefts, prices[0], prices[1], prices[2], prices[3], lefts.length, decimals, minutes);
    }

    Bars first(int size) {
        return new Bars(
                minutes,
                Arrays.copyOf(lefts, size),
                Arrays.stream(points).map(column -> Arrays.copyOf(column, size)).toArray(long[][]::new),
                decimals,
                pip);
    }

    NaiveLabels oracle() {
        long[] rights =
                Arrays.stream(lefts).map(t -> t + minutes * LabelCase.MINUTE).toArray();
        long[][] halfPoints = Arrays.stream(points)
                .map(column -> Arrays.stream(column).map(p -> 2 * p).toArray())
                .toArray(long[][]::new);
        return new NaiveLabels(
                Kind.CANDLES,
                new BigDecimal(pip).scaleByPowerOfTen(decimals).multiply(BigDecimal.valueOf(2)),
                lefts,
                rights,
                halfPoints,
                halfPoints,
                rights,
                IntStream.range(0, lefts.length).toArray(),
                halfPoints[3],
                halfPoints[3]);
    }
}
