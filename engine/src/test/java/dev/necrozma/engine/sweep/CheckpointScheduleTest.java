package dev.necrozma.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CheckpointScheduleTest {

    private static final long MS = 1_000_000;

    /** {@link System#nanoTime} may start anywhere, and overflow. */
    private static final long START = Long.MAX_VALUE - Duration.ofMillis(150).toNanos();

    private final CheckpointSchedule schedule =
            new CheckpointSchedule(new CheckpointPolicy(3, Duration.ofMillis(100), Duration.ofMillis(1000)));

    @Test
    void isNeverDueWhenNothingWaits() {
        assertThat(schedule.nanosUntilDue(START)).isEqualTo(Long.MAX_VALUE);
        schedule.added(START);
        schedule.started(START);
        assertThat(schedule.nanosUntilDue(START + 5000 * MS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theFirstIsDueOnceTheIntervalIsFull() {
        schedule.added(START);
        schedule.added(START + MS);
        assertThat(schedule.nanosUntilDue(START + MS)).isPositive();
        schedule.added(START + 2 * MS);
        assertThat(schedule.nanosUntilDue(START + 2 * MS)).isNotPositive();
    }

    @Test
    void theNextIsDueNoSoonerThanTheSpacing() {
        schedule.added(START);
        schedule.started(START);
        for (int i = 0; i < 7; i++) {
            schedule.added(START + i);
        }
        assertThat(schedule.nanosUntilDue(START + 10 * MS)).isEqualTo(90 * MS);
        assertThat(schedule.nanosUntilDue(START + 99 * MS)).isPositive();
        assertThat(schedule.nanosUntilDue(START + 100 * MS)).isNotPositive();
    }

    @Test
    void aSingleResultIsDueAtLatestASecondAfterItWasFinished() {
        schedule.added(START + 7 * MS);
        schedule.added(START + 500 * MS);
        assertThat(schedule.nanosUntilDue(START + 500 * MS)).isEqualTo(507 * MS);
        assertThat(schedule.nanosUntilDue(START + 1007 * MS)).isNotPositive();
    }

    @Test
    void theDefaultsAreTenATenthOfASecondAndASecond() {
        assertThat(CheckpointPolicy.DEFAULT)
                .isEqualTo(new CheckpointPolicy(10, Duration.ofMillis(100), Duration.ofSeconds(1)));
        assertThatThrownBy(() -> CheckpointPolicy.every(0)).hasMessage("interval must be at least 1: 0");
        assertThatThrownBy(() -> new CheckpointPolicy(1, Duration.ofNanos(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
