package dev.necrozma.market.label;

import dev.necrozma.market.tick.TickSeries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Quotes twice: as the product takes them, and in whole half-points. */
final class Quotes {

    private static final double HALF_POINTS_OF_BINARY_PRICES = 2e12;

    private final long[] times;
    private final double[] bidPrices;
    private final double[] askPrices;
    private final long[] bids;
    private final long[] asks;
    private final long[] mids;
    private final String pip;
    private final BigDecimal halfPointsPerPip;
    private final int decimals;

    private Quotes(
            long[] times,
            double[] bidPrices,
            double[] askPrices,
            long[] bids,
            long[] asks,
            long[] mids,
            String pip,
            BigDecimal halfPointsPerPip,
            int decimals) {
        this.times = times;
        this.bidPrices = bidPrices;
        this.askPrices = askPrices;
        this.bids = bids;
        this.asks = asks;
        this.mids = mids;
        this.pip = pip;
        this.halfPointsPerPip = halfPointsPerPip;
        this.decimals = decimals;
    }

    /**
     * @param bidPoints in units of the last of {@code decimals} places
     * @param stated whether the product is told that prices are decimals
     */
    static Quotes decimal(long[] times, long[] bidPoints, long[] askPoints, int decimals, String pip, boolean stated) {
        int size = times.length;
        double pointsPerUnit = BigDecimal.ONE.scaleByPowerOfTen(decimals).doubleValue();
        long[] mids = new long[size];
        Arrays.setAll(mids, i -> bidPoints[i] + askPoints[i]);
        return new Quotes(
                times,
                Arrays.stream(bidPoints).mapToDouble(p -> p / pointsPerUnit).toArray(),
                Arrays.stream(askPoints).mapToDouble(p -> p / pointsPerUnit).toArray(),
                Arrays.stream(bidPoints).map(p -> 2 * p).toArray(),
                Arrays.stream(askPoints).map(p -> 2 * p).toArray(),
                mids,
                pip,
                new BigDecimal(pip).scaleByPowerOfTen(decimals).multiply(BigDecimal.valueOf(2)),
                stated ? decimals : TickSeries.NOT_DECIMAL);
    }

    /** Prices that are no decimals, which are compared at twelve places. */
    static Quotes binary(long[] times, double[] bids, double[] asks, String pip) {
        double[] mids = new double[times.length];
        Arrays.setAll(mids, i -> (bids[i] + asks[i]) / 2);
        return new Quotes(
                times,
                bids,
                asks,
                rounded(bids),
                rounded(asks),
                rounded(mids),
                pip,
                new BigDecimal(pip).scaleByPowerOfTen(12).multiply(BigDecimal.valueOf(2)),
                TickSeries.NOT_DECIMAL);
    }

    private static long[] rounded(double[] prices) {
        return Arrays.stream(prices)
                .mapToLong(p -> Math.round(p * HALF_POINTS_OF_BINARY_PRICES))
                .toArray();
    }

    /** The quotes {@code [0, size)}. */
    Quotes first(int size) {
        return new Quotes(
                Arrays.copyOf(times, size),
                Arrays.copyOf(bidPrices, size),
                Arrays.copyOf(askPrices, size),
                Arrays.copyOf(bids, size),
                Arrays.copyOf(asks, size),
                Arrays.copyOf(mids, size),
                pip,
                halfPointsPerPip,
                decimals);
    }

    int size() {
        return times.length;
    }

    long[] times() {
        return times;
    }

    long[] bids() {
        return bids;
    }

    long[] asks() {
        return asks;
    }

    long[] mids() {
        return mids;
    }

    double pipSize() {
        return Double.parseDouble(pip);
    }

    BigDecimal halfPointsPerPip() {
        return halfPointsPerPip;
    }

    TickSeries series() {
        return part(0, size());
    }

    /** The quotes in parts of about the same size, each with the decimals that its own prices need. */
    List<TickSeries> parts(int count) {
        List<TickSeries> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            parts.add(part((int) ((long) size() * part / count), (int) ((long) size() * (part + 1) / count)));
        }
        return parts;
    }

    private TickSeries part(int from, int to) {
        int places = 0;
        for (int i = from; i < to && decimals != TickSeries.NOT_DECIMAL; i++) {
            places = Math.max(places, Math.max(places(bidPrices[i]), places(askPrices[i])));
        }
        return new TickSeries(
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(bidPrices, from, to),
                Arrays.copyOfRange(askPrices, from, to),
                to - from,
                decimals == TickSeries.NOT_DECIMAL ? decimals : places);
    }

    private static int places(double price) {
        return Math.max(0, BigDecimal.valueOf(price).stripTrailingZeros().scale());
    }
}
