package dev.necrozma.benchmarks;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.FeedReader;
import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import dev.necrozma.market.universe.Context;
import dev.necrozma.market.universe.ContextSpec;
import dev.necrozma.market.universe.ContextTable;
import dev.necrozma.market.universe.FeatureGroups;
import dev.necrozma.market.universe.LevelEdges;
import dev.necrozma.market.universe.Universe;
import dev.necrozma.market.universe.UniverseSpec;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long the 25 universes of a year of M1 bars take, contexts and Parquet included, on two threads; and each group alone on one, of
 * windows a candle, of contexts a window. Takes a file of bars, or none for a synthetic year; a second argument tells the rounds
 * (of one, the start-up of the JVM is part).
 */
final class UniverseBenchmark {

    private static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);
    private static final int BARS = 372_607;
    private static final int[] INTERVALS = {1, 5, 15, 30, 60};
    private static final int LONG_CONTEXT = 512;
    private static final int[] LOOKBACKS = {5, 10, 15, 20, 30};

    private UniverseBenchmark() {}

    public static void main(String[] args) throws Exception {
        BarSeries bars = args.length == 0 ? syntheticYear() : read(Path.of(args[0]));
        List<CandleSeries> candles = new ArrayList<>();
        for (int interval : INTERVALS) {
            candles.add(Candles.fromBars(bars, interval, EURUSD, false));
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        for (int round = 1; round <= rounds; round++) {
            all(candles, round);
        }
        if (rounds > 1) {
            groups(candles.get(0));
            contexts(candles.get(0), ContextSpec.DEFAULT_CANDLES, FeatureGroups.ofContext(Set.of(), Set.of()));
            contexts(candles.get(candles.size() - 1), LONG_CONTEXT, FeatureGroups.onRequest());
        }
    }

    private static void all(List<CandleSeries> candles, int round) throws Exception {
        LongAdder computing = new LongAdder();
        LongAdder writing = new LongAdder();
        LongAdder events = new LongAdder();
        LongAdder bytes = new LongAdder();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        long start = System.nanoTime();
        List<ContextTable> contexts = new ArrayList<>();
        for (CandleSeries series : candles) {
            contexts.add(Context.compute(series, ContextSpec.of(series.intervalMinutes()), threads));
        }
        double contextSeconds = (System.nanoTime() - start) / 1e9;
        List<Future<?>> units = new ArrayList<>();
        for (CandleSeries series : candles) {
            Optional<ContextTable> context = Optional.of(contexts.get(candles.indexOf(series)));
            for (int lookback : LOOKBACKS) {
                units.add(threads.submit(() -> {
                    long began = System.nanoTime();
                    UniverseSpec spec = UniverseSpec.of(series.intervalMinutes(), lookback);
                    UniverseTable table = Universe.compute(series, spec, EURUSD, context);
                    long computed = System.nanoTime();
                    CountingSink sink = new CountingSink();
                    UniverseParquet.write(table, sink);
                    computing.add(computed - began);
                    writing.add(System.nanoTime() - computed);
                    events.add(table.size());
                    bytes.add(sink.count);
                    return null;
                }));
            }
        }
        for (Future<?> unit : units) {
            unit.get();
        }
        threads.shutdown();
        System.out.printf(
                "round %d: %.2f s wall, of it %.2f s contexts; %.2f s computing, %.2f s writing, %d events, %d MB%n",
                round,
                (System.nanoTime() - start) / 1e9,
                contextSeconds,
                computing.sum() / 1e9,
                writing.sum() / 1e9,
                events.sum(),
                bytes.sum() / 1_000_000);
    }

    /* A group's time is what one universe takes with it alone, less what it takes without any. */
    private static void groups(CandleSeries candles) {
        for (int lookback : LOOKBACKS) {
            StringBuilder line = new StringBuilder("ns a candle, lookback " + lookback + ":");
            List<String> names = FeatureGroups.ofWindow();
            long none = nanosPerCandle(candles, lookback, Set.copyOf(names));
            line.append(" shared ").append(none);
            for (String group : names) {
                Set<String> others = new HashSet<>(names);
                others.remove(group);
                line.append(", ").append(group).append(' ').append(nanosPerCandle(candles, lookback, others) - none);
            }
            System.out.println(line);
        }
    }

    private static long nanosPerCandle(CandleSeries candles, int lookback, Set<String> skipped) {
        UniverseSpec spec = new UniverseSpec(
                candles.intervalMinutes(),
                lookback,
                UniverseSpec.DEFAULT_MIN_MOVEMENT_PIPS,
                LevelEdges.DEFAULT,
                skipped);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            if (Universe.compute(candles, spec, EURUSD).size() == 0) {
                throw new IllegalStateException("no events");
            }
            best = Math.min(best, (System.nanoTime() - start) / candles.size());
        }
        return best;
    }

    /* A group's time is what the contexts take with it alone, less what they take without any: what groups share is in each. */
    private static void contexts(CandleSeries candles, int length, List<String> groups) throws InterruptedException {
        StringBuilder line = new StringBuilder("ns a window, context " + length + ":");
        long none = nanosPerContext(candles, length, List.of());
        line.append(" shared ").append(none);
        for (String group : groups) {
            line.append(", ").append(group).append(' ');
            line.append(nanosPerContext(candles, length, List.of(group)) - none);
        }
        line.append(", all together ").append(nanosPerContext(candles, length, groups));
        System.out.println(line);
    }

    private static long nanosPerContext(CandleSeries candles, int length, List<String> groups)
            throws InterruptedException {
        ContextSpec spec =
                new ContextSpec(candles.intervalMinutes(), length, UniverseSpec.DEFAULT_MIN_MOVEMENT_PIPS, groups);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            int rows = Context.compute(candles, spec, Runnable::run).size();
            best = Math.min(best, (System.nanoTime() - start) / rows);
        }
        return best;
    }

    private static BarSeries syntheticYear() {
        SplittableRandom random = new SplittableRandom(1);
        long[] times = new long[BARS];
        double[][] prices = new double[4][BARS];
        long close = 120_000;
        for (int i = 0; i < BARS; i++) {
            long open = close + random.nextLong(-1, 2);
            long high = open;
            long low = open;
            close = open;
            for (int step = 0; step < 12; step++) {
                close += random.nextLong(-5, 6);
                high = Math.max(high, close);
                low = Math.min(low, close);
            }
            times[i] = (1_514_764_800L + i * 60L) * 1_000_000_000L;
            prices[0][i] = open / 1e5;
            prices[1][i] = high / 1e5;
            prices[2][i] = low / 1e5;
            prices[3][i] = close / 1e5;
        }
        return new BarSeries(times, prices[0], prices[1], prices[2], prices[3], BARS, 5, 1);
    }

    private static BarSeries read(Path file) throws IOException {
        List<BarSeries> months = new ArrayList<>();
        FeedReader.read(file, FeedOptions.defaults(), new MonthSink() {
            @Override
            public void ticks(YearMonth month, TickSeries ticks) {
                throw new IllegalStateException("no ticks here");
            }

            @Override
            public void bars(YearMonth month, BarSeries bars) {
                months.add(bars);
            }
        });
        return BarSeries.concat(months);
    }

    private static final class CountingSink extends OutputStream {

        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
