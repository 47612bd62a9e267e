package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the resource {@code signature-edges.csv}: run {@link #main} with its path. The table rests on one Gaussian random walk from
 * a fixed seed, sampled in {@value #STEPS_PER_CANDLE} steps a candle; for each lookback, windows at even distances over it give a
 * sample of each part, and the edges part that sample as evenly as its ties allow. Calls no class of the product.
 */
final class SignatureEdgesGenerator {

    static final int STEPS_PER_CANDLE = 24;
    static final int CANDLES = 150_000;
    static final int WINDOWS = 20_000;
    static final long SEED = 20_260_101;
    private static final double[] SHARES = {0.2, 0.4, 0.6, 0.8};

    private final double[] returns = new double[CANDLES];
    private final double[] ranges = new double[CANDLES];
    private long state = SEED;
    private double spare = Double.NaN;

    SignatureEdgesGenerator() {
        for (int i = 0; i < CANDLES; i++) {
            double price = 0;
            double high = 0;
            double low = 0;
            for (int step = 0; step < STEPS_PER_CANDLE; step++) {
                price += gaussian();
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            returns[i] = price;
            ranges[i] = high - low;
        }
    }

    public static void main(String[] args) throws java.io.IOException {
        SignatureEdgesGenerator generator = new SignatureEdgesGenerator();
        List<String> lines = new ArrayList<>(List.of("part,lookback,edge1,edge2,edge3,edge4"));
        for (int lookback : lookbacks()) {
            lines.addAll(generator.lines(lookback));
        }
        java.nio.file.Files.write(java.nio.file.Path.of(args[0]), lines);
    }

    static List<Integer> lookbacks() {
        List<Integer> lookbacks = new ArrayList<>();
        for (int i = 2; i <= 128; i++) {
            lookbacks.add(i);
        }
        lookbacks.addAll(List.of(160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1000));
        return lookbacks;
    }

    /** The rows of one lookback. */
    List<String> lines(int lookback) {
        List<String> lines = new ArrayList<>();
        if (lookback >= 15) {
            lines.add("entropy," + lookback + edges(sample(lookback, this::entropy)));
        }
        lines.add("up_ratio," + lookback + edges(sample(lookback, this::upRatio)));
        lines.add("range_trend," + lookback + edges(sample(lookback, this::rangeTrend)));
        return lines;
    }

    private interface Part {
        double of(int from, int to);
    }

    private static double[] sample(int lookback, Part part) {
        double[] sample = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            int from = (int) ((long) i * (CANDLES - lookback) / WINDOWS);
            sample[i] = part.of(from, from + lookback);
        }
        Arrays.sort(sample);
        return sample;
    }

    private double entropy(int from, int to) {
        int[] counts = new int[27];
        int patterns = 0;
        for (int i = from + 3; i < to; i++) {
            double a = returns[i - 2];
            double b = returns[i - 1];
            double c = returns[i];
            int rankA = (a > b ? 1 : 0) + (a > c ? 1 : 0);
            int rankB = (b >= a ? 1 : 0) + (b > c ? 1 : 0);
            counts[9 * rankA + 3 * rankB + (3 - rankA - rankB)]++;
            patterns++;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                entropy -= (double) count / patterns * LOG[count] - (double) count / patterns * LOG[patterns];
            }
        }
        return entropy / StrictMath.log(6);
    }

    private static final double[] LOG = new double[1001];

    static {
        for (int i = 1; i < LOG.length; i++) {
            LOG[i] = StrictMath.log(i);
        }
    }

    private double upRatio(int from, int to) {
        int up = 0;
        for (int i = from; i < to; i++) {
            up += returns[i] > 0 ? 1 : 0;
        }
        return (double) up / (to - from);
    }

    private double rangeTrend(int from, int to) {
        double meanX = (to - from - 1) / 2.0;
        double meanY = 0;
        for (int i = from; i < to; i++) {
            meanY += ranges[i] / (to - from);
        }
        double sxy = 0;
        double sxx = 0;
        double syy = 0;
        for (int i = from; i < to; i++) {
            double x = i - from - meanX;
            double y = ranges[i] - meanY;
            sxy += x * y;
            sxx += x * x;
            syy += y * y;
        }
        return sxy / Math.sqrt(sxx * syy);
    }

    private static String edges(double[] sorted) {
        StringBuilder text = new StringBuilder();
        for (double share : SHARES) {
            text.append(',').append(round(edge(sorted, share)));
        }
        return text.toString();
    }

    /** Nine decimals, without exponent: the same text on every JDK. */
    private static String round(double value) {
        return new java.math.BigDecimal(value)
                .setScale(9, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The cut, between two values that differ by more than rounding, below which nearest to {@code share} of the sample lies. */
    private static double edge(double[] sorted, double share) {
        int size = sorted.length;
        double value = sorted[(int) (share * size)];
        int below = 0;
        while (sorted[below] < value - 1e-9) {
            below++;
        }
        int through = below;
        while (through < size && sorted[through] <= value + 1e-9) {
            through++;
        }
        if (Math.abs(below - share * size) <= Math.abs(through - share * size)) {
            return below == 0 ? value - 1 : (sorted[below - 1] + value) / 2;
        }
        return through == size ? value + 1 : (value + sorted[through]) / 2;
    }

    private double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double square = u * u + v * v;
            if (square > 0 && square < 1) {
                double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
                spare = v * factor;
                return u * factor;
            }
        }
    }

    /** SplitMix64 (Steele, Lea and Flood 2014), top 53 bits. */
    private double uniform() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
