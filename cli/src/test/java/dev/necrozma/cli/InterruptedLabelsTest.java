package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of 210 configurations that are killed, told to stop, or not alone: nothing of it shows in what they leave. */
@Tag("slow")
class InterruptedLabelsTest {

    private static final int CONFIGURATIONS = 210;
    private static final int LEVELS = 12;

    /* An entry at every tick of some hours: each configuration takes tens of milliseconds. */
    private static final List<String> SOME_HOURS = List.of("--from", "2024-05-13T06:00", "--to", "2024-05-13T14:00");
    private static final List<String> SOME_MINUTES = List.of("--from", "2024-05-13T12:00", "--to", "2024-05-13T12:20");

    @TempDir
    Path folder;

    /** That is, at configuration 25; at 35 or so where the bar, drawn five times a second, came late for the checkpoint at 20. */
    @Test
    void killedAtTheFifthConfigurationAfterAReportedCheckpointItGoesOnFromThere() throws Exception {
        int saved;
        try (ProgramProcess killed = run(SOME_HOURS, 1)) {
            saved = killed.awaitSaved(20);
            awaitTablesThatAreNotSaved(5, killed);
            killed.kill();
            saved = Math.max(saved, killed.saved());
        }
        assertThat(folder.resolve("results/labels")).doesNotExist();

        int reused;
        try (ProgramProcess next = run(SOME_HOURS, 1)) {
            assertThat(next.exit()).as(next.err()).isZero();
            Matcher row =
                    Pattern.compile("(?m)^labels +210 +([0-9]+) +([0-9]+) +0 ").matcher(next.out());
            assertThat(row.find()).as(next.out()).isTrue();
            reused = Integer.parseInt(row.group(1));
            assertThat(reused + Integer.parseInt(row.group(2))).isEqualTo(CONFIGURATIONS);
        }
        assertThat(reused).isBetween(saved, CONFIGURATIONS - 1);
        assertThat(progressFiles()).isEmpty();
        assertSameAsUninterrupted(SOME_HOURS);
    }

    @Test
    void nothingThatWasFinishedIsLostByCtrlC() throws Exception {
        assumeTrue(Files.isExecutable(ProgramProcess.KILL), "needs " + ProgramProcess.KILL);
        int computed;
        try (ProgramProcess interrupted = run(SOME_HOURS, 2, "--json")) {
            interrupted.awaitSaved(20);
            interrupted.interrupt();

            assertThat(interrupted.exit()).as(interrupted.err()).isEqualTo(130);
            computed = count("labels", "computed", interrupted);
            assertThat(computed).isBetween(20, CONFIGURATIONS - 1);
            assertThat(count("labels", "cancelled", interrupted)).isEqualTo(CONFIGURATIONS - computed);
            assertThat(interrupted.err())
                    .endsWith("necrozma: interrupted: finished units are saved; the same command continues");
        }
        assertProgressFileSays(computed);

        try (ProgramProcess next = run(SOME_HOURS, 2, "--json")) {
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(count("labels", "reused", next)).isEqualTo(computed);
            assertThat(count("labels", "computed", next)).isEqualTo(CONFIGURATIONS - computed);
        }
        assertThat(progressFiles()).isEmpty();
        assertSameAsUninterrupted(SOME_HOURS);
    }

    @Test
    void twoProcessesAtOnceComputeNothingTwice() throws Exception {
        try (ProgramProcess one = run(SOME_MINUTES, 1, "--json");
                ProgramProcess other = run(SOME_MINUTES, 1, "--json")) {
            assertThat(one.exit()).as(one.err()).isZero();
            assertThat(other.exit()).as(other.err()).isZero();

            for (Map.Entry<String, Integer> stage : Map.of(
                            "import", 1, "ticks", 1, "levels", LEVELS, "labels", CONFIGURATIONS)
                    .entrySet()) {
                int byBoth = count(stage.getKey(), "computed", one) + count(stage.getKey(), "computed", other);
                assertThat(byBoth).as(stage.getKey()).isEqualTo(stage.getValue());
            }
        }
        assertThat(progressFiles()).isEmpty();
        assertSameAsUninterrupted(SOME_MINUTES);
    }

    private ProgramProcess run(List<String> range, int workers, String... more) throws Exception {
        return run("results", range, workers, more);
    }

    private ProgramProcess run(String output, List<String> range, int workers, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("run", "--sample", "--stages", "labels", "--entries", "tick"));
        args.addAll(range);
        args.addAll(List.of("--output", output, "--workers", Integer.toString(workers)));
        args.addAll(List.of(more));
        return ProgramProcess.start(folder, args.toArray(String[]::new));
    }

    private void assertSameAsUninterrupted(List<String> range) throws Exception {
        assertThat(OutputFiles.of(folder.resolve("results"))).isEqualTo(uninterrupted(range));
    }

    private Map<String, Fingerprint> uninterrupted(List<String> range) throws Exception {
        try (ProgramProcess alone = run("uninterrupted", range, 2)) {
            assertThat(alone.exit()).as(alone.err()).isZero();
        }
        Map<String, Fingerprint> published = OutputFiles.of(folder.resolve("uninterrupted"));
        assertThat(published).hasSize(CONFIGURATIONS + 3);
        return published;
    }

    /* Tables lie in the store's tmp until their checkpoint. */
    private void awaitTablesThatAreNotSaved(int tables, ProgramProcess running) throws Exception {
        while (files("tmp", "*").size() < tables) {
            assertThat(running.isRunning()).as(running.err()).isTrue();
            Thread.onSpinWait();
        }
    }

    private List<Path> progressFiles() throws IOException {
        return files("progress", "*.json");
    }

    private List<Path> files(String part, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder.resolve("results/cache").resolve(part), glob)) {
            found.forEach(files::add);
        }
        return files;
    }

    private void assertProgressFileSays(int completed) throws IOException {
        assertThat(progressFiles()).singleElement().satisfies(file -> {
            assertThat(file.getFileName().toString()).matches("labels_progress_[0-9a-f]{16}\\.json");
            String text = Files.readString(file);
            assertThat(text)
                    .contains("\"stage\":\"labels\"")
                    .contains("\"total\":" + CONFIGURATIONS + ",")
                    .contains("\"completed\":" + completed + ",")
                    .containsPattern("\"last_checkpoint\":\"20[^\"]+Z\"")
                    .containsPattern("\"started\":\"20[^\"]+Z\"")
                    .containsPattern("\"units_per_second\":[0-9.]+");
            assertThat(names(text)).hasSize(completed).doesNotHaveDuplicates().contains("T5_S5_H1", "T5_S10_H1440");
        });
    }

    private static List<String> names(String json) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.getParsingContext().inArray()) {
                    names.add(parser.getText());
                }
            }
        }
        return names;
    }

    /** What a run's JSON says of a stage. */
    private static int count(String stage, String what, ProgramProcess ended) throws IOException {
        Matcher found = Pattern.compile("\"name\":\"" + stage + "\",\"units\":[^{}]*\"" + what + "\":([0-9]+)")
                .matcher(ended.out());
        assertThat(found.find()).as(ended.out()).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
