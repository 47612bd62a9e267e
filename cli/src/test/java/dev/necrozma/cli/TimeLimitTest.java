package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TimeLimitTest {

    @TempDir
    Path folder;

    @Test
    void cancelsWhenItsTimeHasCome() {
        Cancellation cancellation = Cancellation.none();
        try (TimeLimit ignored = TimeLimit.start(Optional.of(Duration.ofMillis(1)), cancellation)) {
            while (!cancellation.isCancelled()) {
                Thread.onSpinWait();
            }
        }
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void cancelsNothingAfterTheRunHasEnded() {
        Cancellation cancellation = Cancellation.none();
        TimeLimit limit = TimeLimit.start(Optional.of(Duration.ofHours(1)), cancellation);
        limit.close();
        assertThat(limit.isRunning()).isFalse();
        assertThat(cancellation.isCancelled()).isFalse();
        TimeLimit.start(Optional.empty(), cancellation).close();
        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void aRunStopsAtItsLimitAndSaysThatTheSameCommandContinues() {
        Pipeline untilStopped = (request, listener, cancellation) -> {
            while (!cancellation.isCancelled()) {
                Thread.onSpinWait();
            }
            return RunOutcomeTest.cancelledReport();
        };

        Session session = Session.of(untilStopped, folder, "run", "--sample", "--no-progress", "--until", "1s");

        assertThat(session.exitCode()).isEqualTo(130);
        assertThat(session.err()).contains("finished units are saved; the same command continues");
    }

    @Test
    void aLimitThatIsNoTimeIsBadUsage() {
        Session session = Session.of(folder, "run", "--sample", "--until", "soon");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.err()).contains("--until must be a time such as 30d, 12h, 90m or 45s: soon");
    }

    @Test
    void sizesAndSpansAreReadAsTheyAreWritten() throws UsageException {
        Map<String, Long> sizes = Map.of(
                "10GB", 10_000_000_000L, "2GiB", 2L << 30, "1.5 kb", 1_500L, "7", 7L, "0", 0L, "0.5MB", 500_000L);
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            assertThat(Sizes.parse("x", size.getKey())).isEqualTo(size.getValue());
        }
        assertThat(List.of(
                        Sizes.text(999), Sizes.text(1_000), Sizes.text(12_345_678), Sizes.text(5_000_000_000_000_000L)))
                .containsExactly("999 B", "1.0 kB", "12.3 MB", "5000.0 TB");
        assertThat(Spans.parse("x", "2w")).isEqualTo(Duration.ofDays(14));
        assertThat(Spans.parse("x", "90m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(List.of(
                        Spans.text(Duration.ofSeconds(119)),
                        Spans.text(Duration.ofMinutes(119)),
                        Spans.text(Duration.ofHours(47)),
                        Spans.text(Duration.ofDays(2))))
                .containsExactly("119s", "119m", "47h", "2d");
    }
}
