package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.pipeline.QuoteFile.Quote;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people find of labels in the output folder. */
class LabelPublishingTest {

    private static final List<String> SUMMARY = List.of("labels/labels_summary.json", "labels/labels_summary.parquet");
    private static final LabelGrid SMALL = Grids.SMALL;

    /** The numbers of a direction, in the order and the names of the JSON. */
    private static final List<String> NUMBERS = List.of(
            "target",
            "stop",
            "none",
            "censored",
            "touched_target",
            "touched_stop",
            "minutes_to_target_sum",
            "minutes_to_stop_sum",
            "success_rate",
            "mean_mfe",
            "mean_mae",
            "mean_r",
            "expectancy_pips",
            "expectancy_low",
            "expectancy_high");

    @TempDir
    private Path folder;

    private List<Quote> quotes;
    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        quotes = QuoteFile.walk(3_000);
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(quotes));
        output = folder.resolve("out");
    }

    @Test
    void allTablesAreThoseOfEveryConfiguration() throws Exception {
        for (Materialize tables : List.of(Materialize.AUTO, Materialize.ALL)) {
            run(Grids.tables(SMALL, tables));

            assertThat(TestRun.tables(output).keySet())
                    .containsExactly(
                            "labels/T10_S5_H5.parquet",
                            "labels/T10_S5_H60.parquet",
                            "labels/T5_S5_H5.parquet",
                            "labels/T5_S5_H60.parquet",
                            SUMMARY.get(0),
                            SUMMARY.get(1));
        }
    }

    @Test
    void anInterruptedRunPublishesNothingAndSaysSo() throws Exception {
        RunReport interrupted = new TestRun(output, input)
                .labels(SMALL)
                .workers(1)
                .interruptedIn("levels")
                .run();

        assertThat(interrupted.cancelled()).isTrue();
        assertThat(interrupted.outputs()).isEmpty();
        assertThat(interrupted.labels()).isEmpty();
        assertThat(output.resolve("universes")).doesNotExist();
        assertThat(TestRun.computed(new TestRun(output, input).labels(SMALL).run(), "universes"))
                .isZero();
    }

    @Test
    void noTablesLeaveTheSameSummary() throws Exception {
        run(SMALL);
        var withTables = TestRun.tables(output);

        TestRun none = new TestRun(output, input).labelsAlone(Grids.tables(SMALL, Materialize.NONE));
        RunReport report = none.run();

        assertThat(TestRun.tables(output)).hasSize(2);
        assertThat(withTables).containsAllEntriesOf(TestRun.tables(output));
        assertThat(none.messages)
                .containsExactly("4 files of an earlier run removed from " + output + " (kept in the store)");
        assertThat(report.outputs().get("labels"))
                .extracting(RunReport.Output::name)
                .containsExactly("labels_summary");
    }

    @Test
    void namedTablesAloneAreWrittenWithTheSameBytes() throws Exception {
        run(SMALL);
        var withTables = TestRun.tables(output);

        RunReport report = run(Grids.tables(SMALL, Materialize.named(Set.of("T5_S5_H60", "T7_S5_H60"))));

        assertThat(TestRun.tables(output).keySet())
                .containsExactly("labels/T5_S5_H60.parquet", SUMMARY.get(0), SUMMARY.get(1));
        assertThat(withTables).containsAllEntriesOf(TestRun.tables(output));
        assertThat(report.outputs().get("labels"))
                .extracting(RunReport.Output::name)
                .containsExactly("T5_S5_H60", "labels_summary");
        assertThat(report.labels()).hasSize(4);
    }

    @Test
    void theSummaryHasTheStatedShape() throws Exception {
        run(Grids.horizons(Grids.targets(SMALL, 5, 7.5), 2.5, 60));

        String direction =
                "\\{\"target\":N,\"stop\":N,\"none\":N,\"censored\":N,\"touched_target\":N,\"touched_stop\":N,"
                        + "\"minutes_to_target_sum\":X,\"minutes_to_stop_sum\":X,\"success_rate\":X,\"mean_mfe\":X,\"mean_mae\":X,"
                        + "\"mean_r\":X,\"expectancy_pips\":X,\"expectancy_low\":X,\"expectancy_high\":X\\}";
        String shape = "\\{\"entries\":N,\"configurations\":\\["
                + configuration("T5_S5_H2.5", "5", "2.5") + "," + configuration("T5_S5_H60", "5", "60") + ","
                + configuration("T7.5_S5_H2.5", "7.5", "2.5") + "," + configuration("T7.5_S5_H60", "7.5", "60")
                + "\\]\\}";
        String pattern = shape.replace("DIRECTION", direction)
                .replace(":N", ":[0-9]+")
                .replace(":X", ":(-?[0-9]+(\\.[0-9]+)?|null)");

        String json = Files.readString(output.resolve("labels/labels_summary.json"));
        assertThat(json.replaceAll("\\s", "")).matches(Pattern.compile(pattern));
    }

    private static String configuration(String name, String target, String horizon) {
        return "\\{\"name\":\"" + name + "\",\"target\":" + target + ",\"stop\":5,\"horizon\":" + horizon
                + ",\"up\":DIRECTION,\"down\":DIRECTION\\}";
    }

    @Test
    void bothFormsOfTheSummaryHoldTheSame() throws Exception {
        // Horizons that no entry closes give no means, and targets that nothing reaches no rate.
        run(Grids.horizons(Grids.targets(SMALL, 5, 10, 900), 5, 60, 1e5));

        String parquet = "SELECT name, target, stop, horizon, entries, " + flat() + " FROM '"
                + output.resolve(SUMMARY.get(1)) + "'";
        String json = "SELECT c.name, c.target::DOUBLE, c.stop::DOUBLE, c.horizon::DOUBLE, entries, " + nested()
                + " FROM (SELECT entries, unnest(configurations) AS c FROM read_json('" + output.resolve(SUMMARY.get(0))
                + "'))";

        List<List<Object>> rows = rows(parquet);
        assertThat(rows).hasSize(9).isEqualTo(rows(json));
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(5 + 2 * NUMBERS.size()));
        assertThat(rows.stream().flatMap(List::stream)).contains("null");
    }

    private static String flat() {
        return String.join(
                        ", ",
                        NUMBERS.stream().map(name -> "up_" + name + "::DOUBLE").toList())
                + ", "
                + String.join(
                        ", ",
                        NUMBERS.stream()
                                .map(name -> "down_" + name + "::DOUBLE")
                                .toList());
    }

    private static String nested() {
        return String.join(
                        ", ",
                        NUMBERS.stream()
                                .map(name -> "c.up." + name + "::DOUBLE")
                                .toList())
                + ", "
                + String.join(
                        ", ",
                        NUMBERS.stream()
                                .map(name -> "c.down." + name + "::DOUBLE")
                                .toList());
    }

    @Test
    void theSummaryCountsWhatTheTablesHold() throws Exception {
        run(SMALL);

        for (String name : List.of("T5_S5_H5", "T10_S5_H60")) {
            for (String side : List.of("up_", "down_")) {
                String counted =
                        "SELECT count(*) FILTER (SIDEoutcome = 'target'), count(*) FILTER (SIDEoutcome = 'stop'),"
                                + " count(*) FILTER (SIDEoutcome = 'none'), count(*) FILTER (SIDEcensored),"
                                + " count(*) FILTER (SIDEhit_target), count(*) FILTER (SIDEhit_stop),"
                                + " round(sum(SIDEtime_to_target::DOUBLE), 6), round(sum(SIDEtime_to_stop::DOUBLE), 6),"
                                + " count(*) FROM '" + output.resolve("labels/" + name + ".parquet") + "'";
                String stated = "SELECT SIDEtarget, SIDEstop, SIDEnone, SIDEcensored, SIDEtouched_target,"
                        + " SIDEtouched_stop, round(SIDEminutes_to_target_sum, 6), round(SIDEminutes_to_stop_sum, 6),"
                        + " entries FROM '" + output.resolve(SUMMARY.get(1)) + "' WHERE name = '" + name + "'";

                List<List<Object>> expected = rows(counted.replace("SIDE", side));
                assertThat(rows(stated.replace("SIDE", side))).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRunOfUniversesAloneLeavesLabelsOfTheSameDataset() throws Exception {
        new TestRun(output, input).labels(SMALL).run();
        var before = TestRun.tables(output);

        TestRun universes = new TestRun(output, input);
        universes.run();

        assertThat(universes.messages).isEmpty();
        assertThat(TestRun.tables(output)).isEqualTo(before).hasSize(14);
    }

    @Test
    void aRunOfUniversesAloneRemovesLabelsOfAnotherDataset() throws Exception {
        new TestRun(output, input).labels(SMALL).run();
        Quote quote = quotes.get(1_000);
        quotes.set(1_000, new Quote(quote.time(), quote.bid(), quote.ask().add(new BigDecimal("0.00001"))));
        QuoteFile.write(input, QuoteFile.exness(quotes));

        TestRun universes = new TestRun(output, input);
        universes.run();

        assertThat(TestRun.tables(output).keySet()).hasSize(8).allMatch(path -> path.startsWith("universes/"));
        assertThat(universes.messages)
                .containsExactly("6 files of an earlier run removed from " + output + " (kept in the store)");
    }

    @Test
    void anotherPipSizeIsAnotherDataset() throws Exception {
        new TestRun(output, input).labels(SMALL).run();

        new TestRun(output, input).pipSize(0.001).run();

        assertThat(TestRun.tables(output).keySet()).allMatch(path -> path.startsWith("universes/"));
    }

    @Test
    void labelsThatWereDamagedOrDeletedArePutBackWithoutComputing() throws Exception {
        run(SMALL);
        var before = TestRun.tables(output);
        Files.delete(output.resolve("labels/T5_S5_H60.parquet"));
        Files.writeString(output.resolve("labels/labels_summary.json"), "{}");

        TestRun again = new TestRun(output, input).labelsAlone(SMALL);

        assertThat(TestRun.computed(again.run()).values()).containsOnly(0);
        assertThat(again.messages)
                .containsExactly("2 files were damaged or gone in " + output + " and put back from the store");
        assertThat(TestRun.tables(output)).isEqualTo(before);
    }

    @Test
    void filesThatAnOlderVersionPublishedAreOursToReplaceAndToRemove() throws Exception {
        new TestRun(output, input).run();
        Path stale =
                Files.writeString(output.resolve("universes/universe_1m_5lb_metadata.json"), "of an older version");
        Files.writeString(output.resolve("universes/universe_60m_5lb.parquet"), "of an earlier grid");
        Files.writeString(output.resolve(".necrozma-manifest"), manifestWithoutDataset());

        TestRun upgraded = new TestRun(output, input).labels(SMALL);
        upgraded.run();

        assertThat(stale).content().startsWith("{");
        assertThat(TestRun.tables(output)).hasSize(14).doesNotContainKey("universes/universe_60m_5lb.parquet");
        assertThat(upgraded.messages)
                .containsExactly("1 file of an earlier run removed from " + output + " (kept in the store)");
    }

    /* As it was written before there were labels, of all that is there. */
    private String manifestWithoutDataset() throws IOException {
        StringBuilder text = new StringBuilder("necrozma manifest 1\n");
        LocalDisk disk = new LocalDisk();
        for (String path : TestRun.tables(output).keySet()) {
            FileStamp stamp = disk.examine(output.resolve(path));
            text.append("older-token " + stamp.size() + " " + stamp.modifiedNanos() + " " + stamp.changedNanos() + " "
                    + stamp.inode() + " " + path + "\n");
        }
        return text + Fingerprint.ofText(text.toString().stripTrailing()).toString() + "\n";
    }

    private RunReport run(LabelGrid grid) throws Exception {
        return new TestRun(output, input).labelsAlone(grid).run();
    }

    /* Values as text, so that numbers are the same if they print the same, and null is a value. */
    private static List<List<Object>> rows(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<List<Object>> rows = new ArrayList<>();
            while (found.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
