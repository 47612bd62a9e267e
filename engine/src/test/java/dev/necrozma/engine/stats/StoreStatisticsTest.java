package dev.necrozma.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreStatisticsTest {

    private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(START);

    private static RunRecord run(int number, int reused, int computed, double saved, double store) {
        StageRecord stage = new StageRecord(
                "labels",
                reused,
                computed,
                0,
                0,
                computed * 2.0,
                saved,
                store,
                0,
                computed == 0 ? Map.of() : Map.of("never computed", computed),
                List.of());
        Instant started = START.plusSeconds(number);
        return new RunRecord("r" + number, Map.of(), started, started, List.of(stage), List.of(), 0);
    }

    @Test
    void countsTheLastRunTheLastTenAndAll() {
        List<RunRecord> runs = new ArrayList<>();
        for (int number = 12; number > 0; number--) {
            runs.add(run(number, number == 1 ? 0 : 3, number == 1 ? 4 : 1, 6, 1));
        }

        StoreStatistics statistics = StoreStatistics.of(List.of(), runs, 0, START);

        assertThat(statistics.lastRun().hits()).isEqualTo(3);
        assertThat(statistics.lastRun().hitRate()).isEqualTo(0.75);
        assertThat(statistics.lastTen().runs()).isEqualTo(10);
        assertThat(statistics.lastTen().hits()).isEqualTo(30);
        assertThat(statistics.allTime().hits()).isEqualTo(33);
        assertThat(statistics.allTime().misses()).isEqualTo(15);
        assertThat(statistics.allTime().reasons()).isEqualTo(Map.of("never computed", 15L));
        assertThat(statistics.allTime().secondsComputed()).isEqualTo(30);
        assertThat(statistics.allTime().netSecondsSaved()).isEqualTo(72 - 12);
        assertThat(statistics.stages().get(0).doesNotPay()).isFalse();
        assertThat(StoreStatistics.of(List.of(), List.of(), 0, START).lastRun().hitRate())
                .isNaN();
    }

    @Test
    void aStageWhoseStoreTakesLongerThanItSavesDoesNotPay() {
        assertThat(StoreStatistics.of(List.of(), List.of(run(1, 3, 0, 0.5, 0.6)), 0, START)
                        .stages())
                .singleElement()
                .matches(StageStatistics::doesNotPay);
        assertThat(StoreStatistics.of(List.of(), List.of(run(1, 0, 3, 0, 0.6)), 0, START)
                        .stages())
                .as("nothing was reused yet")
                .noneMatch(StageStatistics::doesNotPay);
    }

    @Test
    void aFileThatTwoResultsHaveIsStoredOnce() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), directory, clock)) {
            byte[] content = new byte[10_000];
            new Random(1).nextBytes(content);
            for (int number = 0; number < 2; number++) {
                Draft draft = store.draft(
                        CacheKey.of("s" + number, 1).parameter("n", number).build(), "unit " + number);
                draft.put("large", content);
                draft.put("small", new byte[100 * number]);
                draft.cost(Duration.ofSeconds(2));
                store.publish(List.of(draft));
                clock.advance(Duration.ofDays(2));
            }
        }
        StoreContents contents = StoreContents.read(new LocalDisk(), directory, clock);

        StoreStatistics statistics = StoreStatistics.of(contents.results(), List.of(), 500, clock.instant());

        assertThat(statistics.resultBytes()).isEqualTo(20_100);
        assertThat(statistics.storedBytes()).isEqualTo(10_500);
        assertThat(statistics.compression()).isEqualTo(20_100 / 10_500.0);
        assertThat(statistics.stages()).extracting(StageStatistics::stage).containsExactly("s0", "s1");
        assertThat(statistics.stages()).extracting(StageStatistics::bytes).containsExactly(10_000L, 10_100L);
        assertThat(statistics.ages().bins()).extracting(Histogram.Bin::count).containsExactly(0, 0, 2, 0, 0, 0);
        assertThat(statistics.sizes().bins()).extracting(Histogram.Bin::count).containsExactly(0, 0, 2, 0, 0, 0, 0);
        assertThat(contents.results())
                .extracting(StoredResult::lastUsed)
                .containsExactly(START, START.plus(Duration.ofDays(2)));
    }

    @Test
    void aValueOnAnEdgeBelongsToTheClassAbove() {
        Histogram histogram = Histogram.of(
                List.of(10L, 20L),
                List.of(
                        new Histogram.Item(9, 1),
                        new Histogram.Item(10, 2),
                        new Histogram.Item(20, 4),
                        new Histogram.Item(1000, 8)));

        assertThat(histogram.bins())
                .containsExactly(
                        new Histogram.Bin(10, 1, 1),
                        new Histogram.Bin(20, 1, 2),
                        new Histogram.Bin(Long.MAX_VALUE, 2, 12));
    }
}
