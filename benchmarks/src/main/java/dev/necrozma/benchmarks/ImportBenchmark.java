package dev.necrozma.benchmarks;

import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.FeedReader;
import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Arrays;

/**
 * Measures, in turns in one process, how long our import and DuckDB's reader take over the same file of ticks, made by
 * {@link RepeatedTicks}: into arrays (ours) and a table (DuckDB, two threads, types given), and into compressed files (a month each,
 * ours; one of Parquet, DuckDB); and how long compressed input takes beside its decompression alone. Run by hand.
 */
final class ImportBenchmark {

    private static final String TYPES = "header = true, delim = ',', quote = '\"', columns = {'Exness': 'VARCHAR',"
            + " 'Symbol': 'VARCHAR', 'Timestamp': 'TIMESTAMP', 'Bid': 'DOUBLE', 'Ask': 'DOUBLE'}";

    private final Path directory;
    private final RepeatedTicks ticks;
    private final int rounds;
    private final Statement duckDb;

    private ImportBenchmark(Path directory, RepeatedTicks ticks, int rounds, Statement duckDb) {
        this.directory = directory;
        this.ticks = ticks;
        this.rounds = rounds;
        this.duckDb = duckDb;
    }

    public static void main(String[] args) throws IOException, SQLException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "usage: ImportBenchmark FILE REPETITIONS ROUNDS, where FILE is a zip of one CSV of the exness layout");
        }
        Path directory = Files.createTempDirectory("import-benchmark");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 2");
            RepeatedTicks ticks = RepeatedTicks.write(Path.of(args[0]), Integer.parseInt(args[1]), directory);
            System.out.printf("%,d rows, %d MB of CSV%n", ticks.rows(), Files.size(ticks.csv()) >> 20);
            new ImportBenchmark(directory, ticks, Integer.parseInt(args[2]), statement).run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws IOException, SQLException {
        compare("plain CSV to arrays", () -> read(ticks.csv(), months(false)), "DuckDB to a table", this::duckDbTable);
        compare(
                "plain CSV to stored months",
                () -> read(ticks.csv(), months(true)),
                "DuckDB to Parquet",
                this::duckDbParquet);
        for (Path file : ticks.compressed()) {
            String name = file.getFileName().toString();
            compare(name + " to arrays", () -> read(file, months(false)), "decompressed alone", () -> decompress(file));
        }
        long bytes = 0;
        try (var stored = Files.list(directory.resolve("months"))) {
            for (Path file : stored.toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.printf(
                "stored: %.2f bytes a tick; DuckDB's Parquet %.2f%n",
                (double) bytes / ticks.rows(), (double) Files.size(parquet()) / ticks.rows());
        System.out.printf("heap of at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Something to be timed. */
    private interface Work {
        void run() throws IOException, SQLException;
    }

    private void compare(String oursName, Work ours, String othersName, Work others) throws IOException, SQLException {
        long[] a = new long[rounds];
        long[] b = new long[rounds];
        ours.run();
        others.run();
        for (int i = 0; i < rounds; i++) {
            a[i] = time(ours);
            b[i] = time(others);
        }
        Arrays.sort(a);
        Arrays.sort(b);
        System.out.printf(
                "%-28s best %.3f s, median %.3f s; %s best %.3f s, median %.3f s; ratio of best %.2f, of medians %.2f%n",
                oursName,
                a[0] / 1e9,
                a[rounds / 2] / 1e9,
                othersName,
                b[0] / 1e9,
                b[rounds / 2] / 1e9,
                (double) b[0] / a[0],
                (double) b[rounds / 2] / a[rounds / 2]);
    }

    private static long time(Work work) throws IOException, SQLException {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private void read(Path file, MonthSink sink) throws IOException {
        long kept = FeedReader.read(file, FeedOptions.defaults(), sink).rowsKept();
        if (kept != ticks.rows()) {
            throw new IllegalStateException("rows lost: " + kept);
        }
    }

    private MonthSink months(boolean stored) throws IOException {
        Path months = Files.createDirectories(directory.resolve("months"));
        return new MonthSink() {
            @Override
            public void ticks(YearMonth month, TickSeries series) throws IOException {
                if (stored) {
                    try (OutputStream out = Files.newOutputStream(months.resolve(month.toString()))) {
                        TickCodec.encode(series, out);
                    }
                }
            }

            @Override
            public void bars(YearMonth month, BarSeries bars) {
                throw new IllegalStateException("no bars here");
            }
        };
    }

    private void duckDbTable() throws SQLException {
        duckDb.execute("DROP TABLE IF EXISTS ticks");
        duckDb.execute("CREATE TABLE ticks AS " + select());
    }

    private void duckDbParquet() throws SQLException {
        duckDb.execute("DROP TABLE IF EXISTS ticks");
        duckDb.execute("COPY (" + select() + ") TO '" + parquet() + "' (FORMAT parquet, COMPRESSION zstd)");
    }

    private String select() {
        return "SELECT \"Timestamp\", \"Bid\", \"Ask\" FROM read_csv('" + ticks.csv() + "', " + TYPES + ")";
    }

    private Path parquet() {
        return directory.resolve("ticks.parquet");
    }

    private static void decompress(Path file) throws IOException {
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = RepeatedTicks.open(file)) {
            while (in.read(buffer) >= 0) {
                // counted by nobody
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((x, y) -> y.compareTo(x)).toList()) {
                Files.delete(file);
            }
        }
    }
}
