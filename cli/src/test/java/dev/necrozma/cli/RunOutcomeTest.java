package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the ends that a run can come to are told. */
class RunOutcomeTest {

    private static final Fingerprint KEY = Fingerprint.ofText("key");

    @TempDir
    Path folder;

    @Test
    void aTableAndTheReasonsAreWhatARunPrints() {
        Session session = run(report(
                List.of(
                        stage("import", reused("a.csv")),
                        stage(
                                "universes",
                                reused("universe_5m_5lb"),
                                computed("universe_1m_5lb", "input `1m` changed (4f0c… → 9a31…)", false))),
                false));

        assertThat(session.out()).isEqualToNormalizingNewlines("""
                a.csv: 3 of 3 rows kept
                stage      units  reused  computed  failed  seconds  seconds saved
                import         1       1         0       0      0.0            2.5
                universes      2       1         1       0      1.3            2.5
                universes: 1 computed: 1 input changed
                  universe_1m_5lb: computed because input `1m` changed (4f0c… → 9a31…)
                object 4f0c was damaged and is computed again
                1 universe in results/universes
                """);
        assertThat(session.err()).isEmpty();
        assertThat(session.exitCode()).isZero();
    }

    @Test
    void quietRunsPrintNothing() {
        Session session = run(report(List.of(stage("import", reused("a.csv"))), false), "--quiet");

        assertThat(session).isEqualTo(new Session(0, "", ""));
    }

    @Test
    void aStageThatIsNotDeterministicIsNamed() {
        Session session = run(report(List.of(stage("universes", computed("u1", "fresh run", true))), false));

        assertThat(session.out())
                .contains(
                        "universes: not deterministic in this version: 1 of 1 came out different from what was stored,"
                                + " u1\n    for one");
    }

    @Test
    void failedUnitsAreNamedEvenWhenQuiet() {
        StageRecord.Unit failed = new StageRecord.Unit("u1", "failed", "no space left on device", KEY, false);

        Session session = run(report(List.of(stage("universes", failed)), false), "--quiet");

        assertThat(session.err()).isEqualToIgnoringNewLines("necrozma: universes: u1 failed: no space left on device");
        assertThat(session.exitCode()).isEqualTo(1);
    }

    @Test
    void manyFailuresAreCounted() {
        StageRecord.Unit[] units = new StageRecord.Unit[25];
        for (int i = 0; i < units.length; i++) {
            units[i] = new StageRecord.Unit("u" + i, "failed", "why", KEY, false);
        }

        Session session = run(report(List.of(stage("universes", units)), false));

        assertThat(session.err()).hasLineCount(11).endsWith("universes: 15 more failed" + System.lineSeparator());
    }

    @Test
    void anInterruptedRunSaysThatItContinues() {
        StageRecord.Unit cancelled = new StageRecord.Unit("u1", "cancelled", "", KEY, false);

        Session session = run(report(List.of(stage("universes", cancelled)), true));

        assertThat(session.err())
                .isEqualToIgnoringNewLines(
                        "necrozma: interrupted: finished units are saved; the same command continues");
        assertThat(session.out()).contains("cancelled");
        assertThat(session.exitCode()).isEqualTo(130);
    }

    @Test
    void jsonIsOneObjectOfTheStatedShape() throws IOException {
        Session session = run(
                report(
                        List.of(stage("universes", reused("u2"), computed("u1", "never computed before", false))),
                        false),
                "--json");

        assertThat(session.out())
                .isEqualToIgnoringNewLines("{\"version\":1,\"run_id\":\"r1\",\"dataset\":{\"symbol\":\"EURUSD\","
                        + "\"fingerprint\":\"" + KEY + "\",\"rows\":3,\"first\":\"2018-01-01T22:00:00Z\","
                        + "\"last\":\"2018-01-02T00:00:00.500Z\"},\"stages\":[{\"name\":\"universes\",\"units\":2,"
                        + "\"reused\":1,\"computed\":1,\"failed\":0,\"cancelled\":0,\"seconds\":1.25,"
                        + "\"seconds_saved\":2.5,\"reasons\":{\"never computed\":1}}],\"outputs\":{\"universes\":[{"
                        + "\"name\":\"u1\",\"path\":\"results/universes/u1.parquet\",\"rows\":7,\"fingerprint\":\""
                        + KEY + "\"}]},\"labels\":null,\"exit_code\":0}");
        assertThat(topLevelNames(session.out()))
                .containsExactly("version", "run_id", "dataset", "stages", "outputs", "labels", "exit_code");
        assertThat(session.err()).contains("universes: 1 computed: 1 never computed");
    }

    @Test
    void badInputIsItsSentence() {
        Session session = Session.of(
                (request, listener, cancellation) -> {
                    throw new BadInputException("a.csv:7: a letter in the price: 1.x8");
                },
                folder,
                "run",
                "a.csv");

        assertThat(session).isEqualTo(new Session(2, "", line("necrozma: a.csv:7: a letter in the price: 1.x8")));
    }

    @Test
    void aStoreThatCannotBeUsedIsExitCodeThree() {
        String place = "choose another place with --output or --cache-dir";
        assertThat(failing(new AccessDeniedException("/results/cache")))
                .isEqualTo(new Session(3, "", line("necrozma: permission denied: /results/cache; " + place)));
        assertThat(failing(new FileSystemException("/results/cache", null, "No space left on device")))
                .isEqualTo(new Session(
                        3, "", line("necrozma: no space left on device: /results/cache; make room or " + place)));
    }

    @Test
    void anotherPlaceIsSuggestedOnlyWhereItWouldHelp() {
        String place = "choose another place with --output or --cache-dir";
        assertThat(failing(new FileSystemException("/r", null, "Read-only file system"))
                        .err())
                .isEqualTo(line("necrozma: read-only file system: /r; " + place));
        assertThat(failing(new IOException("No space left on device")).err())
                .isEqualTo(line("necrozma: No space left on device; make room or " + place));
        assertThat(failing(new IOException("/r/cache holds «necrozma 9», and this program reads «necrozma 1»"))
                        .err())
                .isEqualTo(line("necrozma: /r/cache holds «necrozma 9», and this program reads «necrozma 1»"));
        assertThat(failing(new FileSystemException("/r/cache", null, "Input/output error"))
                        .err())
                .isEqualTo(line("necrozma: input/output error: /r/cache"));
    }

    @Test
    void aCheckpointThatFailedIsToldWithItsCause() {
        IOException lost = new NoSuchFileException("/r/tmp/1", "/r/objects/1", null);
        IOException denied = new AccessDeniedException("/r/tmp/1", "/r/objects/1", null);

        assertThat(failing(new IOException("a checkpoint failed: " + lost.getMessage(), lost))
                        .err())
                .isEqualTo(line("necrozma: a checkpoint failed: no such file or directory: /r/tmp/1 -> /r/objects/1"));
        assertThat(failing(new IOException("a checkpoint failed: " + denied.getMessage(), denied))
                        .err())
                .isEqualTo(line("necrozma: a checkpoint failed: permission denied: /r/tmp/1 -> /r/objects/1"
                        + "; choose another place with --output or --cache-dir"));
    }

    @Test
    void tooLittleMemoryIsToldWithWhatToDo() {
        String sentence = "not enough memory: give more with NECROZMA_JAVA_OPTIONS=-Xmx4g";
        StageRecord.Unit failed = new StageRecord.Unit("u1", "failed", "Java heap space", KEY, false);
        Pipeline small = (request, listener, cancellation) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Pipeline saving = (request, listener, cancellation) -> {
            throw new IllegalStateException("a checkpoint failed", new OutOfMemoryError("Java heap space"));
        };

        assertThat(run(report(List.of(stage("universes", failed)), false), "--quiet"))
                .isEqualTo(new Session(1, "", line("necrozma: universes: u1 failed: " + sentence)));
        assertThat(Session.of(small, folder, "run", "--sample"))
                .isEqualTo(new Session(1, "", line("necrozma: " + sentence)));
        assertThat(Session.of(saving, folder, "run", "--sample"))
                .isEqualTo(new Session(1, "", line("necrozma: " + sentence)));
    }

    @Test
    void anOutputFolderThatIsAFileIsNoticedBeforeAnythingIsComputed() throws IOException {
        Path file = Files.writeString(folder.resolve("afile"), "");
        Pipeline notReached = (request, listener, cancellation) -> {
            throw new IllegalStateException("computed");
        };

        for (String output : List.of("afile", "afile/below")) {
            assertThat(Session.of(notReached, folder, "run", "--sample", "--output", output, "--cache-dir", "c"))
                    .isEqualTo(new Session(
                            3, "", line("necrozma: " + file + " is a file, not a directory: choose another --output")));
        }
        assertThat(Session.of(notReached, folder, "run", "--sample", "--cache-dir", "afile")
                        .err())
                .isEqualTo(line("necrozma: " + file + " is a file, not a directory: choose another --cache-dir"));
    }

    @Test
    void anErrorOfTheProgramHasNoTraceUnlessDebugging() {
        Pipeline broken = (request, listener, cancellation) -> {
            throw new IllegalStateException("lost count");
        };

        assertThat(Session.of(broken, folder, "run", "--sample"))
                .isEqualTo(new Session(
                        1,
                        "",
                        line(
                                "necrozma: unexpected error, please report it: java.lang.IllegalStateException: lost count;"
                                        + " --debug shows where")));
        assertThat(Session.of(broken, folder, "run", "--sample", "--debug").err())
                .contains("\tat ");
    }

    @Test
    void aCacheDirectoryThatIsNotUsedIsTold() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), "cache:\n  enabled: false\n");

        assertThat(run(report(List.of(), false), "--cache-dir", "c").err())
                .isEqualTo(line("--cache-dir is not used: the cache is off in the configuration (cache.enabled)"));
        assertThat(run(report(List.of(), false)).err()).isEmpty();
    }

    @Test
    void optionsOfAStageThatIsNotRunAreTold() {
        assertThat(run(report(List.of(), false), "--stages", "universes", "--price", "bid_ask")
                        .err())
                .isEqualTo(line("--price is not used: labels are not among --stages"));
        assertThat(run(
                                report(List.of(), false),
                                "--stages",
                                "universes",
                                "--materialize",
                                "none",
                                "--targets",
                                "5",
                                "--stops",
                                "5",
                                "--horizons",
                                "60",
                                "--entries",
                                "5m",
                                "--path",
                                "ticks")
                        .err())
                .isEqualTo(
                        line("--targets, --stops, --horizons, --entries, --path, --materialize are not used: labels are"
                                + " not among --stages"));
        assertThat(run(report(List.of(), false), "--stages", "labels", "--intervals", "5", "--lookbacks", "5")
                        .err())
                .isEqualTo(line("--intervals, --lookbacks are not used: universes are not among --stages"));
        assertThat(run(report(List.of(), false), "--targets", "5", "--intervals", "5")
                        .err())
                .isEmpty();
        assertThat(run(report(List.of(), false), "--stages", "labels", "--targets", "5", "--materialize", "none")
                        .err())
                .isEmpty();
    }

    @Test
    void messagesOfTheRunGoToStandardError() {
        Session session = Session.of(
                (request, listener, cancellation) -> {
                    listener.message("interval 1m skipped");
                    return report(List.of(), false);
                },
                folder,
                "run",
                "--sample",
                "--json");

        assertThat(session.err()).startsWith(line("interval 1m skipped"));
        assertThat(session.out()).startsWith("{").hasLineCount(1);
    }

    private Session failing(IOException problem) {
        Session direct = Session.of(
                (request, listener, cancellation) -> {
                    throw problem;
                },
                folder,
                "run",
                "--sample");
        Session wrapped = Session.of(
                (request, listener, cancellation) -> {
                    throw new UncheckedIOException(problem);
                },
                folder,
                "run",
                "--sample");
        assertThat(wrapped).isEqualTo(direct);
        return direct;
    }

    private Session run(RunReport report, String... more) {
        List<String> args = new ArrayList<>(List.of("run", "--sample"));
        args.addAll(List.of(more));
        return Session.of((request, listener, cancellation) -> report, folder, args.toArray(new String[0]));
    }

    /** Of a run that was stopped before it did anything. */
    static RunReport cancelledReport() {
        return report(List.of(), true);
    }

    private static RunReport report(List<StageRecord> stages, boolean cancelled) {
        return new RunReport(
                "r1",
                Optional.of(new RunReport.Dataset(
                        "EURUSD",
                        KEY,
                        3,
                        Instant.parse("2018-01-01T22:00:00Z"),
                        Instant.parse("2018-01-02T00:00:00.500Z"))),
                List.of("a.csv: 3 of 3 rows kept"),
                stages,
                Map.of(
                        "universes",
                        List.of(new RunReport.Output("u1", Path.of("results/universes/u1.parquet"), 7, KEY))),
                List.of(),
                List.of("object 4f0c was damaged and is computed again"),
                cancelled);
    }

    private static StageRecord stage(String name, StageRecord.Unit... units) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (StageRecord.Unit unit : units) {
            if (unit.outcome().equals("computed")) {
                reasons.merge(reason(unit.detail()), 1, Integer::sum);
            }
        }
        int computed = count("computed", units);
        int reused = count("reused", units);
        return new StageRecord(
                name,
                reused,
                computed,
                count("failed", units),
                count("cancelled", units),
                computed * 1.25,
                reused * 2.5,
                0,
                0,
                reasons,
                List.of(units));
    }

    private static String reason(String detail) {
        return detail.startsWith("input") ? "input changed" : detail.replace(" before", "");
    }

    private static int count(String outcome, StageRecord.Unit... units) {
        return (int) List.of(units).stream()
                .filter(unit -> unit.outcome().equals(outcome))
                .count();
    }

    private static StageRecord.Unit reused(String name) {
        return new StageRecord.Unit(name, "reused", "", KEY, false);
    }

    private static StageRecord.Unit computed(String name, String detail, boolean differs) {
        return new StageRecord.Unit(name, "computed", detail, KEY, differs);
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    private static List<String> topLevelNames(String json) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            assertThat(parser.nextToken()).as("after the object").isNull();
        }
        return names;
    }
}
