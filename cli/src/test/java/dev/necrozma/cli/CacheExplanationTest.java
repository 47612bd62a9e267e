package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code necrozma cache explain} where only some of what a run needs is gone. */
class CacheExplanationTest {

    private static final String REUSED = ": would be reused: its key and all that determines it are as they were\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void run() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        Session run = Session.of(
                folder,
                "run x --symbol EURUSD --intervals 30,60 --lookbacks 5,10 --targets 5,10 --stops 5 --horizons 60 --no-progress"
                        .split(" "));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private void evict(String unit) throws IOException {
        try (DirectoryStore store = DirectoryStore.open(folder.resolve("ultra_necrozma_results/cache"))) {
            List<Artifact> going = store.artifacts().stream()
                    .filter(artifact -> artifact.unit().equals(unit))
                    .toList();
            assertThat(going).hasSize(1);
            store.evict(going, "a test");
        }
    }

    private String explain(String name) {
        Session explained = Session.of(folder, "cache", "explain", name);
        assertThat(explained.exitCode()).as(explained.err()).isZero();
        return explained.out().replace("\n  ", " ");
    }

    @Test
    void namesWhatTheResultIsMadeOfAndNotWhatOthersAre() throws IOException {
        evict("context_30m");
        evict("context_60m");

        assertThat(explain("universe_60m_5lb"))
                .startsWith(
                        "universe_60m_5lb: cannot be told yet: context_60m would be computed first because evicted on");
        assertThat(explain("universe_30m_10lb"))
                .startsWith("universe_30m_10lb: cannot be told yet: context_30m would be computed first");
    }

    @Test
    void whatOnlyOthersMissDoesNotMatter() throws IOException {
        evict("context_30m");
        evict("mid_up_10");

        assertThat(explain("universe_60m_5lb")).isEqualTo("universe_60m_5lb" + REUSED);
        assertThat(explain("context_60m")).isEqualTo("context_60m" + REUSED);
        assertThat(explain("context_30m")).startsWith("context_30m: would be computed because evicted on ");
        assertThat(explain("T5_S5_H60")).isEqualTo("T5_S5_H60" + REUSED);
        assertThat(explain("mid_up_5")).isEqualTo("mid_up_5" + REUSED);
        assertThat(explain("T10_S5_H60")).contains(" cannot be told yet: mid_up_10 would be computed first ");
        assertThat(explain("mid_up_10")).startsWith("mid_up_10: would be computed because evicted on ");
    }

    @Test
    void aMonthThatAllNeedIsNamedForEach() throws IOException {
        evict("candles_60m_2018-01");

        assertThat(explain("universe_60m_10lb"))
                .contains(": cannot be told yet: candles_60m_2018-01 would be computed");
        assertThat(explain("universe_30m_10lb")).isEqualTo("universe_30m_10lb" + REUSED);
    }

    /* As of a grid of more than 10,000 configurations. */
    private void recordARunOfManyLabels() throws IOException {
        Path runs = folder.resolve("ultra_necrozma_results/cache/runs");
        RunRecord last =
                new RunRecords(new LocalDisk(), runs).newest(about -> true).orElseThrow();
        List<StageRecord> stages = new ArrayList<>();
        for (StageRecord stage : last.stages()) {
            stages.add(stage.name().equals("labels") ? withMany(stage) : stage);
        }
        new RunRecord("many", last.about(), Instant.now(), Instant.now(), stages, List.of(), 0)
                .write(new LocalDisk(), runs);
    }

    private static StageRecord withMany(StageRecord stage) {
        List<StageRecord.Unit> units = new ArrayList<>();
        for (int i = 0; i < RunRecord.MOST_UNITS_NAMED; i++) {
            units.add(new StageRecord.Unit("other-" + i, "reused", "", Fingerprint.ofText("other-" + i), false));
        }
        units.addAll(stage.units());
        return new StageRecord(
                stage.name(),
                RunRecord.MOST_UNITS_NAMED + stage.reused(),
                stage.computed(),
                stage.failed(),
                stage.cancelled(),
                0,
                0,
                0,
                0,
                Map.of(),
                units);
    }

    @Test
    void aResultThatTheRecordDoesNotNameIsFoundByItsKey() throws IOException {
        recordARunOfManyLabels();
        Path runs = folder.resolve("ultra_necrozma_results/cache/runs");
        try (Stream<Path> files = Files.list(runs)) {
            for (Path file : files.toList()) {
                if (!file.toString().contains("-many.")) {
                    Files.delete(file); // else the run before that names it answers
                }
            }
        }
        assertThat(runs).isNotEmptyDirectory();

        assertThat(explain("T5_S5_H60")).isEqualTo("T5_S5_H60" + REUSED);
        assertThat(Session.of(folder, "cache", "explain", "T5_S5_H61").err()).contains("had a result `T5_S5_H61`");
    }

    @Test
    void unitsThatARecordDoesNotNameAreNotSaidToDiffer() throws IOException {
        recordARunOfManyLabels();

        Session diff = Session.of(folder, "cache", "diff");

        assertThat(diff.exitCode()).as(diff.err()).isZero();
        assertThat(diff.out())
                .doesNotContain("T5_S5_H60")
                .contains("labels: other-0, other-1, other-2 and 9997 more\n  only in many\n")
                .endsWith("2 units of many are not named in its record: of those, what differs is not known\n");
        assertThat(Session.of(folder, "cache", "diff", "--json").out())
                .contains("\"unnamed_before\":0,\"unnamed_after\":2");
    }
}
