package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.run.StageRecord;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void linesComeAtMostOnceASecondAndAtTheEnd() {
        AtomicLong nanos = new AtomicLong();
        try (Progress progress = new LineProgress(Session.stream(printed), nanos::get)) {
            progress.stageStarted("universes", 25, 5);
            for (int unit = 1; unit <= 20; unit++) {
                nanos.addAndGet(250_000_000);
                progress.unitEnded("universes", "u" + unit, true);
                progress.checkpointed("universes", 5 + unit);
            }
            progress.stageEnded(stage(5, 20));
        }

        assertThat(Session.text(printed)).isEqualToNormalizingNewlines("""
                universes: 9 of 25, 4.0 a second, 4 s left, 9 saved
                universes: 13 of 25, 4.0 a second, 3 s left, 13 saved
                universes: 17 of 25, 4.0 a second, 2 s left, 17 saved
                universes: 21 of 25, 4.0 a second, 1 s left, 21 saved
                universes: 25 of 25, 4.0 a second, 0 s left, 25 saved
                universes: 20 computed, 5 reused in 5.0 s
                """);
    }

    @Test
    void theLineOfACheckpointCountsAllItsResults() {
        AtomicLong nanos = new AtomicLong();
        try (Progress progress = new LineProgress(Session.stream(printed), nanos::get)) {
            nanos.addAndGet(5_000_000_000L);
            progress.stageStarted("labels", 210, 10);
            nanos.addAndGet(2_000_000_000L);
            for (int unit = 0; unit < 10; unit++) {
                progress.unitEnded("labels", "u" + unit, true);
            }
            progress.checkpointed("labels", 20);
            nanos.addAndGet(2_000_000_000L);
            progress.unitEnded("labels", "bad", false);
        }

        assertThat(Session.text(printed)).isEqualToNormalizingNewlines("""
                labels: 20 of 210, 5.0 a second, 38 s left, 20 saved
                labels: 21 of 210, 2.8 a second, 69 s left, 20 saved
                """);
    }

    @Test
    void theFirstCheckpointOfAStageHasALineIfTheLastLineIsASecondOld() {
        AtomicLong nanos = new AtomicLong();
        try (Progress progress = new LineProgress(Session.stream(printed), nanos::get)) {
            progress.stageStarted("ticks", 3, 0);
            nanos.addAndGet(999_999_999);
            progress.unitEnded("ticks", "early", true);
            progress.checkpointed("ticks", 1);
            progress.stageStarted("labels", 210, 0);
            nanos.addAndGet(500_000_000);
            progress.unitEnded("labels", "first", true);
            progress.checkpointed("labels", 1);
        }

        assertThat(Session.text(printed))
                .isEqualToNormalizingNewlines("labels: 1 of 210, 2.0 a second, 105 s left, 1 saved\n");
    }

    @Test
    void aStageWithNothingToComputeIsNotWorthALine() {
        try (Progress progress = new LineProgress(Session.stream(printed), () -> 0)) {
            progress.stageStarted("universes", 25, 25);
            progress.stageEnded(stage(25, 0));
        }

        assertThat(Session.text(printed)).isEmpty();
    }

    @Test
    void theBarReachesItsEnd() {
        try (Progress progress = new BarProgress(Session.stream(printed), 80)) {
            progress.stageStarted("universes", 2, 1);
            progress.message("a word");
            progress.unitEnded("universes", "u1", true);
            progress.checkpointed("universes", 2);
            progress.stageEnded(stage(1, 1));
        }

        assertThat(Session.text(printed)).contains("universes 100%", "2/2", "2 saved", "a word");
    }

    @Test
    void noBarIsDrawnForNothing() {
        try (Progress progress = new BarProgress(Session.stream(printed), 80)) {
            progress.stageStarted("universes", 25, 25);
            progress.stageEnded(stage(25, 0));
        }

        assertThat(Session.text(printed)).isEmpty();
    }

    @Test
    void aRunThatDrawsNothingDoesWithoutTheLibraryThatDraws() throws IOException, InterruptedException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("progressbar") && !entry.contains("jline"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        IdleBarProgram.class.getName())
                .start();

        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(err).isEqualTo("\r\u001b[Knothing to draw" + System.lineSeparator());
        assertThat(process.waitFor()).isZero();
    }

    private static StageRecord stage(int reused, int computed) {
        return new StageRecord("universes", reused, computed, 0, 0, 0, 0, 0, 0, Map.of(), List.of());
    }
}
