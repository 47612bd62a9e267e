package dev.necrozma.market.universe;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.tick.BarSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.ZipInputStream;

/**
 * How long the 25 universes of a year of M1 bars take, Parquet included, on two threads; and each group alone on one. Run {@link #main}, with
 * the path of a zip of {@code yyyyMMdd HHmmss;open;high;low;close;volume} rows, or with none for a synthetic year; a second
 * argument tells the rounds (of one, the start-up of the JVM is part).
 */
final class UniverseBenchmark {

    private static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);
    private static final int BARS = 372_607;
    private static final int[] INTERVALS = {1, 5, 15, 30, 60};
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
        }
    }

    private static void all(List<CandleSeries> candles, int round) throws Exception {
        LongAdder computing = new LongAdder();
        LongAdder writing = new LongAdder();
        LongAdder events = new LongAdder();
        LongAdder bytes = new LongAdder();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        long start = System.nanoTime();
        List<Future<?>> units = new ArrayList<>();
        for (CandleSeries series : candles) {
            for (int lookback : LOOKBACKS) {
                units.add(threads.submit(() -> {
                    long began = System.nanoTime();
                    UniverseSpec spec = UniverseSpec.of(series.intervalMinutes(), lookback);
                    UniverseTable table = Universe.compute(series, spec, EURUSD);
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
                "round %d: %.2f s wall, %.2f s computing, %.2f s writing, %d events, %d MB%n",
                round,
                (System.nanoTime() - start) / 1e9,
                computing.sum() / 1e9,
                writing.sum() / 1e9,
                events.sum(),
                bytes.sum() / 1_000_000);
    }

    private static void groups(CandleSeries candles) {
        PipSeries series = new PipSeries(candles);
        for (int lookback : LOOKBACKS) {
            UniverseSpec spec = UniverseSpec.of(candles.intervalMinutes(), lookback);
            StringBuilder line = new StringBuilder("ns a window, lookback " + lookback + ":");
            long before = time(series, spec, new FeatureRow(spec, false, List.of()));
            line.append(" shared ").append(before);
            for (FeatureGroup group : FeatureGroups.ALL) {
                long with = time(series, spec, new FeatureRow(spec, false, List.of(group)));
                line.append(", ").append(group.name()).append(' ').append(with - before);
            }
            System.out.println(line);
        }
    }

    private static long time(PipSeries series, UniverseSpec spec, FeatureRow row) {
        Window window = new Window(series, spec.lookback());
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = spec.lookback(); i < series.size; i++) {
                window.moveTo(i);
                row.compute(window);
            }
            best = Math.min(best, (System.nanoTime() - start) / series.size);
        }
        return best;
    }

    static BarSeries syntheticYear() {
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

    private static BarSeries read(Path zip) throws IOException {
        long[] times = new long[1_000_000];
        double[][] prices = new double[4][times.length];
        int size = 0;
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyyMMdd HHmmss");
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            entries.getNextEntry();
            BufferedReader lines = new BufferedReader(new InputStreamReader(entries, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(";", -1);
                long time =
                        LocalDateTime.parse(fields[0], format).toEpochSecond(ZoneOffset.ofHours(-5)) * 1_000_000_000L;
                if (size > 0 && time <= times[size - 1]) {
                    continue;
                }
                times[size] = time;
                for (int i = 0; i < prices.length; i++) {
                    prices[i][size] = Double.parseDouble(fields[1 + i]);
                }
                size++;
            }
        }
        long[] used = Arrays.copyOf(times, size);
        return new BarSeries(used, prices[0], prices[1], prices[2], prices[3], size, 5, 1);
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
