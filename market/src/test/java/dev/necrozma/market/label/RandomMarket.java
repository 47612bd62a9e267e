package dev.necrozma.market.label;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Quotes and bars that are unlike each other: what real ones do once a year, these do all the time. */
final class RandomMarket {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long[] BEGINNINGS = {
        -9 * DAY, 0, 16_200 * DAY, 16_200 * DAY + 12_345_678_901L, -3_650 * DAY + 1
    };
    private static final String[][] INSTRUMENTS = {
        {"5", "0.0001"},
        {"5", "0.0001"},
        {"3", "0.01"},
        {"2", "0.01"},
        {"4", "0.0001"},
        {"2", "0.1"},
        {"1", "1"},
        {"0", "1"},
        {"2", "0.0001"},
        {"5", "0.00025"},
        {"6", "0.0001"}
    };

    /** What {@link #quotes} draws from, of which some suit the smallest and some the largest of its prices. */
    static final String[] CONFIGURATIONS = {
        "T5_S5_H1",
        "T7.5_S2.5_H0.5",
        "T2.33_S1.07_H3",
        "T10_S5_H60",
        "T1_S3_H0.05",
        "T0.05_S0.05_H10",
        "T30_S10_H1440",
        "T4_S100_H2",
        "T100_S4_H20",
        "T3_S3_H4320",
        "T0.001_S0.002_H5",
        "T1000000_S1000000_H527040",
        "T0.4_S0.3_H0.0000000001",
        "T6_S2.45_H1.5"
    };

    private final SplittableRandom random;

    RandomMarket(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Quotes quotes(int size) {
        long[] times = times(size);
        if (random.nextInt(6) == 0) {
            return binary(times);
        }
        long[] bids = walk(size);
        long[] asks = asks(bids);
        String[] instrument = INSTRUMENTS[random.nextInt(INSTRUMENTS.length)];
        return Quotes.decimal(
                times, bids, asks, Integer.parseInt(instrument[0]), instrument[1], random.nextInt(4) != 0);
    }

    private Quotes binary(long[] times) {
        double price = 0.5 + random.nextDouble();
        double[] bids = new double[times.length];
        double[] asks = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            price += (random.nextDouble() - 0.5) * 0.0005;
            bids[i] = price;
            asks[i] = price + random.nextDouble() * 0.0001;
        }
        return Quotes.binary(times, bids, asks, "0.0001");
    }

    /** Never two with the same left edge. */
    Bars bars(int size) {
        int minutes = new int[] {1, 1, 5, 60}[random.nextInt(4)];
        long[] lefts = new long[size];
        long[] closes = walk(size);
        long[][] points = new long[4][size];
        points[3] = closes;
        int gaps = random.nextInt(3);
        int reach = new int[] {0, 3, 60, 400}[random.nextInt(4)];
        long left = 16_000 * DAY;
        for (int i = 0; i < size; i++) {
            left += minutes * LabelCase.MINUTE * (gaps == 0 || random.nextInt(10) > 0 ? 1 : 1 + random.nextInt(3_000));
            lefts[i] = left;
            points[0][i] = Math.max(1, closes[i] + between(-reach, reach));
            points[1][i] = Math.max(points[0][i], closes[i]) + random.nextInt(reach + 1);
            points[2][i] = Math.max(1, Math.min(points[0][i], closes[i]) - random.nextInt(reach + 1));
        }
        String[] instrument = INSTRUMENTS[random.nextInt(INSTRUMENTS.length)];
        return new Bars(minutes, lefts, points, Integer.parseInt(instrument[0]), instrument[1]);
    }

    private long[] times(int size) {
        long[] times = new long[size];
        int style = random.nextInt(7);
        long time = BEGINNINGS[random.nextInt(BEGINNINGS.length)];
        for (int i = 0; i < size; i++) {
            time += switch (style) {
                case 0 -> random.nextInt(2_000) * 1_000_000L;
                case 1 -> random.nextInt(3) == 0 ? random.nextInt(60_000) * 1_000_000L : 0;
                case 2 -> random.nextLong(90 * SECOND);
                case 3 -> random.nextInt(40) == 0 ? 2 * DAY + random.nextLong(DAY) : random.nextLong(60 * SECOND);
                case 4 -> 30 * SECOND * random.nextInt(4);
                case 5 -> 60 * SECOND;
                default -> 0;
            };
            times[i] = time;
        }
        return times;
    }

    private long[] walk(int size) {
        long[] prices = new long[size];
        int style = random.nextInt(5);
        int grid = new int[] {1, 5, 10, 20}[random.nextInt(4)];
        long price = 100_000L + random.nextInt(20_000);
        for (int i = 0; i < size; i++) {
            price += switch (style) {
                case 0 -> between(-3, 3);
                case 1 -> grid * between(-1, 1);
                case 2 -> random.nextInt(30) == 0 ? grid * between(-4, 4) : 0;
                case 3 -> random.nextInt(20) == 0 ? between(-600, 600) : between(-8, 8);
                default -> between(-60, 60);
            };
            price = Math.max(2_000, price);
            prices[i] = price;
        }
        return prices;
    }

    private long[] asks(long[] bids) {
        int style = random.nextInt(5);
        int constant = random.nextInt(30);
        return Arrays.stream(bids)
                .map(bid -> bid
                        + switch (style) {
                            case 0 -> 0;
                            case 1 -> constant;
                            case 2 -> between(-20, 60);
                            case 3 -> between(-300, 300);
                            default -> random.nextInt(5) == 0 ? 400 : 2;
                        })
                .toArray();
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }
}
