package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Explanation;
import dev.necrozma.pipeline.QuoteFile.Quote;
import dev.necrozma.pipeline.RunPlan.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says beforehand what the run then does. */
class RunPlanTest {

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

    private TestRun all() {
        return new TestRun(output, input).labels(Grids.SMALL);
    }

    private static Map<String, String> fates(RunPlan plan) {
        Map<String, String> fates = new LinkedHashMap<>();
        for (RunPlan.StagePlan stage : plan.stages()) {
            fates.put(
                    stage.stage(),
                    stage.count(Fate.REUSED) + " " + stage.count(Fate.COMPUTED) + " " + stage.count(Fate.UNKNOWN));
        }
        return fates;
    }

    private static SortedMap<String, Integer> computed(RunReport report) {
        return new TreeMap<>(TestRun.computed(report));
    }

    @Test
    void beforeTheFirstRunTheImportIsSureAndTheGridsAreExpectedAndNothingIsWritten() throws Exception {
        RunPlan plan = all().plan();

        assertThat(fates(plan))
                .containsExactly(
                        Map.entry("import", "0 1 0"), Map.entry("universes", "0 0 4"), Map.entry("labels", "0 0 4"));
        assertThat(output).doesNotExist();
    }

    @Test
    void afterARunEverythingWouldBeReused() throws Exception {
        all().run();
        SortedMap<String, String> before = files();

        RunPlan plan = all().plan();

        assertThat(plan.stages()).allMatch(RunPlan.StagePlan::certain);
        assertThat(plan.stages())
                .allMatch(stage -> stage.count(Fate.REUSED) == stage.units().size());
        assertThat(fates(plan)).containsKeys("import", "ticks", "candles", "universes", "levels", "labels");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatItSaysOfAGrownGridIsWhatTheRunThenDoes() throws Exception {
        all().run();
        TestRun grown = all().grid(List.of(1, 5), List.of(5, 12, 20));

        RunPlan plan = grown.plan();
        RunReport report = grown.run();

        SortedMap<String, Integer> planned = new TreeMap<>();
        plan.stages().forEach(stage -> planned.put(stage.stage(), stage.count(Fate.COMPUTED)));
        assertThat(planned).isEqualTo(computed(report)).containsEntry("universes", 2);
        RunPlan.StagePlan universes = plan.stages().stream()
                .filter(stage -> stage.stage().equals("universes"))
                .findFirst()
                .orElseThrow();
        assertThat(universes.units())
                .filteredOn(unit -> unit.fate() == Fate.COMPUTED)
                .allSatisfy(unit -> {
                    assertThat(unit.why().map(Explanation::detail)).contains(TestRun.detail(report, unit.unit()));
                    assertThat(unit.cost()).isPresent();
                });
    }

    @Test
    void whatComesAfterAChangedInputIsNotKnownUntilThatIsComputed() throws Exception {
        all().run();
        QuoteFile.write(input, QuoteFile.exness(quotes.subList(0, 2_999)));

        RunPlan plan = all().plan();

        assertThat(fates(plan).entrySet().iterator().next()).isEqualTo(Map.entry("import", "0 1 0"));
        assertThat(plan.stages().get(0).units().get(0).why().orElseThrow().detail())
                .startsWith("input `file` changed (");
        assertThat(plan.stages().subList(1, plan.stages().size()))
                .allMatch(stage -> !stage.certain()
                        && stage.count(Fate.UNKNOWN) == stage.units().size())
                .extracting(RunPlan.StagePlan::stage)
                .contains("ticks", "candles", "universes", "levels", "labels");
    }

    private SortedMap<String, String> files() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        output.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toString());
            }
        }
        return files;
    }
}
