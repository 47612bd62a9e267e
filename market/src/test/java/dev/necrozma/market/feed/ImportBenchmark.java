package dev.necrozma.market.feed;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures, side by side in one process, how long five million rows of the exness layout take into primitive arrays, and how
 * long DuckDB's CSV reader with two threads takes into its table of time, bid and ask with types given. Run by hand.
 */
final class ImportBenchmark {

    private static final int ROWS = 5_000_000;
    private static final int ROUNDS = 7;

    private ImportBenchmark() {}

    public static void main(String[] args) throws IOException, SQLException {
        Path file = Files.createTempFile("import-benchmark", ".csv");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            writeRows(file);
            System.out.printf("%d rows, %d MB%n", ROWS, Files.size(file) >> 20);
            long[] ours = new long[ROUNDS];
            long[] duckDb = new long[ROUNDS];
            for (int i = -2; i < ROUNDS; i++) {
                long a = ours(file);
                long b = duckDb(file, connection);
                if (i >= 0) {
                    ours[i] = a;
                    duckDb[i] = b;
                }
            }
            report("ours  ", ours);
            report("duckdb", duckDb);
            System.out.printf(
                    "ratio of best %.2f, of medians %.2f%n",
                    (double) best(duckDb) / best(ours), (double) median(duckDb) / median(ours));
            codec(file);
        } finally {
            Files.delete(file);
        }
    }

    private static long ours(Path file) throws IOException {
        long start = System.nanoTime();
        List<TickSeries> months = read(file);
        long elapsed = System.nanoTime() - start;
        if (months.stream().mapToInt(TickSeries::size).sum() != ROWS) {
            throw new IllegalStateException("rows lost");
        }
        return elapsed;
    }

    private static List<TickSeries> read(Path file) throws IOException {
        List<TickSeries> months = new ArrayList<>();
        FeedReader.read(file, FeedOptions.defaults(), new MonthSink() {
            @Override
            public void ticks(YearMonth month, TickSeries ticks) {
                months.add(ticks);
            }

            @Override
            public void bars(YearMonth month, BarSeries bars) {
                throw new IllegalStateException("no bars here");
            }
        });
        return months;
    }

    private static long duckDb(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 2");
            statement.execute("DROP TABLE IF EXISTS ticks");
            long start = System.nanoTime();
            statement.execute("CREATE TABLE ticks AS SELECT \"Timestamp\", \"Bid\", \"Ask\" FROM read_csv('" + file
                    + "', header = true, delim = ',', quote = '\"', columns = {'Exness': 'VARCHAR', 'Symbol': 'VARCHAR',"
                    + " 'Timestamp': 'TIMESTAMP', 'Bid': 'DOUBLE', 'Ask': 'DOUBLE'})");
            return System.nanoTime() - start;
        }
    }

    private static void codec(Path file) throws IOException {
        for (int round = 0; round < 5; round++) {
            long rows = 0;
            long bytes = 0;
            long encoding = 0;
            long decoding = 0;
            for (TickSeries month : read(file)) {
                long start = System.nanoTime();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                TickCodec.encode(month, out);
                long middle = System.nanoTime();
                byte[] encoded = out.toByteArray();
                rows += TickCodec.decode(encoded).size();
                decoding += System.nanoTime() - middle;
                encoding += middle - start;
                bytes += encoded.length;
            }
            System.out.printf(
                    "codec: %.2f bytes a tick, encodes %.1f M/s, decodes %.1f M/s%n",
                    (double) bytes / rows, rows * 1e3 / encoding, rows * 1e3 / decoding);
        }
    }

    private static void writeRows(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        long millis = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        int bid = 108_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("\"Exness\",\"Symbol\",\"Timestamp\",\"Bid\",\"Ask\"\n");
            for (int i = 0; i < ROWS; i++) {
                millis += 1 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 400);
                bid += random.nextInt(5) - 2;
                String time = Instant.ofEpochMilli(millis).toString().replace('T', ' ');
                time = time.length() == 20 ? time.replace("Z", ".000Z") : time;
                out.write("\"exness\",\"EURUSD\",\"" + time + "\"," + bid / 1e5 + "," + (bid + random.nextInt(30)) / 1e5
                        + "\n");
            }
        }
    }

    private static void report(String name, long[] nanos) {
        System.out.printf("%s best %.3f s, median %.3f s%n", name, best(nanos) / 1e9, median(nanos) / 1e9);
    }

    private static long best(long[] nanos) {
        return Arrays.stream(nanos).min().orElseThrow();
    }

    private static long median(long[] nanos) {
        return Arrays.stream(nanos).sorted().toArray()[nanos.length / 2];
    }
}
