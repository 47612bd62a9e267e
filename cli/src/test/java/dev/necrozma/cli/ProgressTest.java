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
            for (int unit = 0; unit < 20; unit++) {
                nanos.addAndGet(250_000_000);
                progress.unitEnded("universes", "u" + unit);
            }
            progress.stageEnded(stage(5, 20));
        }

        assertThat(Session.text(printed)).isEqualToNormalizingNewlines("""
                universes: 9 of 25, 4.0 a second, 4 s left
                universes: 13 of 25, 4.0 a second, 3 s left
                universes: 17 of 25, 4.0 a second, 2 s left
                universes: 21 of 25, 4.0 a second, 1 s left
                universes: 25 of 25, 4.0 a second, 0 s left
                universes: 20 computed, 5 reused in 5.0 s
                """);
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
            progress.unitEnded("universes", "u1");
            progress.stageEnded(stage(1, 1));
        }

        assertThat(Session.text(printed)).contains("universes 100%", "2/2", "a word");
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
        return new StageRecord("universes", reused, computed, 0, 0, 0, 0, 0, Map.of(), List.of());
    }
}
