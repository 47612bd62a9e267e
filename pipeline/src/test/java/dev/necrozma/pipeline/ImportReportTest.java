package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import report over several files, against SQL over the same rows. */
class ImportReportTest {

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void writeFiles() throws IOException {
        output = folder.resolve("results");
        write("EURUSD_b.csv", "2019-02-06T00:00:00Z", 6_000, 1);
        write("EURUSD_a.csv", "2019-02-04T00:00:00Z", 9_000, 2);
        write("EURUSD_c.csv", "2019-02-08T12:00:00Z", 7_000, 3);
        Path bad = folder.resolve("EURUSD_c.csv");
        String rows = Files.readString(bad);
        int line = rows.indexOf('\n', rows.length() / 2) + 1;
        Files.writeString(bad, rows.substring(0, line) + "noon,1.1,1.1\n" + rows.substring(line));
    }

    @Test
    void saysOfAllFilesTogetherWhatSqlSays() throws Exception {
        List<String> lines = new TestRun(output, folder).run().importLines();
        String json = Files.readString(output.resolve("reports/import.json")).replaceAll("\\s+", " ");

        String files = "read_csv('" + folder + "/EURUSD_*.csv', header = true, all_varchar = true)";
        String ticks =
                "(SELECT time::TIMESTAMP AS t, round((ask::DECIMAL(9, 5) - bid::DECIMAL(9, 5)) * 10000, 1)::DOUBLE AS s FROM "
                        + files + " WHERE time <> 'noon')";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            assertThat(json)
                    .contains("\"rows_read\" : " + one(statement, "SELECT count(*) FROM " + files))
                    .contains("\"rows_kept\" : " + one(statement, "SELECT count(*) FROM " + ticks))
                    .contains("\"zero\" : " + one(statement, "SELECT count(*) FROM " + ticks + " WHERE s = 0"))
                    .contains("\"negative\" : " + one(statement, "SELECT count(*) FROM " + ticks + " WHERE s < 0"))
                    .contains("\"ticks_per_hour_of_day_utc\" : [ "
                            + one(
                                    statement,
                                    "SELECT string_agg(n, ', ' ORDER BY h) FROM (SELECT h, count(t)::VARCHAR AS n FROM"
                                            + " range(24) hours(h) LEFT JOIN " + ticks + " ON hour(t) = h GROUP BY h)")
                            + " ]");
            for (String quantile : List.of("0", "0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99", "1")) {
                double expected = Double.parseDouble(
                        one(statement, "SELECT round(quantile_cont(s, " + quantile + "), 6) FROM " + ticks));
                assertThat(number(json, "q" + quantile)).as("q" + quantile).isEqualTo(expected);
            }
        }
        assertThat(json)
                .contains("\"reason\" : \"unparsable time\", \"rows\" : 1")
                .contains("\"place\" : \"EURUSD_c.csv:")
                .contains("\"pip_size\" : 1.0E-4, \"pip_size_from\" : \"the table of instruments\"")
                .contains("\"symbol_from\" : \"the name EURUSD_a.csv\"");
        assertThat(json.indexOf("\"name\" : \"EURUSD_a.csv\"")).isLessThan(json.indexOf("\"name\" : \"EURUSD_b.csv\""));
        assertThat(lines.get(0))
                .isEqualTo("3 files, EURUSD_a.csv to EURUSD_c.csv: generic, EURUSD, 22,000 of 22,001 rows kept");
        assertThat(lines).hasSizeLessThan(20);
        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void isTheSameFromRunToRunAndIsPutBack() throws Exception {
        List<String> first = new TestRun(output, folder).run().importLines();
        Path report = output.resolve("reports/import.json");
        byte[] bytes = Files.readAllBytes(report);
        Files.delete(report);

        RunReport second = new TestRun(output, folder).run();

        assertThat(TestRun.computed(second)).containsEntry("report", 0);
        assertThat(second.importLines()).isEqualTo(first);
        assertThat(Files.readAllBytes(report)).isEqualTo(bytes);
        Path other = folder.resolve("elsewhere");
        new TestRun(other, folder).run();
        assertThat(Files.readAllBytes(other.resolve("reports/import.json"))).isEqualTo(bytes);
    }

    @Test
    void countsRowsThatTwoFilesHave() throws Exception {
        write("EURUSD_d.csv", "2019-02-06T00:00:00Z", 6_000, 1);

        List<String> lines = new TestRun(output, folder).merging().run().importLines();

        assertThat(lines).contains("  merged    6,000 rows left out that an earlier file has too");
    }

    private static String one(Statement statement, String sql) throws Exception {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static double number(String json, String field) {
        String name = "\"" + field + "\" : ";
        int from = json.indexOf(name) + name.length();
        int to = from;
        while ("-.0123456789E".indexOf(json.charAt(to)) >= 0) {
            to++;
        }
        return Double.parseDouble(json.substring(from, to));
    }

    private void write(String name, String start, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder("time,bid,ask\n");
        Instant time = Instant.parse(start);
        for (int i = 0; i < count; i++) {
            int bid = 10_000 + random.nextInt(60);
            time = time.plusMillis(1 + random.nextInt(9_000));
            text.append(time)
                    .append(",1.")
                    .append(bid)
                    .append(",1.")
                    .append(bid + random.nextInt(20) - 3)
                    .append('\n');
        }
        Files.writeString(folder.resolve(name), text);
    }
}
