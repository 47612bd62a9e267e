package dev.necrozma.market.candle;

import dev.necrozma.market.tick.TickSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candles of one interval in time order, held as columns. A candle is labelled by its left edge, in UTC epoch nanoseconds
 * aligned to the interval; it covers {@code [left edge, left edge + interval)}. Intervals without a price are absent. Prices
 * are mid, in quote currency (of imported bars: of the side that the bars are of). Tick counts and spreads exist only where
 * the candles came from ticks.
 *
 * <p>Every candle is complete except possibly the last. Immutable by convention: the arrays are not copied, and nobody
 * writes to them after construction; so instances may be shared between threads.
 */
public final class CandleSeries {

    static final long NANOS_PER_MINUTE = 60_000_000_000L;

    /** Where prices are no decimals, spreads are counted at ten places, so that their sums fit. */
    private static final int SPREAD_PLACES_OF_BINARY_PRICES = 10;

    private final long[] timesNanos;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final @Nullable TickColumns ticks;
    private final int size;
    private final int intervalMinutes;
    private final int decimals;
    private final double pipSize;
    private final boolean lastComplete;
    private final PriceScale scale;
    private final PriceScale spreadScale;

    /** Takes the first {@code size} elements of each array, without copying. */
    CandleSeries(
            long[] timesNanos,
            double[] opens,
            double[] highs,
            double[] lows,
            double[] closes,
            @Nullable TickColumns ticks,
            int size,
            int intervalMinutes,
            int decimals,
            double pipSize,
            boolean lastComplete) {
        this.timesNanos = timesNanos;
        this.opens = opens;
        this.highs = highs;
        this.lows = lows;
        this.closes = closes;
        this.ticks = ticks;
        this.size = size;
        this.intervalMinutes = requireInterval(intervalMinutes);
        this.decimals = decimals;
        this.pipSize = pipSize;
        this.lastComplete = lastComplete || size == 0;
        this.scale = PriceScale.of(decimals, pipSize);
        this.spreadScale = spreadScale(decimals, pipSize);
    }

    static int requireInterval(int minutes) {
        if (minutes < 1 || 1440 % minutes != 0) {
            throw new IllegalArgumentException("intervalMinutes must divide 1440: " + minutes);
        }
        return minutes;
    }

    static PriceScale spreadScale(int decimals, double pipSize) {
        return PriceScale.of(decimals == TickSeries.NOT_DECIMAL ? SPREAD_PLACES_OF_BINARY_PRICES : decimals, pipSize);
    }

    /**
     * Joins consecutive parts, such as months, into one series. Parts may be empty; the decimals of the result are those of the part
     * that has most.
     *
     * @throws IllegalArgumentException if there is no part; if the parts differ in interval, pip size or in having ticks; if
     *     they are not in time order; or if a candle other than the last is incomplete
     */
    public static CandleSeries concat(List<CandleSeries> parts) {
        return CandleConcatenation.of(parts);
    }

    public int size() {
        return size;
    }

    /** How many candles are complete: {@link #size()}, or one less. */
    public int completeSize() {
        return lastComplete ? size : size - 1;
    }

    /** Whether the last candle is complete; true of an empty series. */
    public boolean lastComplete() {
        return lastComplete;
    }

    /** The left edge of candle {@code i}, UTC epoch nanoseconds. */
    public long timeNanos(int i) {
        return timesNanos[i];
    }

    public double open(int i) {
        return opens[i];
    }

    public double high(int i) {
        return highs[i];
    }

    public double low(int i) {
        return lows[i];
    }

    public double close(int i) {
        return closes[i];
    }

    /** Whether the candles came from ticks, and so have tick counts and spreads. */
    public boolean hasTicks() {
        return ticks != null;
    }

    /**
     * The number of ticks in candle {@code i}.
     *
     * @throws IllegalStateException if the candles came from bars
     */
    public int tickCount(int i) {
        return tickColumns().counts()[i];
    }

    /**
     * The mean of {@code ask - bid} over the ticks of candle {@code i}, in pips: the exact sum, divided once.
     *
     * @throws IllegalStateException if the candles came from bars
     */
    public double spreadMeanPips(int i) {
        TickColumns columns = tickColumns();
        return columns.spreadSums()[i] / (columns.counts()[i] * spreadScale.halfPointsPerPip());
    }

    /**
     * The largest {@code ask - bid} of candle {@code i}, in pips.
     *
     * @throws IllegalStateException if the candles came from bars
     */
    public double spreadMaxPips(int i) {
        return spreadScale.pips(tickColumns().spreadMaxima()[i]);
    }

    /** {@code close - open} in pips. */
    public double bodyPips(int i) {
        return scale.pips(scale.halfPoints(closes[i]) - scale.halfPoints(opens[i]));
    }

    /** {@code high - low} in pips. */
    public double rangePips(int i) {
        return scale.pips(scale.halfPoints(highs[i]) - scale.halfPoints(lows[i]));
    }

    /** {@code high - max(open, close)} in pips. */
    public double upperWickPips(int i) {
        return scale.pips(scale.halfPoints(highs[i]) - scale.halfPoints(Math.max(opens[i], closes[i])));
    }

    /** {@code min(open, close) - low} in pips. */
    public double lowerWickPips(int i) {
        return scale.pips(scale.halfPoints(Math.min(opens[i], closes[i])) - scale.halfPoints(lows[i]));
    }

    public int intervalMinutes() {
        return intervalMinutes;
    }

    /** The places behind the point that every price of the source fits in, or {@link TickSeries#NOT_DECIMAL}. */
    public int decimals() {
        return decimals;
    }

    /** One pip in quote currency. */
    public double pipSize() {
        return pipSize;
    }

    /** How the prices of this series become half-points and pips. */
    public PriceScale scale() {
        return scale;
    }

    PriceScale spreadScale() {
        return spreadScale;
    }

    TickColumns tickColumns() {
        if (ticks == null) {
            throw new IllegalStateException("candles of imported bars have no tick counts and no spreads");
        }
        return ticks;
    }
}
