package dev.necrozma.market.sample;

import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Synthetic EURUSD ticks of two weeks, from Sunday 2024-05-12 to Friday 2024-05-24, open from Sunday 21:00 to Friday 21:00
 * UTC: about a million. They are shaped after a broker's quotes of May 2014: how far and how often the bid moves and turns
 * back, which sides move, spreads, activity over the day, the unevenness of waits. Times are whole milliseconds, prices have
 * five places. A seed gives the same bits on every machine and JDK.
 *
 * <p>The mid stays near a price that has no drift, takes back a part of each move, and is where spreads widen and narrow about:
 * whatever the target and the stop, there is next to nothing to win at mid.
 *
 * <p>A million ticks in two weeks are twice as many as that broker gave; the median wait is kept, the long waits are
 * shorter.
 */
public final class SampleTicks {

    /** What the ticks quote. */
    public static final String SYMBOL = "EURUSD";

    /** The seed of the published sample. */
    public static final long SEED = 20240512;

    private static final YearMonth MONTH = YearMonth.of(2024, 5);
    private static final long DAY_MILLIS = 86_400_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long[] OPENS = {millis("2024-05-12T21:00:00Z"), millis("2024-05-19T21:00:00Z")};
    private static final long OPEN_MILLIS = 5 * DAY_MILLIS;
    private static final int DECIMALS = 5;
    private static final double SCALE = 1e5;
    private static final int CAPACITY = 1 << 20;

    /* Share of a day's ticks in each hour of UTC, in thousandths. */
    private static final int[] HOUR_SHARES = {
        19, 15, 15, 11, 12, 16, 41, 63, 56, 55, 51, 63, 148, 94, 112, 65, 35, 33, 23, 18, 19, 16, 11, 7
    };
    private static final double TICKS_A_DAY = 100_000;

    /* Waits come in bursts: most are short, the others long, and the mean of both is 1. */
    private static final double SHORT_SHARE = 0.8;
    private static final double SHORT_MEAN = 0.33;
    private static final double LONG_MEAN = (1 - SHORT_SHARE * SHORT_MEAN) / (1 - SHORT_SHARE);

    /* Thousandths of ticks in which both sides move, the bid alone, the ask alone; in the rest none does. */
    private static final int BOTH = 545;
    private static final int BID_ALONE = 225;
    private static final int ASK_ALONE = 225;

    /* Size of a move in points, in thousandths of moves; beyond four points from 5 to 13. */
    private static final int[] MOVE_SHARES = {475, 333, 141, 26};
    private static final int LARGEST_MOVE = 13;

    /* How much likelier than not the bid turns after a move, and moves towards a fair price, a point away from it. */
    private static final double TURN = 0.27;
    private static final double PULL = 0.04;

    /*
     * The fair price moves up or down in this share of ticks, by this many times the size of a usual move: it has no drift.
     * Its odd far move makes the tails of returns heavy.
     */
    private static final int FAIR_STEP = 3;
    private static final double FAIR_SHARE = 0.014;

    /* Moves of one side leave a spread within these; further ones widen both sides. */
    private static final int NARROW = 8;
    private static final int WIDE = 24;

    /*
     * At times the spread is wider for a while, by steps of usual size: this share of ticks begins it, this one ends it. In
     * this share both sides meet or cross, until the next.
     */
    private static final double WIDEN = 0.0018;
    private static final double END = 0.0125;
    private static final double CROSS = 0.0005;

    private final SplittableRandom random;
    private final long[] times = new long[CAPACITY + CAPACITY / 4];
    private final double[] bids = new double[times.length];
    private final double[] asks = new double[times.length];
    private int size;

    private int bid = 108_000;
    private int spread = 11;
    private int fair = bid;
    private int direction = 1;

    /* Points by which both sides together are further apart than bid and spread say, and are to be. */
    private int widening;
    private int wideningToBe;

    private SampleTicks(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Hands the ticks of {@code seed} to {@code sink}: one month. */
    public static void generate(long seed, MonthSink sink) throws IOException {
        SampleTicks sample = new SampleTicks(seed);
        for (long open : OPENS) {
            sample.week(open);
        }
        sink.ticks(MONTH, sample.series());
    }

    private void week(long openMillis) {
        double clock = openMillis;
        while (true) {
            int hour = (int) ((long) clock % DAY_MILLIS / HOUR_MILLIS);
            clock += wait(HOUR_MILLIS / (HOUR_SHARES[hour] / 1000.0 * TICKS_A_DAY));
            if (clock >= openMillis + OPEN_MILLIS || size == times.length) {
                return;
            }
            move();
            long millis = (long) clock;
            times[size] = millis * 1_000_000;
            int quotedBid = bid - Math.floorDiv(widening, 2);
            bids[size] = quotedBid / SCALE;
            asks[size] = (quotedBid + spread + widening) / SCALE;
            size++;
        }
    }

    private double wait(double meanMillis) {
        double scale = uniform() < SHORT_SHARE ? SHORT_MEAN : LONG_MEAN;
        return -StrictMath.log(1 - uniform()) * scale * meanMillis;
    }

    private void move() {
        if (widening < 0) {
            widening = 0;
        } else if (widening < wideningToBe) {
            widening = Math.min(widening + 2 * size(), wideningToBe);
        } else if (widening > wideningToBe) {
            widening = Math.max(widening - 2 * size(), wideningToBe);
        } else {
            moveSides();
            changeWidening();
        }
        double draw = uniform();
        if (draw < FAIR_SHARE) {
            int step = FAIR_STEP * size();
            fair += draw < FAIR_SHARE / 2 ? -step : step;
        }
    }

    private void moveSides() {
        int kind = (int) (uniform() * 1000);
        if (kind < BOTH) {
            moveBoth();
        } else if (kind < BOTH + BID_ALONE) {
            moveBid();
        } else if (kind < BOTH + BID_ALONE + ASK_ALONE) {
            moveAsk();
        }
    }

    private void changeWidening() {
        double draw = uniform();
        if (widening > 0) {
            wideningToBe = draw < END ? 0 : widening;
        } else if (draw < CROSS) {
            widening = -spread - (draw < CROSS / 2 ? 0 : between(1, 5));
        } else if (draw < CROSS + WIDEN) {
            wideningToBe = 2 * freshWidening();
        }
    }

    private void moveBoth() {
        int ask = bid + spread;
        moveBid(size());
        spread = freshSpread();
        if (bid + spread == ask) {
            spread++;
        }
    }

    private void moveBid() {
        int ask = bid + spread;
        int step = size();
        int toBe = spread - step * nextDirection();
        if (isUnusual(toBe)) {
            direction = toBe < NARROW ? -1 : 1;
        }
        bid += direction * step;
        spread = ask - bid;
    }

    private void moveBid(int step) {
        bid += nextDirection() * step;
    }

    private void moveAsk() {
        int step = size();
        int sign = uniform() < 0.5 ? 1 : -1;
        if (isUnusual(spread + sign * step)) {
            sign = spread + sign * step < NARROW ? 1 : -1;
        }
        spread += sign * step;
    }

    private static boolean isUnusual(int spread) {
        return spread < NARROW || spread > WIDE;
    }

    private int nextDirection() {
        double up = 0.5 - TURN * direction - PULL * (bid - fair);
        direction = uniform() < up ? 1 : -1;
        return direction;
    }

    private int size() {
        int draw = (int) (uniform() * 1000);
        for (int i = 0; i < MOVE_SHARES.length; i++) {
            draw -= MOVE_SHARES[i];
            if (draw < 0) {
                return i + 1;
            }
        }
        return between(MOVE_SHARES.length + 1, LARGEST_MOVE);
    }

    /* What it is unless it is widened. */
    private int freshSpread() {
        return uniform() < 0.1 ? 9 : between(10, 12);
    }

    /* Points of a side. */
    private int freshWidening() {
        int draw = (int) (uniform() * 1000);
        if (draw < 500) {
            return between(1, 3);
        }
        if (draw < 790) {
            return between(4, 6);
        }
        return draw < 945 ? between(7, 32) : between(33, 66);
    }

    private int between(int least, int most) {
        return least + (int) (uniform() * (most - least + 1));
    }

    /* From 64 bits as stated, since how a bounded number is drawn may differ between JDKs. */
    private double uniform() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    private TickSeries series() {
        return new TickSeries(
                Arrays.copyOf(times, size), Arrays.copyOf(bids, size), Arrays.copyOf(asks, size), size, DECIMALS);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
