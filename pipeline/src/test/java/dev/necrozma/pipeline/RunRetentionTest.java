package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.retention.RetentionPlan;
import dev.necrozma.pipeline.QuoteFile.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits are kept by themselves, and cost the run that keeps them nothing. */
class RunRetentionTest {

    private static final RetentionLimits NOTHING_MORE =
            RetentionLimits.of(OptionalLong.of(0), Optional.empty(), Map.of());

    @TempDir
    private Path folder;

    private List<Quote> quotes;
    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        quotes = QuoteFile.walk(3_000);
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(quotes));
        output = folder.resolve("out");
    }

    private TestRun run() {
        return new TestRun(output, input);
    }

    @Test
    void whatTheRunUsesStaysHoweverSmallTheLimit() throws Exception {
        TestRun cold = run().limits(NOTHING_MORE);
        cold.run();

        assertThat(cold.messages)
                .singleElement()
                .asString()
                .contains("more than cache.max_size: all of it is needed by this run");
        assertThat(TestRun.computed(run().run()).values()).containsOnly(0);
    }

    @Test
    void whatAnEarlierGridLeftGoesAndSaysWhyWhenItIsAskedForAgain() throws Exception {
        run().grid(List.of(1, 5), List.of(5, 12)).run();
        TestRun smaller = run().grid(List.of(1), List.of(5)).limits(NOTHING_MORE);
        smaller.run();

        assertThat(smaller.messages)
                .anyMatch(line ->
                        line.matches("[0-9]+ results evicted to keep the limits of the cache: .* freed, .* left"));
        RunReport again = run().grid(List.of(1, 5), List.of(5, 12)).run();
        assertThat(TestRun.computedUnits(again, "universes"))
                .containsExactlyInAnyOrder("universe_1m_12lb", "universe_5m_5lb", "universe_5m_12lb");
        assertThat(TestRun.detail(again, "universe_5m_5lb"))
                .startsWith("evicted on ")
                .endsWith(" (size limit)");
    }

    @Test
    void whatAnInterruptedRunWouldGoOnWithStays() throws Exception {
        TestRun interrupted = run().interruptedIn("candles");
        RunReport report = interrupted.run();
        assertThat(report.cancelled()).isTrue();
        Path other = QuoteFile.write(folder.resolve("y"), QuoteFile.exness(quotes.subList(0, 1_000)));

        new TestRun(folder.resolve("elsewhere"), other)
                .cache(output.resolve("cache"))
                .grid(List.of(1), List.of(5))
                .limits(NOTHING_MORE)
                .run();

        RunReport resumed = run().run();
        assertThat(TestRun.computed(resumed, "import")).isZero();
        assertThat(TestRun.computed(resumed, "candles")).isZero();
        assertThat(TestRun.computed(resumed, "universes")).isEqualTo(4);
    }

    @Test
    void aRunThatWasInterruptedDeletesNothingOfTheStagesThatItDidNotReach() throws Exception {
        run().labels(Grids.SMALL).run();
        TestRun interrupted = run().grid(List.of(1, 2), List.of(5, 12))
                .interruptedIn("candles")
                .limits(NOTHING_MORE);
        assertThat(interrupted.run().cancelled()).isTrue();
        assertThat(interrupted.messages).isEmpty();

        RunReport resumed = run().labels(Grids.SMALL).run();
        assertThat(TestRun.computed(resumed).values()).containsOnly(0);
    }

    @Test
    void aRunWhoseLastAuditIsCutShortIsInterruptedThoughEveryResultIsThere() throws Exception {
        run().run();
        assertThat(run().audit(1).run().cancelled()).isFalse();
        assertThat(run().interruptedAtTheStartOf("universes").run().cancelled()).isFalse();

        RunReport report = run().audit(1).interruptedAtTheStartOf("universes").run();
        assertThat(TestRun.computed(report).values()).containsOnly(0);
        assertThat(report.cancelled()).isTrue();
    }

    @Test
    void clearingAKindLeavesTheOthers() throws Exception {
        run().labels(Grids.SMALL).run();
        try (Necrozma necrozma = Necrozma.open(output.resolve("cache"))) {
            assertThat(necrozma.clear(Results.LABELS)).hasSize(8);
            assertThat(necrozma.clear(Results.LABELS)).isEmpty();
            assertThat(necrozma.results(Results.UNIVERSES))
                    .filteredOn(artifact -> artifact.key().stage().equals("universes"))
                    .hasSize(4);
        }

        RunReport again = run().labels(Grids.SMALL).run();

        assertThat(TestRun.computed(again, "universes")).isZero();
        assertThat(TestRun.computed(again, "labels")).isEqualTo(4);
        assertThat(TestRun.detail(again, "T5_S5_H5")).startsWith("evicted on ").endsWith(" (cleared)");
        try (Necrozma necrozma = Necrozma.open(output.resolve("cache"))) {
            necrozma.clear(Results.ALL);
            assertThat(necrozma.results(Results.ALL)).isEmpty();
        }
        assertThat(TestRun.objects(output.resolve("cache"))).isEmpty();
    }

    @Test
    void limitsCanBeKeptFromJava() throws Exception {
        run().run();
        try (Necrozma necrozma = Necrozma.open(output.resolve("cache"))) {
            int all = necrozma.results(Results.ALL).size();
            assertThat(Necrozma.plan(output.resolve("cache"), NOTHING_MORE).deletions())
                    .hasSize(all);
            assertThat(necrozma.results(Results.ALL)).hasSize(all);
            RetentionPlan kept = necrozma.collect(
                    RetentionLimits.of(OptionalLong.empty(), Optional.of(Duration.ofDays(1)), Map.of()));
            assertThat(kept.deletions()).isEmpty();
            assertThat(necrozma.collect(NOTHING_MORE).bytesAfter()).isZero();
        }
    }

    @Test
    void whereThereIsNoStoreNoneIsMade() {
        assertThatThrownBy(() -> Necrozma.open(folder.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void onlyWhatIsNamedIsComputedAndWhatIsPublishedOfOthersStays() throws Exception {
        run().labels(Grids.SMALL).run();
        Path table = output.resolve("universes/universe_1m_5lb.parquet");
        Files.delete(table);

        RunReport one = new TestRun(output, input)
                .labels(Grids.SMALL)
                .only("universe_1m_5lb", "T10_S5_H60")
                .run();

        assertThat(one.stages())
                .filteredOn(stage -> List.of("universes", "labels").contains(stage.name()))
                .allMatch(stage -> stage.units().size() == 1);
        assertThat(table).exists();
        assertThat(output.resolve("universes/universe_5m_5lb.parquet")).exists();
        assertThat(output.resolve("labels/T5_S5_H5.parquet")).exists();
        try (LabelResults labels = LabelResults.open(output, output.resolve("cache"))) {
            assertThat(labels.summaries()).hasSize(4);
        }
    }
}
