package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.universe.FeatureColumn;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextPipelineTest {

    private static final int CONTEXT = 60;

    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(QuoteFile.walk(12_000)));
        output = folder.resolve("out");
    }

    private TestRun aRun() {
        return new TestRun(output, input).context(CONTEXT);
    }

    @Test
    void everyLookbackReusesTheContextOfItsInterval() throws Exception {
        RunReport cold = aRun().run();
        assertThat(TestRun.computedUnits(cold, "context")).containsExactlyInAnyOrder("context_1m", "context_5m");

        RunReport other =
                aRun().grid(List.of(1, 5), List.of(5, 7, 12)).context(CONTEXT).run();
        assertThat(TestRun.computed(other))
                .isEqualTo(Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "context", 0, "universes", 2));
        for (String universe : List.of("universe_1m_5lb", "universe_1m_7lb", "universe_1m_12lb")) {
            assertThat(columns(universe)).contains("ctx_permutation_entropy");
        }
    }

    @Test
    void columnsOfTheContextAreNullForTheFirstEventsAlone() throws Exception {
        aRun().run();
        UniverseTable universe = universe("universe_1m_5lb");
        FeatureColumn column = universe.features().stream()
                .filter(candidate -> candidate.name().equals("ctx_permutation_entropy"))
                .findFirst()
                .orElseThrow();
        int nulls = 0;
        while (column.isNull(nulls)) {
            nulls++;
        }
        assertThat(nulls).isBetween(1, CONTEXT - 5);
        for (int i = nulls; i < universe.size(); i++) {
            assertThat(column.isNull(i)).isFalse();
        }
    }

    @Test
    void anotherContextIsComputedAndEveryUniverseAfterIt() throws Exception {
        aRun().run();

        RunReport longer = aRun().context(CONTEXT + 1).run();

        assertThat(TestRun.computed(longer))
                .isEqualTo(Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "context", 2, "universes", 4));
        assertThat(TestRun.detail(longer, "context_5m")).isEqualTo("parameter `context` changed (60 → 61)");
        assertThat(TestRun.detail(longer, "universe_5m_12lb")).startsWith("input `context` changed (");
    }

    @Test
    void skippingAGroupOfTheWindowLeavesContextsAlone() throws Exception {
        aRun().run();

        RunReport report = aRun().skipGroups("trend").run();

        assertThat(TestRun.computed(report))
                .isEqualTo(Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "context", 0, "universes", 4));
        assertThat(columns("universe_1m_5lb")).contains("return_mean").doesNotContain("trend_slope");
    }

    @Test
    void skippingAGroupOfBothIsSaidByItsName() throws Exception {
        aRun().run();

        RunReport report = aRun().skipGroups("permutation").run();

        assertThat(TestRun.computed(report)).containsEntry("candles", 0).containsEntry("universes", 4);
        assertThat(TestRun.detail(report, "universe_1m_12lb"))
                .startsWith("parameter `skip_groups` changed (default → [\"permutation\"])");
        assertThat(columns("universe_1m_12lb"))
                .doesNotContain("permutation_entropy", "ctx_permutation_entropy")
                .contains("return_mean");
        assertThat(TestRun.computed(aRun().run())).containsEntry("context", 0).containsEntry("universes", 0);
    }

    @Test
    void universesOfAStoreThatLostItsFilesAreTheSame() throws Exception {
        aRun().run();
        Map<String, String> before = TestRun.contents(output);
        for (Path object : TestRun.objects(output.resolve("cache"))) {
            Files.delete(object);
        }

        RunReport report = aRun().universesAgain().run();

        assertThat(TestRun.computed(report)).containsEntry("context", 2).containsEntry("universes", 4);
        assertThat(TestRun.contents(output)).isEqualTo(before);
    }

    private List<String> columns(String universe) throws IOException {
        return universe(universe).features().stream().map(FeatureColumn::name).toList();
    }

    private UniverseTable universe(String name) throws IOException {
        return UniverseParquet.read(Files.readAllBytes(output.resolve("universes/" + name + ".parquet")));
    }
}
