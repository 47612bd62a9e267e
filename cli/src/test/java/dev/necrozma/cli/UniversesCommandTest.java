package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The universes that a run on two days of bars left. */
class UniversesCommandTest {

    private static final Pattern EVENTS =
            Pattern.compile("universe_1m_5lb of EURUSD: ([0-9,]+) events among 2,880 candles");

    @TempDir
    Path folder;

    @Test
    void theListHasEveryUniverseAndItsEvents() throws IOException {
        runUniverses();

        Session list = Session.of(folder, "universes", "list", "--results", "results");

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out())
                .hasLineCount(3)
                .startsWith("universe ")
                .containsPattern("(?m)^universe_1m_5lb +[0-9,]+$")
                .containsPattern("(?m)^universe_60m_5lb +[0-9,]+$");
        assertThat(Session.of(folder, "universes", "list", "--results", "results", "--json")
                        .out())
                .matches("\\{\"version\":1,\"universes\":\\[\\{\"name\":\"universe_1m_5lb\",\"events\":[0-9]+},"
                        + "\\{\"name\":\"universe_60m_5lb\",\"events\":[0-9]+}]}\n");
    }

    @Test
    void aUniverseIsShownWithItsEventsSignaturesAndContrasts() throws IOException {
        runUniverses();

        Session shown = Session.of(folder, "universes", "show", "universe_1m_5lb", "--results", "results");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .containsPattern(EVENTS)
                .containsPattern("(?m)^level +up +down +up share$")
                .containsPattern("(?m)^signature +events +share +up share$")
                .containsPattern("(?m)^small +up mean +std +events +down mean +std +events +difference +z$")
                .containsPattern("(?m)^the largest of [0-9]+ differences are shown; with tossed directions one page in"
                        + " twenty has a z beyond\n  [3-4]\\.[0-9] \\(\\*\\); here (there is none|[0-9,]+ (is|are))$");
        List<Double> z = differences(shown.out());
        assertThat(z).hasSize(8).isSortedAccordingTo((one, other) -> Double.compare(Math.abs(other), Math.abs(one)));
        assertThat(Files.exists(folder.resolve("ultra_necrozma_results"))).isFalse();
    }

    /* Of the small moves: the third column from the right, before z and the mark. */
    private static List<Double> differences(String page) {
        String table = page.substring(page.indexOf("small  ", page.indexOf("signature ")));
        return Pattern.compile("(?m)^[a-z_0-9]+ .* (-?[0-9]+\\.[0-9]{3}) +-?[0-9.]+(?: +\\*)?$")
                .matcher(table.substring(0, table.indexOf("\n\n") < 0 ? table.length() : table.indexOf("\n\n")))
                .results()
                .map((MatchResult match) -> Double.valueOf(match.group(1)))
                .toList();
    }

    @Test
    void theJsonHasEveryFeatureOfEveryLevel() throws IOException {
        runUniverses();

        Session shown = Session.of(folder, "universes", "show", "universe_1m_5lb", "--results", "results", "--json");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).hasLineCount(1).startsWith("{\"version\":1,\"name\":\"universe_1m_5lb\",");
        List<String> fields = new ArrayList<>();
        int features = 0;
        int looks = 0;
        try (JsonParser json = new JsonFactory().createParser(shown.out())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    fields.add(json.currentName());
                    features += json.currentName().equals("difference") ? 1 : 0;
                }
                if (token == JsonToken.VALUE_NUMBER_INT && json.currentName().equals("looks")) {
                    looks = json.getIntValue();
                }
            }
        }
        assertThat(fields).contains("events", "levels", "signatures", "z_by_chance");
        assertThat(features).isEqualTo(looks).isGreaterThan(30);
    }

    @Test
    void aUniverseThatTheRunHadNotIsRefused() throws IOException {
        runUniverses();

        assertThat(Session.of(folder, "universes", "show", "universe_5m_20lb", "--results", "results"))
                .isEqualTo(new Session(
                        2,
                        "",
                        "necrozma: the last run has no universe universe_5m_20lb: see `necrozma universes list`"
                                + System.lineSeparator()));
    }

    @Test
    void anErrorIsAnObjectWhereJsonIsAskedFor() throws IOException {
        runUniverses();

        Session session = Session.of(folder, "universes", "show", "x", "--results", "results", "--json");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.out())
                .startsWith("{\"version\":1,\"exit_code\":2,\"error\":\"the last run has no universe x");
    }

    @Test
    void aUniverseWithoutEventsIsSaidToHaveNone() throws IOException {
        runUniverses();

        Session shown = Session.of(folder, "universes", "show", "universe_60m_5lb", "--results", "results");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out()).startsWith("universe_60m_5lb of EURUSD: ").contains(" events among 48 candles");
    }

    @Test
    void aRunOfLabelsLeavesTheUniversesOfTheRunBefore() throws IOException {
        runUniverses();
        String labels =
                "run x --symbol EURUSD --output results --stages labels --targets 5 --stops 5 --horizons 60 --quiet";
        assertThat(Session.of(folder, labels.split(" ", -1)).exitCode()).isZero();

        assertThat(Session.of(folder, "universes", "list", "--results", "results")
                        .exitCode())
                .isZero();
    }

    @Test
    void withoutARunThereIsNothing() {
        Session session = Session.of(folder, "universes", "list");

        assertThat(session.err()).startsWith("necrozma: there is no store in ").hasLineCount(1);
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutUniversesThereIsNothing() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        String labels =
                "run x --symbol EURUSD --output results --stages labels --targets 5 --stops 5 --horizons 60 --quiet";
        assertThat(Session.of(folder, labels.split(" ", -1)).exitCode()).isZero();

        Session session = Session.of(folder, "universes", "list", "--results", "results");

        assertThat(session.err()).startsWith("necrozma: no run has left universes for ");
        assertThat(session.exitCode()).isEqualTo(2);
    }

    private void runUniverses() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        String arguments =
                "run x --symbol EURUSD --output results --stages universes --intervals 1,60 --lookbacks 5 --quiet";
        assertThat(Session.of(folder, arguments.split(" ", -1)).exitCode()).isZero();
    }
}
