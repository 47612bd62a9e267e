package dev.necrozma.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.Prices;
import dev.necrozma.market.tick.TickSeries;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Labels a random walk by one configuration after the other, into arrays that are used again and again.
 *
 * @param wallNanos from the arrays of prices to the last checksum
 * @param cpuNanos of the whole process in that time, the compiler's and the collector's included; told in steps of 10 ms
 * @param checksum of every value of every column; the same whatever the number of threads
 */
record KernelRun(long wallNanos, long cpuNanos, long checksum) {

    /** The part of the heap, one in so many, that the pipeline lets the kernel spend to derive things once. */
    private static final int HEAP_PARTS = 4;

    private static final double PIP = 0.0001;
    private static final long START_NANOS = 1_735_689_600_000_000_000L;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** A Gaussian random walk of one pip a step, of prices that are no decimals. */
    static TickSeries walk(int points, long stepNanos) {
        Random random = new Random(1);
        long[] times = new long[points];
        double[] prices = new double[points];
        double price = 1.1;
        for (int i = 0; i < points; i++) {
            price += PIP * random.nextGaussian();
            times[i] = START_NANOS + i * stepNanos;
            prices[i] = price;
        }
        return new TickSeries(times, prices, prices, points, TickSeries.NOT_DECIMAL);
    }

    /** An entry at every price, decided by the prices after it. */
    static LabelSeries series(TickSeries walk) {
        return LabelSeries.ofTicks(List.of(walk), PIP, Prices.MID);
    }

    static LabelKernel kernel(LabelSeries series) {
        return LabelKernel.searching(series, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    }

    /** Everything from the prices on. */
    static KernelRun of(TickSeries walk, List<LabelSpec> specs, int threads) throws Exception {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        long checksum = checksum(kernel(series(walk)), specs, threads);
        long wall = System.nanoTime() - start;
        return new KernelRun(wall, SYSTEM.getProcessCpuTime() - cpu, checksum);
    }

    private static long checksum(LabelKernel kernel, List<LabelSpec> specs, int threads) throws Exception {
        int chunks = kernel.series().chunks();
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                parts.add(pool.submit(() -> {
                    LabelRows rows = new LabelRows();
                    long sum = 0;
                    for (int i = next.getAndIncrement(); i < specs.size() * chunks; i = next.getAndIncrement()) {
                        kernel.label(specs.get(i / chunks), i % chunks, rows);
                        sum += checksum(rows);
                    }
                    return sum;
                }));
            }
            long sum = 0;
            for (Future<Long> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }

    static long checksum(LabelRows rows) {
        return checksum(rows.up(), rows.size()) + 3 * checksum(rows.down(), rows.size());
    }

    private static long checksum(LabelRows.Columns labels, int size) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += labels.outcome()[i]
                    + labels.hitTarget()[i]
                    + labels.hitStop()[i]
                    + labels.censored()[i]
                    + Float.floatToRawIntBits(labels.timeToTarget()[i])
                    + Float.floatToRawIntBits(labels.timeToStop()[i])
                    + Float.floatToRawIntBits(labels.exitPips()[i])
                    + Float.floatToRawIntBits(labels.rMultiple()[i])
                    + Float.floatToRawIntBits(labels.mfe()[i])
                    + Float.floatToRawIntBits(labels.mae()[i])
                    + Float.floatToRawIntBits(labels.maxGapMinutes()[i]);
        }
        return sum;
    }

    /** How many threads of this machine have been wanting to run on average during the last minute. */
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }
}
