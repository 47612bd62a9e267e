package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files are read, by arguments and by the configuration. */
class ReadingTest {

    private static final String COLUMNS = "time=2,bid=3,ask=4";

    @TempDir
    Path folder;

    @Test
    void theSameTicksInAnotherLayoutAreImportedAndNothingElse() throws IOException {
        write("truefx", "EUR/USD,%s,%s,%s%n", "yyyyMMdd HH:mm:ss.SSS", '.');
        write("german", "x;%s;%s;%s%n", "dd.MM.yyyy HH-mm-ss.SSS", ',');
        Session first = run("truefx");
        Session second = run(
                "german",
                "--columns",
                COLUMNS,
                "--time-format",
                "dd.MM.yyyy HH-mm-ss.SSS",
                "--decimal",
                "comma",
                "--delimiter",
                "semicolon");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("truefx: truefx, EURUSD, 2,000 of 2,000 rows kept");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out())
                .contains("german: generic, EURUSD, 2,000 of 2,000 rows kept")
                .containsPattern("import +1 +0 +1 +0 ")
                .containsPattern("ticks +1 +1 +0 +0 ")
                .containsPattern("candles +1 +1 +0 +0 ")
                .containsPattern("universes +1 +1 +0 +0 ");
    }

    @Test
    void theConfigurationSaysTheSameAndArgumentsOverrideIt() throws IOException {
        write("x", "x;%s;%s;%s%n", "dd.MM.yyyy HH-mm-ss.SSS", ',');
        Files.writeString(folder.resolve("necrozma.yaml"), """
                    import:
                      columns: time=2,bid=3,ask=7
                      time_format: dd.MM.yyyy HH-mm-ss.SSS
                      decimal: comma
                      delimiter: ";"
                      source_zone: UTC+01:00
                    """);
        Session wrong = run("x");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("x:1: --columns ask=7 is not in 'x;02.01.2018 00-00-00.000;1,20000;1,20010': it has 4 columns"
                        + " (columns separated by semicolon)");
        Session right = run("x", "--columns", COLUMNS, "--source-zone", "UTC");
        assertThat(right.exitCode()).as(right.err()).isZero();
        assertThat(right.out()).contains("2,000 of 2,000 rows kept", "time      2018-01-02T00:00:00Z to ");
        Session another = run("x", "--columns", "time=2,bid=4,ask=3", "--source-zone", "UTC");
        assertThat(another.out())
                .contains("import: 1 computed: 1 parameter changed"); // the columns are part of the key
    }

    @Test
    void aVendorsLayoutOnTheCommandLineLeavesOutTheColumnsOfTheFile() throws IOException {
        write("x", "EUR/USD,%s,%s,%s%n", "yyyyMMdd HH:mm:ss.SSS", '.');
        Files.writeString(folder.resolve("necrozma.yaml"), "import: {columns: 'time=8,bid=3,ask=7'}\n");
        assertThat(run("x", "--layout", "truefx").exitCode()).isZero();
        assertThat(run("x").err()).contains("--columns time=8 is not in ");
        Session both = run("x", "--layout", "truefx", "--columns", COLUMNS);
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("layout truefx says itself how it is written");
    }

    @Test
    void mistakesInTheConfigurationAreToldWithTheirLine() throws IOException {
        for (List<String> mistake : List.of(
                List.of(
                        "  columns: time=1",
                        "`columns`: columns for bid and ask, or for open, high, low and close, must be named"),
                List.of("  time_format: yyyy", "`time_format`: 'yyyy' has no month (MM)"),
                List.of("  decimal: dot", "`decimal`: must be point or comma: dot"),
                List.of("  delimiter: x", "`delimiter`: must be comma, semicolon, tab, pipe, space or one of "))) {
            Files.writeString(folder.resolve("necrozma.yaml"), "import:\n" + mistake.get(0) + "\n");
            Session session = run("x");
            assertThat(session.exitCode()).isEqualTo(2);
            assertThat(session.err()).startsWith("necrozma: necrozma.yaml:2: " + mistake.get(1));
        }
    }

    @Test
    void itIsSaidWhenTwoLayoutsFitAndReadDifferently() throws IOException {
        Files.writeString(folder.resolve("x"), """
                Gmt time,Open,High,Low,Close,Volume
                02.01.2018 00:00:00.000,1.2,1.3,1.1,1.2,1
                02.01.2018 00:01:00.000,1.2,1.2,1.2,1.2,0
                02.01.2018 00:02:00.000,1.2,1.3,1.2,1.3,1
                02.01.2018 00:03:00.000,1.3,1.3,1.2,1.2,1
                """);
        assertThat(run("x").out())
                .contains("x: dukascopy-csv, EURUSD, ")
                .contains("  its first lines fit generic too: --layout generic forces that\n");
        assertThat(run("x", "--layout", "generic").out())
                .contains("x: generic, EURUSD, 4 of 4 rows kept")
                .doesNotContain(" too: --layout");
    }

    @Test
    void nothingIsSaidOfALayoutThatWouldReadTheSame() throws IOException {
        Files.writeString(
                folder.resolve("x"),
                "Gmt time,Ask,Bid,AskVolume,BidVolume\n02.01.2018 00:00:00.000,1.3,1.2,1,1\n02.01.2018 00:01:00.000,1.3,1.2,1,1\n");
        assertThat(run("x").out())
                .contains("x: dukascopy-csv, EURUSD, 2 of 2 rows kept")
                .doesNotContain(" too: --layout");
    }

    private Session run(String file, String... more) {
        Stream<String> arguments = Stream.concat(
                Stream.of(
                        "run",
                        file,
                        "--symbol",
                        "EURUSD",
                        "--stages",
                        "universes",
                        "--intervals",
                        "5",
                        "--lookbacks",
                        "5",
                        "--no-progress"),
                Stream.of(more));
        return Session.of(folder, arguments.toArray(String[]::new));
    }

    private void write(String name, String line, String timePattern, char mark) throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        int bid = 120_000;
        for (int i = 0; i < 2_000; i++) {
            String time = DateTimeFormatter.ofPattern(timePattern)
                    .format(LocalDateTime.parse("2018-01-02T00:00:00").plusSeconds(7L * i));
            text.append(line.formatted(time, price(bid, mark), price(bid + 10, mark)));
            bid += random.nextInt(21) - 10;
        }
        Files.writeString(folder.resolve(name), text);
    }

    private static String price(int points, char mark) {
        return BigDecimal.valueOf(points, 5).toPlainString().replace('.', mark);
    }
}
