package dev.necrozma.benchmarks;

import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.tick.TickSeries;
import dev.necrozma.pipeline.LabelGrid;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws what labels cost against the number of entries and against the horizon, for random walks of one price a minute. Arguments:
 * the directory for {@code label-cost-entries.png} and {@code label-cost-horizon.png}, rounds (3). A point is the best of the
 * rounds, in processor time.
 */
final class LabelCostPlot {

    private static final long MINUTE = 60_000_000_000L;
    private static final int[] ENTRIES = {25_000, 50_000, 100_000, 200_000, 400_000, 800_000, 1_600_000};
    private static final int[] HORIZONS = {1, 2, 5, 15, 30, 60, 120, 240, 480, 1440, 2880, 5760, 10_080};
    private static final int HORIZON_ENTRIES = 372_000;
    private static final double TARGET = 20;
    private static final double STOP = 15;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path directory;
    private final int rounds;

    private LabelCostPlot(Path directory, int rounds) {
        this.directory = directory;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            throw new IllegalArgumentException("the directory for the pictures is missing");
        }
        System.setProperty("java.awt.headless", "true");
        Path directory = Files.createDirectories(Path.of(args[0]));
        LabelCostPlot plot = new LabelCostPlot(directory, args.length > 1 ? Integer.parseInt(args[1]) : 3);
        plot.againstHorizon();
        plot.againstEntries();
    }

    private void againstEntries() throws Exception {
        List<LabelSpec> specs = LabelGrid.DEFAULT.specs();
        double[] entries = Arrays.stream(ENTRIES).asDoubleStream().toArray();
        double[] seconds = new double[ENTRIES.length];
        Arrays.fill(seconds, Double.MAX_VALUE);
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < ENTRIES.length; i++) {
                if (round >= 0 || i < 5) { // the first round warms up
                    TickSeries walk = KernelRun.walk(ENTRIES[i], MINUTE);
                    double run = KernelRun.of(walk, specs, 2).cpuNanos() / 1e9;
                    if (round >= 0) {
                        seconds[i] = Math.min(seconds[i], run);
                    }
                }
            }
        }
        for (int i = 0; i < ENTRIES.length; i++) {
            print(
                    "%,9d entries: %.3f s, %.2f ns an entry, configuration and direction",
                    ENTRIES[i], seconds[i], seconds[i] * 1e9 / (2.0 * ENTRIES[i] * specs.size()));
        }
        Line fit = Line.through(logs(entries), logs(seconds));
        double[] line =
                Arrays.stream(entries).map(n -> Math.exp(fit.at(Math.log(n)))).toArray();
        print("processor time grows with the %.3f-th power of the entries", fit.slope);
        XYChart chart =
                chart("210 configurations, both directions, every column", "entries", "processor time, seconds");
        chart.addSeries("measured", entries, seconds).setMarker(SeriesMarkers.CIRCLE);
        chart.addSeries(String.format(Locale.ROOT, "fitted: entries^%.3f", fit.slope), entries, line)
                .setMarker(SeriesMarkers.NONE);
        chart.getStyler().setYAxisLogarithmic(true);
        save(chart, "label-cost-entries");
    }

    /* One thread, one configuration; what is known already makes the difference among the lines. */
    private void againstHorizon() throws IOException {
        LabelSeries series = KernelRun.series(KernelRun.walk(HORIZON_ENTRIES, MINUTE));
        List<String> names = List.of("nothing known", "levels known", "levels and horizon known");
        double[][] nanos = new double[names.size()][HORIZONS.length];
        for (double[] line : nanos) {
            Arrays.fill(line, Double.MAX_VALUE);
        }
        for (int round = -2; round < rounds; round++) {
            for (int i = 0; i < HORIZONS.length; i++) {
                LabelSpec spec = new LabelSpec(TARGET, STOP, HORIZONS[i]);
                LabelKernel fresh = KernelRun.kernel(series);
                LabelKernel withLevels = KernelRun.kernel(series);
                nanosPerLabel(withLevels, new LabelSpec(TARGET, STOP, 0.5));
                double[] run = {
                    nanosPerLabel(fresh, spec), nanosPerLabel(withLevels, spec), nanosPerLabel(withLevels, spec)
                };
                for (int line = 0; line < run.length && round >= 0; line++) {
                    nanos[line][i] = Math.min(nanos[line][i], run[line]);
                }
            }
        }
        double[] horizons = Arrays.stream(HORIZONS).asDoubleStream().toArray();
        XYChart chart = chart(
                String.format(Locale.ROOT, "T%.0f_S%.0f, %,d entries, one a minute", TARGET, STOP, HORIZON_ENTRIES),
                "horizon, minutes",
                "processor time, ns an entry and direction");
        for (int line = 0; line < names.size(); line++) {
            chart.addSeries(names.get(line), horizons, nanos[line]).setMarker(SeriesMarkers.CIRCLE);
            report(names.get(line), nanos[line]);
        }
        chart.getStyler().setYAxisMin(0.0);
        save(chart, "label-cost-horizon");
    }

    private static double nanosPerLabel(LabelKernel kernel, LabelSpec spec) {
        LabelRows rows = new LabelRows();
        long start = THREADS.getCurrentThreadCpuTime();
        long checksum = 0;
        for (int chunk = 0; chunk < kernel.series().chunks(); chunk++) {
            kernel.label(spec, chunk, rows);
            checksum += KernelRun.checksum(rows);
        }
        if (checksum == 0) {
            throw new IllegalStateException("never zero");
        }
        return (THREADS.getCurrentThreadCpuTime() - start)
                / (2.0 * kernel.series().size());
    }

    private static void report(String name, double[] nanos) {
        StringBuilder line = new StringBuilder(name + ", ns at a horizon of");
        for (int i = 0; i < nanos.length; i++) {
            line.append(String.format(Locale.ROOT, " %d: %.1f", HORIZONS[i], nanos[i]));
        }
        double most = Arrays.stream(nanos).max().orElseThrow();
        double least = Arrays.stream(nanos).min().orElseThrow();
        print(
                "%s; dearest over cheapest %.2f, longest over shortest %.2f",
                line, most / least, nanos[nanos.length - 1] / nanos[0]);
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(440)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisDecimalPattern("#,##0")
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
        return chart;
    }

    private void save(XYChart chart, String name) throws IOException {
        Path file = directory.resolve(name + ".png");
        Files.write(file, ChartEncoder.getBytes(chart, "png"));
        print("%s: %,d bytes, load %.1f", file, Files.size(file), KernelRun.load());
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    /** A line of least squares. */
    private record Line(double slope, double offset) {

        static Line through(double[] x, double[] y) {
            double meanX = Arrays.stream(x).average().orElseThrow();
            double meanY = Arrays.stream(y).average().orElseThrow();
            double products = 0;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                products += (x[i] - meanX) * (y[i] - meanY);
                squares += (x[i] - meanX) * (x[i] - meanX);
            }
            double slope = products / squares;
            return new Line(slope, meanY - slope * meanX);
        }

        double at(double x) {
            return offset + slope * x;
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
