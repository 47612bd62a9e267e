package dev.necrozma.market.label;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.PriceScale;
import dev.necrozma.market.tick.TickSeries;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of labels and the path of prices that decides them. Both are in time order; the path of an entry begins at its {@link
 * #start} and ends with its horizon. Large: it holds 25 to 50 bytes a path point and 20 to 50 an entry. Immutable, and safe for use by several threads.
 *
 * <p>Entries are dealt with in chunks of {@link #CHUNK}; results do not depend on who computes which.
 */
public final class LabelSeries {

    /** So many entries make a chunk; the last may have fewer. */
    public static final int CHUNK = 1 << 16;

    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private final Prices prices;
    private final PriceScale scale;
    private final long[] entryTimes;
    private final long[] candleTimes;
    private final double[] upEntryPrices;
    private final double[] downEntryPrices;
    private final int[] starts;
    private final long[] times;
    private final BlockMaxima waits;
    private final Map<PriceSide, PathSide> sides;
    private final PathRule rule;

    private LabelSeries(
            Prices prices,
            PriceScale scale,
            long[] entryTimes,
            long[] candleTimes,
            double[] upEntryPrices,
            double[] downEntryPrices,
            int[] starts,
            long[] times,
            Map<PriceSide, PathSide> sides,
            PathRule rule) {
        this.prices = prices;
        this.scale = scale;
        this.entryTimes = entryTimes;
        this.candleTimes = candleTimes;
        this.upEntryPrices = upEntryPrices;
        this.downEntryPrices = downEntryPrices;
        this.starts = starts;
        this.times = times;
        this.waits = waits(times);
        this.sides = sides;
        this.rule = rule;
    }

    /**
     * An entry at every tick; its path is the later rows whose time is later.
     *
     * @param parts consecutive ticks, such as months
     * @throws IllegalArgumentException if the ticks are not in time order
     */
    public static LabelSeries ofTicks(List<TickSeries> parts, double pipSize, Prices prices) {
        TickPath path = TickPath.of(parts, pipSize);
        long[] times = path.times();
        int[] starts = new int[times.length];
        int start = 0;
        for (int i = 0; i < times.length; i++) {
            while (start < times.length && times[start] <= times[i]) {
                start++;
            }
            starts[i] = start;
        }
        long[] candleTimes = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            candleTimes[i] = Math.floorDiv(times[i], NANOS_PER_MINUTE) * NANOS_PER_MINUTE;
        }
        boolean mid = prices == Prices.MID;
        Map<PriceSide, PathSide> sides = new EnumMap<>(PriceSide.class);
        if (mid) {
            long[] mids = path.mids();
            sides.put(PriceSide.MID, PathSide.ofPoints(mids, mids));
        } else {
            long[] bids = path.bids();
            long[] asks = path.asks();
            sides.put(PriceSide.BID, PathSide.ofPoints(asks, bids));
            sides.put(PriceSide.ASK, PathSide.ofPoints(bids, asks));
        }
        double[] up = mid ? path.midPrices() : path.askPrices();
        double[] down = mid ? up : path.bidPrices();
        return new LabelSeries(
                prices, path.scale(), times, candleTimes, up, down, starts, times, sides, PathRule.AFTER_A_TICK);
    }

    /**
     * An entry at the close of each complete candle; its path is the ticks from the candle's right edge on. At bid and ask an
     * entry is made at the quote of the candle's last tick.
     *
     * @param candles made of these ticks
     * @param parts consecutive ticks, such as months
     * @throws IllegalArgumentException if the ticks are not in time order, or a candle has no tick
     */
    public static LabelSeries ofCandlesAndTicks(CandleSeries candles, List<TickSeries> parts, Prices prices) {
        TickPath path = TickPath.of(parts, candles.pipSize());
        long[] times = path.times();
        int size = candles.completeSize();
        long[] entryTimes = new long[size];
        long[] candleTimes = new long[size];
        int[] starts = new int[size];
        int start = 0;
        for (int i = 0; i < size; i++) {
            candleTimes[i] = candles.timeNanos(i);
            entryTimes[i] = rightEdge(candles, i);
            while (start < times.length && times[start] < entryTimes[i]) {
                start++;
            }
            if (start == 0 || times[start - 1] < candleTimes[i]) {
                throw new IllegalArgumentException("the candle at " + candleTimes[i] + " ns has no tick");
            }
            starts[i] = start;
        }
        Map<PriceSide, PathSide> sides = new EnumMap<>(PriceSide.class);
        double[] up;
        double[] down;
        if (prices == Prices.MID) {
            long[] mids = path.mids();
            up = lastBefore(starts, path.midPrices());
            down = up;
            sides.put(PriceSide.MID, PathSide.ofPoints(lastBefore(starts, mids), mids));
        } else {
            long[] bids = path.bids();
            long[] asks = path.asks();
            up = lastBefore(starts, path.askPrices());
            down = lastBefore(starts, path.bidPrices());
            sides.put(PriceSide.BID, PathSide.ofPoints(lastBefore(starts, asks), bids));
            sides.put(PriceSide.ASK, PathSide.ofPoints(lastBefore(starts, bids), asks));
        }
        return new LabelSeries(
                prices, path.scale(), entryTimes, candleTimes, up, down, starts, times, sides, PathRule.FROM_A_CLOSE);
    }

    /** An entry at the close of each complete candle; its path is the complete candles after it. */
    public static LabelSeries ofCandles(CandleSeries candles) {
        int size = candles.completeSize();
        PriceScale scale = candles.scale();
        long[] rightEdges = new long[size];
        long[] candleTimes = new long[size];
        double[] closePrices = new double[size];
        long[] opens = new long[size];
        long[] highs = new long[size];
        long[] lows = new long[size];
        long[] closes = new long[size];
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            candleTimes[i] = candles.timeNanos(i);
            rightEdges[i] = rightEdge(candles, i);
            closePrices[i] = candles.close(i);
            opens[i] = scale.halfPoints(candles.open(i));
            highs[i] = scale.halfPoints(candles.high(i));
            lows[i] = scale.halfPoints(candles.low(i));
            closes[i] = scale.halfPoints(candles.close(i));
            starts[i] = i + 1;
        }
        Map<PriceSide, PathSide> sides = new EnumMap<>(PriceSide.class);
        sides.put(PriceSide.MID, PathSide.ofCandles(opens, highs, lows, closes));
        return new LabelSeries(
                Prices.MID,
                scale,
                rightEdges,
                candleTimes,
                closePrices,
                closePrices,
                starts,
                rightEdges,
                sides,
                PathRule.CANDLES);
    }

    private static long rightEdge(CandleSeries candles, int i) {
        return candles.timeNanos(i) + candles.intervalMinutes() * NANOS_PER_MINUTE;
    }

    private static long[] lastBefore(int[] starts, long[] values) {
        long[] last = new long[starts.length];
        for (int i = 0; i < last.length; i++) {
            last[i] = values[starts[i] - 1];
        }
        return last;
    }

    private static double[] lastBefore(int[] starts, double[] values) {
        double[] last = new double[starts.length];
        for (int i = 0; i < last.length; i++) {
            last[i] = values[starts[i] - 1];
        }
        return last;
    }

    private static BlockMaxima waits(long[] times) {
        long[] waits = new long[times.length];
        for (int i = 1; i < times.length; i++) {
            waits[i] = times[i] - times[i - 1];
        }
        return new BlockMaxima(waits, 1);
    }

    /** How many entries there are. */
    public int size() {
        return entryTimes.length;
    }

    /** How many chunks of entries there are. */
    public int chunks() {
        return size() / CHUNK + (size() % CHUNK == 0 ? 0 : 1);
    }

    /** The first entry of a chunk. */
    public int chunkStart(int chunk) {
        return chunk * CHUNK;
    }

    /** The entry after the last of a chunk. */
    public int chunkEnd(int chunk) {
        int start = chunkStart(chunk);
        return start + Math.min(CHUNK, size() - start);
    }

    public Prices prices() {
        return prices;
    }

    /** The time of an entry, UTC epoch nanoseconds. */
    public long timeNanos(int entry) {
        return entryTimes[entry];
    }

    /** The left edge of the candle that an entry closes; of an entry at a tick, of the minute that it falls into. */
    public long candleTimeNanos(int entry) {
        return candleTimes[entry];
    }

    /** The price at which a long is opened, in quote currency. */
    public double upEntryPrice(int entry) {
        return upEntryPrices[entry];
    }

    /** The price at which a short is opened, in quote currency. */
    public double downEntryPrice(int entry) {
        return downEntryPrices[entry];
    }

    /** The times of the path points, UTC epoch nanoseconds. */
    long[] times() {
        return times;
    }

    /** The index of the first path point of an entry; the length of the path if there is none. */
    int start(int entry) {
        return starts[entry];
    }

    PathSide side(PriceSide side) {
        PathSide found = sides.get(side);
        if (found == null) {
            throw new IllegalArgumentException("labels at " + prices + " prices have no " + side + " side");
        }
        return found;
    }

    PriceScale scale() {
        return scale;
    }

    /** For each path point the time since the one before, in nanoseconds. */
    BlockMaxima waits() {
        return waits;
    }

    /**
     * The first entry from which on a horizon is open: rows that are yet to come could belong to its path. All after it are open
     * too.
     */
    int firstOpen(long horizonNanos) {
        if (times.length == 0) {
            return 0;
        }
        long latestClosed = rule.latestClosed(times[times.length - 1]) - horizonNanos;
        int low = 0;
        int high = entryTimes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entryTimes[middle] <= latestClosed) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The latest time that a path point of an entry at {@code time} may have. */
    long latest(long time, long horizonNanos) {
        return rule.latest(time, horizonNanos);
    }
}
