package dev.necrozma.market.candle;

import dev.necrozma.market.tick.TickSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the candles of consecutive months, counting their spreads in the finest unit of all. */
final class CandleConcatenation {

    private final long[] timesNanos;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final @Nullable TickColumns ticks;
    private final PriceScale spreadScale;
    private int size;

    private CandleConcatenation(int capacity, @Nullable TickColumns ticks, PriceScale spreadScale) {
        this.timesNanos = new long[capacity];
        this.opens = new double[capacity];
        this.highs = new double[capacity];
        this.lows = new double[capacity];
        this.closes = new double[capacity];
        this.ticks = ticks;
        this.spreadScale = spreadScale;
    }

    static CandleSeries of(List<CandleSeries> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
        CandleSeries first = parts.get(0);
        int decimals = first.decimals();
        int capacity = 0;
        boolean lastComplete = true;
        for (CandleSeries part : parts) {
            if (part.intervalMinutes() != first.intervalMinutes()
                    || part.pipSize() != first.pipSize()
                    || part.hasTicks() != first.hasTicks()) {
                throw new IllegalArgumentException("parts must agree in interval, pip size and having ticks");
            }
            if (part.size() > 0) {
                if (!lastComplete) {
                    throw new IllegalArgumentException("only the last candle of all may be incomplete");
                }
                lastComplete = part.lastComplete();
            }
            decimals = moreDecimals(decimals, part.decimals());
            capacity = Math.addExact(capacity, part.size());
        }
        TickColumns ticks =
                first.hasTicks() ? new TickColumns(new int[capacity], new long[capacity], new long[capacity]) : null;
        PriceScale spreadScale = CandleSeries.spreadScale(decimals, first.pipSize());
        CandleConcatenation joined = new CandleConcatenation(capacity, ticks, spreadScale);
        for (CandleSeries part : parts) {
            joined.append(part);
        }
        return new CandleSeries(
                joined.timesNanos,
                joined.opens,
                joined.highs,
                joined.lows,
                joined.closes,
                ticks,
                capacity,
                first.intervalMinutes(),
                decimals,
                first.pipSize(),
                lastComplete);
    }

    private static int moreDecimals(int a, int b) {
        return a == TickSeries.NOT_DECIMAL || b == TickSeries.NOT_DECIMAL ? TickSeries.NOT_DECIMAL : Math.max(a, b);
    }

    private void append(CandleSeries part) {
        if (size > 0 && part.size() > 0 && part.timeNanos(0) <= timesNanos[size - 1]) {
            throw new IllegalArgumentException("parts must be in time order");
        }
        if (ticks != null) {
            appendTicks(part.tickColumns(), part.size(), part.spreadScale());
        }
        for (int i = 0; i < part.size(); i++) {
            timesNanos[size] = part.timeNanos(i);
            opens[size] = part.open(i);
            highs[size] = part.high(i);
            lows[size] = part.low(i);
            closes[size] = part.close(i);
            size++;
        }
    }

    private void appendTicks(TickColumns part, int partSize, PriceScale partScale) {
        if (ticks == null) {
            return;
        }
        long factor = 1;
        for (int places = partScale.places(); places < spreadScale.places(); places++) {
            factor *= 10;
        }
        for (int i = 0; i < partSize; i++) {
            ticks.counts()[size + i] = part.counts()[i];
            ticks.spreadSums()[size + i] = Math.multiplyExact(part.spreadSums()[i], factor);
            ticks.spreadMaxima()[size + i] = Math.multiplyExact(part.spreadMaxima()[i], factor);
        }
    }
}
