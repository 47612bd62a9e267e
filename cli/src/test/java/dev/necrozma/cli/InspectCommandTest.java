package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.ForexPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    private static final String TICKS = """
            EUR/USD,20140502 20:59:58.000,1.38667,1.38678
            EUR/USD,20140502 20:59:59.000,1.38668,1.38668
            EUR/USD,20140504 21:00:00.500,1.387,1.38688
            """;

    @TempDir
    Path folder;

    @Test
    void showsWhatIsInAFileAndLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("x"), TICKS);
        Session session = inspect("x");

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out().replace(folder.toString(), "FOLDER")).isEqualTo("""
                        FOLDER/x
                          layout      truefx
                          rows        3 ticks, all read
                          symbol      EURUSD, from the content
                          pip         0.0001, from the table of instruments
                          clock       UTC (default of the layout)
                          weeks       1 of 1 open on Sunday 17:00 New York, 1 close on Friday 17:00
                          range       2014-05-02T20:59:58Z to 2014-05-04T21:00:00.500Z
                          first rows  2014-05-02T20:59:58Z  1.38667  1.38678
                                      2014-05-02T20:59:59Z  1.38668  1.38668
                                      2014-05-04T21:00:00.500Z  1.387  1.38688
                          last rows   2014-05-02T20:59:58Z  1.38667  1.38678
                                      2014-05-02T20:59:59Z  1.38668  1.38668
                                      2014-05-04T21:00:00.500Z  1.387  1.38688
                          prices      1.38667 to 1.387
                          spreads     median 0.00 pips, -1.20 to 1.10; 1 zero, 1 negative
                          order       times go forward; 0 at the time of the row before
                          gaps        0 over an hour outside weekends
                          decimals    5 in 3 rows
                        """);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("x"));
        }
    }

    @Test
    void looksAtStandardInputAndCallsItSo() {
        Session session = piped(TICKS, "-");
        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .startsWith("standard input\n  layout      truefx\n")
                .contains("EURUSD, from the content");

        Session late = piped(TICKS + TICKS, "-", "x");
        assertThat(late.exitCode()).isEqualTo(2);
        assertThat(late.err()).isEqualTo("necrozma: no such file: " + folder.resolve("x") + "\n");
        assertThat(flat(piped(TICKS + TICKS, "-")))
                .contains("the first at standard input:4", "would fail: standard input:4: time goes back by ");
        assertThat(piped("nonsense", "-").err()).startsWith("necrozma: standard input:1: unrecognised layout");
        assertThat(piped("nonsense", "-", "--json").out()).contains("{\"file\":\"standard input\",");
        assertThat(piped(TICKS, "-", "--bar-time", "noon").err())
                .isEqualTo("necrozma: --bar-time must be open or close: noon\n");
    }

    @Test
    void showsBarsByTheTimeAtWhichTheyOpen() throws IOException {
        Files.writeString(folder.resolve("x"), """
                time,open,high,low,close
                2014-05-02T20:58:00Z,1.2,1.3,1.1,1.2
                2014-05-02T20:59:00Z,1.2,1.3,1.1,1.2
                2014-05-02T21:00:00Z,1.2,1.3,1.1,1.2
                2014-05-04T21:01:00Z,1.2,1.3,1.1,1.2
                2014-05-04T23:02:00Z,1.2,1.3,1.1,1.2
                """);
        assertThat(flat(inspect("x", "--bar-time", "close")))
                .contains("range 2014-05-02T20:57:00Z to 2014-05-04T23:01:00Z")
                .contains("weeks 1 of 1 open on Sunday 17:00 New York, 1 close on Friday 17:00")
                .contains("the longest 2014-05-04T21:00:00Z to 2014-05-04T23:01:00Z");
        assertThat(flat(inspect("x")))
                .contains("range 2014-05-02T20:58:00Z to 2014-05-04T23:02:00Z")
                .contains("1 of 1 open on Sunday 17:00 New York, 0 close on Friday 17:00");
    }

    @Test
    void showsNothingThatATerminalObeys() throws IOException {
        Files.writeString(folder.resolve("\u001b[2Jx"), TICKS + "EUR/USD,\u009b2J\u202e,1,2\n");
        Session session = inspect("\u001b[2Jx");
        assertThat(session.out())
                .contains("/\\u001b[2Jx\n", "EUR/USD,\\u009b2J\\u202e,1,2")
                .doesNotContain("\u001b", "\u009b", "\u202e");
        Session failed = inspect("\u001b[2Jy");
        assertThat(failed.err()).contains("/\\u001b[2Jy").doesNotContain("\u001b");
    }

    private static String flat(Session session) {
        return session.out().replaceAll("\\s+", " ");
    }

    private Session piped(String text, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        Console console = new Console(in, Session.stream(out), Session.stream(err), folder, OptionalInt.empty());
        List<String> all = new ArrayList<>(List.of("inspect"));
        all.addAll(List.of(arguments));
        ExitCode code = new Program(console, ForexPipeline::run, Cancellation.none()).run(all.toArray(new String[0]));
        return new Session(code.status(), Session.text(out), Session.text(err));
    }

    @Test
    void takesTheOptionsOfReading() throws IOException {
        Files.writeString(folder.resolve("x"), TICKS);
        Session session = inspect(
                "x",
                "--columns",
                "time=2,bid=4,ask=3",
                "--source-zone",
                "UTC-05:00",
                "--symbol",
                "usd/jpy",
                "--pip-size",
                "1");

        assertThat(session.out())
                .contains("  layout      generic\n")
                .contains("  clock       UTC-05:00 (given)\n")
                .contains("  symbol      USDJPY, given\n")
                .contains("  pip         1, given\n")
                .contains("  first rows  2014-05-03T01:59:58Z  1.38678  1.38667\n")
                .contains("  weeks       0 of 1 open on Sunday 17:00 New York, 0 close on Friday 17:00\n")
                .contains("with another clock they would: --source-zone UTC");
    }

    @Test
    void aFileThatCannotBeReadKeepsNoOtherFromBeingShown() throws IOException {
        Files.writeString(folder.resolve("a"), "");
        Files.writeString(folder.resolve("x"), TICKS);
        Session session = inspect("a", "x");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.err()).isEqualTo("necrozma: " + folder.resolve("a") + " is empty\n");
        assertThat(session.out()).contains("3 ticks, all read");
    }

    @Test
    void printsOneObjectOnDemand() throws IOException {
        Files.writeString(folder.resolve("a"), "");
        Files.writeString(folder.resolve("x"), TICKS);
        Session session = inspect("a", "x", "--json");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.out().lines()).hasSize(1);
        assertThat(session.out())
                .startsWith("{\"version\":1,\"files\":[{\"file\":\"" + folder.resolve("a") + "\",\"error\":\"")
                .contains("\"layout\":\"truefx\"")
                .contains("\"pip_size\":1.0E-4,\"pip_source\":\"from the table of instruments\"")
                .contains("\"coverage\":\"all\",\"rows\":3,\"rows_looked_at\":3")
                .contains("\"spreads\":{\"zero\":1,\"negative\":1,\"min\":-1.2E-4,\"median\":0.0,\"max\":1.1E-4}")
                .contains(
                        "\"weeks\":{\"count\":1,\"opens_in_place\":1,\"closes_in_place\":1,\"suggested_source_zones\":[]}")
                .endsWith("\"exit_code\":2}\n");
    }

    private Session inspect(String... arguments) {
        return Session.of(
                folder,
                Stream.concat(Stream.of("inspect"), Stream.of(arguments)).toArray(String[]::new));
    }
}
