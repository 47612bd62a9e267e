package dev.necrozma.market.label;

import dev.necrozma.market.label.NaiveLabels.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The complete one-minute candles of quotes, for the oracle. */
final class NaiveCandles {

    private final long[] lefts;
    private final long[] rights;

    /** The last quote of each. */
    private final int[] rows;

    /** Of mids. */
    private final long[][] prices;

    private NaiveCandles(long[] lefts, int[] rows, long[][] prices) {
        this.lefts = lefts;
        this.rights = Arrays.stream(lefts).map(t -> t + LabelCase.MINUTE).toArray();
        this.rows = rows;
        this.prices = prices;
    }

    static NaiveCandles of(Quotes quotes, boolean followed) {
        long[] times = quotes.times();
        List<long[]> candles = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            long left = Math.floorDiv(times[i], LabelCase.MINUTE) * LabelCase.MINUTE;
            long mid = quotes.mids()[i];
            long[] last = candles.isEmpty() ? null : candles.get(candles.size() - 1);
            if (last == null || last[0] != left) {
                candles.add(new long[] {left, mid, mid, mid, mid, i});
            } else {
                last[2] = Math.max(last[2], mid);
                last[3] = Math.min(last[3], mid);
                last[4] = mid;
                last[5] = i;
            }
        }
        if (!followed && !candles.isEmpty()) {
            candles.remove(candles.size() - 1);
        }
        return new NaiveCandles(
                column(candles, 0),
                Arrays.stream(column(candles, 5)).mapToInt(Math::toIntExact).toArray(),
                new long[][] {column(candles, 1), column(candles, 2), column(candles, 3), column(candles, 4)});
    }

    private static long[] column(List<long[]> rows, int column) {
        return rows.stream().mapToLong(row -> row[column]).toArray();
    }

    NaiveLabels onTicks(Quotes quotes, long[] longs, long[] shorts) {
        return new NaiveLabels(
                Kind.CLOSES_ON_TICKS,
                quotes.halfPointsPerPip(),
                quotes.times(),
                quotes.times(),
                LabelCase.points(longs),
                LabelCase.points(shorts),
                rights,
                rows,
                Arrays.stream(rows).mapToLong(row -> shorts[row]).toArray(),
                Arrays.stream(rows).mapToLong(row -> longs[row]).toArray());
    }

    NaiveLabels onCandles(Quotes quotes) {
        return new NaiveLabels(
                Kind.CANDLES,
                quotes.halfPointsPerPip(),
                lefts,
                rights,
                prices,
                prices,
                rights,
                Arrays.stream(rights)
                        .mapToInt(t -> Arrays.binarySearch(rights, t))
                        .toArray(),
                prices[3],
                prices[3]);
    }
}
