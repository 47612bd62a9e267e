package dev.necrozma.market.label;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: labels by a plain scan over the path, from the definitions alone. Prices are whole half-points, so that every
 * comparison is exact; times are nanoseconds; pips and minutes are the decimals of the configuration's name.
 */
final class NaiveLabels {

    /** Which path points an entry at t has. */
    enum Kind {
        /** Entry at a tick: (t, t + H]. */
        TICKS,
        /** Entry at a candle's close, a path of ticks: [t, t + H). */
        CLOSES_ON_TICKS,
        /** Entry at a candle's close, a path of candles: left edges from t on, right edges to t + H. */
        CANDLES
    }

    /** The labels of one entry in one direction; null where there is none. */
    record Label(
            String outcome,
            @Nullable Boolean hitTarget,
            @Nullable Boolean hitStop,
            @Nullable Float timeToTarget,
            @Nullable Float timeToStop,
            @Nullable Float exitPips,
            @Nullable Float rMultiple,
            float mfe,
            float mae,
            @Nullable Float maxGapMinutes,
            boolean censored) {}

    private static final BigDecimal NANOS_PER_MINUTE = BigDecimal.valueOf(60_000_000_000L);

    private final Kind kind;
    private final BigDecimal halfPointsPerPip;

    /* The path: open, high, low and close of each point, at its time; a candle's is its right edge. */
    private final long[] lefts;
    private final long[] times;
    private final long[][] longs;
    private final long[][] shorts;

    /* The entries: row is the path point after which the path begins at the earliest. */
    private final long[] entryTimes;
    private final int[] entryRows;
    private final long[] longEntries;
    private final long[] shortEntries;

    /**
     * @param longs open, high, low and close of the points as a long is valued; {@code shorts} likewise
     * @param entryRows the last path point that an entry's own price comes from
     */
    NaiveLabels(
            Kind kind,
            BigDecimal halfPointsPerPip,
            long[] lefts,
            long[] times,
            long[][] longs,
            long[][] shorts,
            long[] entryTimes,
            int[] entryRows,
            long[] longEntries,
            long[] shortEntries) {
        this.kind = kind;
        this.halfPointsPerPip = halfPointsPerPip;
        this.lefts = lefts;
        this.times = times;
        this.longs = longs;
        this.shorts = shorts;
        this.entryTimes = entryTimes;
        this.entryRows = entryRows;
        this.longEntries = longEntries;
        this.shortEntries = shortEntries;
    }

    int size() {
        return entryTimes.length;
    }

    /** Whether rows that may be appended could belong to the entry's path. */
    boolean isOpen(String name, int entry) {
        BigDecimal minutes = new BigDecimal(name.substring(name.indexOf('H') + 1));
        return isOpen(entryTimes[entry] + nanos(minutes));
    }

    private boolean isOpen(long end) {
        long last = times[times.length - 1];
        return kind == Kind.TICKS ? end >= last : end > last;
    }

    private static long nanos(BigDecimal minutes) {
        return minutes.multiply(NANOS_PER_MINUTE).longValueExact();
    }

    /** @param name such as T10_S5_H60 */
    Label label(String name, int entry, boolean up) {
        String[] parts = name.substring(1).split("_[SH]", -1);
        return label(new BigDecimal(parts[0]), new BigDecimal(parts[1]), new BigDecimal(parts[2]), entry, up);
    }

    private Label label(BigDecimal target, BigDecimal stop, BigDecimal minutes, int entry, boolean up) {
        long t = entryTimes[entry];
        long end = t + nanos(minutes);
        long price = up ? longEntries[entry] : shortEntries[entry];
        int sign = up ? 1 : -1;
        long[][] path = up ? longs : shorts;
        long targetPoints = leastHalfPoints(target);
        long stopPoints = leastHalfPoints(stop);
        int atTarget = -1;
        int atStop = -1;
        int last = -1;
        for (int i = entryRows[entry] + 1; i < times.length && times[i] <= end; i++) {
            if (within(i, t, end)) {
                last = i;
                atTarget = atTarget < 0 && sign * (path[up ? 1 : 2][i] - price) >= targetPoints ? i : atTarget;
                atStop = atStop < 0 && sign * (price - path[up ? 2 : 1][i]) >= stopPoints ? i : atStop;
            }
        }
        boolean stopped = atStop >= 0 && (atTarget < 0 || atStop <= atTarget);
        boolean decided = stopped || atTarget >= 0;
        int exit = stopped ? atStop : decided ? atTarget : last;
        boolean open = isOpen(end);

        BigDecimal gain = BigDecimal.ZERO;
        if (exit >= 0) {
            BigDecimal atOpen = pips(sign * (path[0][exit] - price));
            BigDecimal atClose = pips(sign * (path[3][exit] - price));
            BigDecimal level = stopped ? stop.negate() : target;
            boolean beyond = stopped ? atOpen.compareTo(level) <= 0 : atOpen.compareTo(level) >= 0;
            gain = !decided || kind != Kind.CANDLES ? atClose : beyond ? atOpen : level;
        }
        long most = 0;
        long least = 0;
        long wait = 0;
        long before = t;
        for (int i = entryRows[entry] + 1; i <= exit; i++) {
            if (within(i, t, end)) {
                wait = Math.max(wait, times[i] - before);
                before = times[i];
                if (i < exit) {
                    most = Math.max(most, sign * (path[up ? 1 : 2][i] - price));
                    least = Math.min(least, sign * (path[up ? 2 : 1][i] - price));
                }
            }
        }
        return new Label(
                stopped ? "stop" : decided ? "target" : "none",
                atTarget >= 0 ? Boolean.TRUE : open ? null : Boolean.FALSE,
                atStop >= 0 ? Boolean.TRUE : open ? null : Boolean.FALSE,
                atTarget >= 0 ? minutes(times[atTarget] - t) : null,
                atStop >= 0 ? minutes(times[atStop] - t) : null,
                exit >= 0 ? stored(gain) : null,
                stopped ? Float.valueOf(-1) : decided ? (float) (target.doubleValue() / stop.doubleValue()) : null,
                stored(pips(most).max(gain)),
                stored(pips(least).min(gain)),
                exit >= 0 ? minutes(wait) : null,
                open && !decided);
    }

    private boolean within(int i, long t, long end) {
        return switch (kind) {
            case TICKS -> times[i] > t && times[i] <= end;
            case CLOSES_ON_TICKS -> times[i] >= t && times[i] < end;
            case CANDLES -> lefts[i] >= t && times[i] <= end;
        };
    }

    /* A whole number reaches a threshold when it reaches the next whole number. */
    private long leastHalfPoints(BigDecimal pips) {
        return pips.multiply(halfPointsPerPip).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /* To far more places than are stored; exact where a pip has 2^a 5^b half-points. */
    private BigDecimal pips(long halfPoints) {
        return BigDecimal.valueOf(halfPoints).divide(halfPointsPerPip, 18, RoundingMode.HALF_EVEN);
    }

    /* Half a millionth goes where the nearest double goes. */
    private static float stored(BigDecimal pips) {
        return (float) (Math.rint(pips.doubleValue() * 1e6) / 1e6);
    }

    private static float minutes(long nanos) {
        return (float) (nanos / 60e9);
    }
}
