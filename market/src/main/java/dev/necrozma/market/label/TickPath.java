package dev.necrozma.market.label;

import dev.necrozma.market.candle.PriceScale;
import dev.necrozma.market.tick.TickSeries;
import java.util.List;

/** Consecutive parts of ticks as columns. */
final class TickPath {

    /** A price of one tick. */
    private interface Price {
        double of(TickSeries ticks, int i);
    }

    private final List<TickSeries> parts;
    private final PriceScale scale;
    private final long[] times;

    private TickPath(List<TickSeries> parts, PriceScale scale, long[] times) {
        this.parts = parts;
        this.scale = scale;
        this.times = times;
    }

    /** @throws IllegalArgumentException if the ticks are not in time order */
    static TickPath of(List<TickSeries> parts, double pipSize) {
        int size = Math.toIntExact(parts.stream().mapToLong(TickSeries::size).sum());
        int decimals = 0;
        long[] times = new long[size];
        int at = 0;
        for (TickSeries part : parts) {
            if (part.size() > 0) {
                decimals = TickSeries.commonDecimals(decimals, part.decimals());
            }
            for (int i = 0; i < part.size(); i++, at++) {
                times[at] = part.timeNanos(i);
                if (at > 0 && times[at] < times[at - 1]) {
                    throw new IllegalArgumentException("ticks must be in time order: tick " + at);
                }
            }
        }
        return new TickPath(List.copyOf(parts), PriceScale.of(decimals, pipSize), times);
    }

    PriceScale scale() {
        return scale;
    }

    /** UTC epoch nanoseconds. */
    long[] times() {
        return times;
    }

    double[] midPrices() {
        return prices(TickSeries::mid);
    }

    double[] bidPrices() {
        return prices(TickSeries::bid);
    }

    double[] askPrices() {
        return prices(TickSeries::ask);
    }

    long[] mids() {
        return halfPoints(TickSeries::mid);
    }

    long[] bids() {
        return halfPoints(TickSeries::bid);
    }

    long[] asks() {
        return halfPoints(TickSeries::ask);
    }

    private double[] prices(Price price) {
        double[] prices = new double[times.length];
        int at = 0;
        for (TickSeries part : parts) {
            for (int i = 0; i < part.size(); i++) {
                prices[at++] = price.of(part, i);
            }
        }
        return prices;
    }

    private long[] halfPoints(Price price) {
        long[] halfPoints = new long[times.length];
        int at = 0;
        for (TickSeries part : parts) {
            for (int i = 0; i < part.size(); i++) {
                halfPoints[at++] = scale.halfPoints(price.of(part, i));
            }
        }
        return halfPoints;
    }
}
