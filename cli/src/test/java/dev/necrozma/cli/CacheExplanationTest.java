package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        return explained.out();
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
}
