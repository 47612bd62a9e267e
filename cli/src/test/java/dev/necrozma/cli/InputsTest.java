package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may name as input, and what is said of it. */
class InputsTest {

    @TempDir
    Path folder;

    @Test
    void standardInputIsReadAndItsResultsAreUsedAgain() {
        String rows = rows("2019-02-04T00:00:00Z", 4_000);

        Session first = piped(rows, "-", "--symbol", "EURUSD");
        assertThat(first.exitCode()).as(first.err()).isZero();
        Session second = piped(rows, "-", "--symbol", "EURUSD");
        assertThat(second.out()).containsPattern("import +1 +1 +0 +0 ");

        assertThat(piped(rows, "-").err())
                .isEqualTo("necrozma: neither content nor name of standard input says which symbol it is;"
                        + " say it with --symbol, such as --symbol EURUSD\n");
    }

    @Test
    void standardInputIsNamedInErrorsAndEmptyInputIsOne() {
        assertRefused(piped("", "-"), "standard input is empty");
        assertThat(folder.resolve("results")).doesNotExist();
        assertRefused(
                piped("time,bid,ask\n2019-01-01T00:00:00Z,1,x\n", "-", "--symbol", "EURUSD"),
                "standard input:2: unparsable number in '2019-01-01T00:00:00Z,1,x';"
                        + " 1 of 1 rows cannot be used, more than the 0.1 % allowed");
    }

    /* Nothing lies where a process's memory begins: reading there fails as a broken disk does. */
    @Test
    void anInputThatTheSystemFailsToReadIsNoBadInput() throws IOException {
        Path failing = Path.of("/proc/self/mem");
        assumeTrue(Files.isReadable(failing), "needs Linux");
        String told = "necrozma: input/output error: /proc/self/mem\n";
        Session first = run(failing.toString(), "--symbol", "EURUSD");
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.err()).isEqualTo(told);
        Files.writeString(folder.resolve("x.csv"), rows("2019-02-04T00:00:00Z", 10));
        Session both = Session.of(folder, "inspect", failing.toString(), "x.csv");
        assertThat(both.exitCode()).isEqualTo(3);
        assertThat(both.err()).isEqualTo(told);
        assertThat(both.out()).contains("10 rows");
    }

    @Test
    void waitingForStandardInputEndsWithTheRun() throws InterruptedException {
        Cancellation cancelled = new Cancellation(Duration.ZERO);
        cancelled.cancel();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        Session session = piped(endless, cancelled, "-");
        assertThat(session.exitCode()).isEqualTo(130);
        assertThat(session.err()).isEqualTo("necrozma: interrupted\n");
        assertThat(Thread.interrupted()).isTrue();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("standard-input")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as("it still copies").isFalse();
            }
        }
    }

    @Test
    void filesAreSortedByTimeAndPatternsExpanded() throws IOException {
        Files.writeString(folder.resolve("b_EURUSD.csv"), rows("2019-02-04T00:00:00Z", 2_000));
        Files.writeString(folder.resolve("a_EURUSD.csv"), rows("2019-02-06T00:00:00Z", 2_000));

        Session session = run("*_EURUSD.csv", "--json");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("\"rows\":4000", "\"first\":\"2019-02-04T00:00:00Z\"");
        assertRefused(run("*.tsv"), "no file matches '" + folder.resolve("*.tsv") + "'");
    }

    @Test
    void filesThatOverlapAreMergedOnRequestOnly() throws IOException {
        Files.writeString(folder.resolve("a_EURUSD.csv"), rows("2019-02-04T00:00:00Z", 3_000));
        Files.writeString(folder.resolve("b_EURUSD.csv"), rows("2019-02-04T01:00:00Z", 3_000));
        List<String> all =
                new ArrayList<>(rows("2019-02-04T00:00:00Z", 3_000).lines().toList());
        rows("2019-02-04T01:00:00Z", 3_000)
                .lines()
                .filter(line -> !all.contains(line))
                .forEach(all::add);

        assertRefused(
                run("a_EURUSD.csv", "b_EURUSD.csv"),
                "a_EURUSD.csv and b_EURUSD.csv overlap: the first ends at 2019-02-04T04:09:55Z, the second begins at"
                        + " 2019-02-04T01:00:00Z; give files that follow one another, or use --merge");
        Session merged = run("a_EURUSD.csv", "b_EURUSD.csv", "--merge", "--json");
        assertThat(merged.out()).contains("\"rows\":" + (all.size() - 1) + ",");
        assertThat(merged.exitCode()).as(merged.err()).isZero();
    }

    @Test
    void aFileTwiceIsOneAndACopyIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a_EURUSD.csv"), rows("2019-02-04T00:00:00Z", 2_000));
        Files.copy(file, folder.resolve("b_EURUSD.csv"));

        assertThat(run("a_EURUSD.csv", "./a_EURUSD.csv").exitCode()).isZero();
        assertRefused(
                run("a_EURUSD.csv", "b_EURUSD.csv"),
                "a_EURUSD.csv and b_EURUSD.csv hold the same bytes: give one of them, or use --merge");
    }

    /* HistData and JForex say the side in the name alone, if anywhere. */
    @Test
    void barsOfTwoSidesAreRefused() throws IOException {
        String bars =
                "Gmt time,Open,High,Low,Close,Volume\n%s 10:00:00.000,1.1,1.3,1.1,1.2,5\n%s 10:01:00.000,1.1,1.3,1.1,1.2,5\n";
        String bid = "EURUSD_Candlestick_1_M_BID_01.2019.csv";
        String ask = "EURUSD_Candlestick_1_M_ASK_02.2019.csv";
        Files.writeString(folder.resolve(bid), bars.replace("%s", "07.01.2019"));
        Files.writeString(folder.resolve(ask), bars.replace("%s", "04.02.2019"));

        String refusal = "bars of two sides cannot be mixed: " + bid + " has bid prices, " + ask
                + " has ask prices; give those of one side";
        assertRefused(run(ask, bid), refusal);
        assertRefused(run(ask, bid, "--merge"), refusal);
        assertThat(run(ask).exitCode()).isZero();

        Files.writeString(folder.resolve("generic_EURUSD_03.csv"), """
                time,open,high,low,close
                2019-03-04T10:00:00Z,1.1,1.3,1.1,1.2
                2019-03-04T10:01:00Z,1.1,1.3,1.1,1.2
                """);
        assertThat(run(bid, "generic_EURUSD_03.csv").exitCode())
                .as("nothing tells the side of one")
                .isZero();
        assertThat(run(bid, "generic_EURUSD_03.csv", ask).exitCode()).isEqualTo(2);
        Files.move(folder.resolve("generic_EURUSD_03.csv"), folder.resolve("EURUSD ask 03.csv"));
        assertThat(run(bid, "EURUSD ask 03.csv").exitCode()).isEqualTo(2);
    }

    @Test
    void barsOfTwoSidesAreRefusedWhereOnlyTheNamesInArchivesTell() throws IOException {
        String bars = "Gmt time,Open,High,Low,Close,Volume\n%s 10:00:00.000,1.1,1.3,1.1,1.2,5\n";
        zip("EURUSD_2018.zip", "EURUSD_1_M_BID_2018.csv", bars.replace("%s", "08.01.2018"));
        zip("EURUSD_2019.zip", "EURUSD_1_M_ASK_2019.csv", bars.replace("%s", "07.01.2019"));
        zip("EURUSD_2020.zip", "EURUSD_1_M_ASK_2020.csv", bars.replace("%s", "06.01.2020"));

        assertRefused(
                run("EURUSD_2018.zip", "EURUSD_2019.zip"),
                "bars of two sides cannot be mixed: EURUSD_2018.zip has bid prices, EURUSD_2019.zip has ask prices;"
                        + " give those of one side");
        Session asks = run("EURUSD_2019.zip", "EURUSD_2020.zip");
        assertThat(asks.exitCode()).isZero();
        assertThat(asks.out()).contains("bars of ask prices, as the name says");
        assertThat(folder.resolve("results/reports/import.json"))
                .content()
                .contains("\"side\" : \"ask\"")
                .doesNotContain("\"side\" : \"bid\"");
    }

    /* As vendors sort their files, all of one name or of several. */
    @Test
    void barsOfTwoSidesAreRefusedWhereOnlyTheNamesOfFoldersTell() throws IOException {
        String bars =
                "Gmt time,Open,High,Low,Close,Volume\n%s 10:00:00.000,1.1,1.3,1.1,1.2,5\n%s 10:01:00.000,1.1,1.3,1.1,1.2,5\n";
        for (String name : List.of("d/bid/2018.csv", "d/ask/2019.csv", "ask/tasks/2018.csv", "ask/tasks/2019.csv")) {
            Files.createDirectories(folder.resolve(name).getParent());
            String year = name.substring(name.length() - 8, name.length() - 4);
            Files.writeString(folder.resolve(name), bars.replace("%s", "09.01." + year));
        }
        assertRefused(
                sides("d"),
                "bars of two sides cannot be mixed: d/bid/2018.csv has bid prices, d/ask/2019.csv has ask"
                        + " prices; give those of one side");
        String refusal = "bars of two sides cannot be mixed: bid/2018.csv has bid prices, ask/2019.csv has ask"
                + " prices; give those of one side";
        String longer = refusal.replace("bid/2", "d/bid/2").replace("ask/2", "d/ask/2");
        assertRefused(sides("d/bid", "d/ask"), longer);
        assertRefused(sides("d/*/*.csv"), longer);
        assertRefused(sides("d/bid/2018.csv", "d/ask/2019.csv"), refusal);
        assertRefused(sides("d/bid/2018.csv", "d/ask/2019.csv", "--merge"), refusal);

        Session asks = sides("d/ask");
        assertThat(asks.exitCode()).as(asks.err()).isZero();
        assertThat(asks.out()).contains("bars of ask prices, as the name says");
        assertThat(sides("d/ask/2019.csv").out()).contains("bars of ask prices, as the name says");
        assertThat(sides("ask/tasks/2019.csv").out())
                .as("a folder above the one that it is in")
                .contains("bars of bid prices");
        assertThat(Session.of(folder, "inspect", "d/ask").out()).contains("bars of 1 minute, ask prices");
        assertThat(Session.of(folder, "inspect", "ask/tasks/2019.csv").out()).contains("bars of 1 minute, bid prices");
    }

    private Session sides(String... inputs) {
        List<String> arguments = new ArrayList<>(List.of(inputs));
        arguments.addAll(List.of("--symbol", "EURUSD"));
        return run(arguments.toArray(new String[0]));
    }

    private void zip(String archive, String name, String text) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(archive)))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void resultsInADirectoryAreNoInput() throws IOException {
        Files.writeString(folder.resolve("a_EURUSD.csv"), rows("2019-02-04T00:00:00Z", 4_000));
        assertThat(run(".").exitCode()).isZero();

        Session again = run(".");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).containsPattern("import +1 +1 +0 +0 ");
    }

    @Test
    void refusesABarTimeThatIsNone() {
        assertRefused(run("x", "--bar-time", "noon"), "--bar-time must be open or close: noon");
    }

    private void assertRefused(Session session, String sentence) {
        assertThat(session.err().replace(" " + folder.getFileName() + "/", " "))
                .isEqualTo("necrozma: " + sentence + "\n");
        assertThat(session.exitCode()).isEqualTo(2);
    }

    private Session run(String... inputsAndOptions) {
        return Session.of(folder, arguments(inputsAndOptions));
    }

    private Session piped(String text, String... inputsAndOptions) {
        return piped(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Cancellation.none(), inputsAndOptions);
    }

    private Session piped(InputStream in, Cancellation cancellation, String... inputsAndOptions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(in, Session.stream(out), Session.stream(err), folder, OptionalInt.empty());
        ExitCode code = new Program(console, ForexPipeline::run, cancellation).run(arguments(inputsAndOptions));
        return new Session(code.status(), Session.text(out), Session.text(err));
    }

    private static String[] arguments(String... inputsAndOptions) {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(inputsAndOptions));
        all.addAll(List.of(
                "--output",
                "results",
                "--stages",
                "universes",
                "--intervals",
                "1",
                "--lookbacks",
                "5",
                "--no-progress"));
        return all.toArray(new String[0]);
    }

    private static String rows(String start, int count) {
        StringBuilder text = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < count; i++) {
            Instant time = Instant.parse(start).plusSeconds(5L * i);
            long points = 110_000 + time.getEpochSecond() / 5 * 37 % 101;
            text.append(time)
                    .append(",1.")
                    .append(points - 100_000)
                    .append(",1.")
                    .append(points - 99_990)
                    .append('\n');
        }
        return text.toString();
    }
}
