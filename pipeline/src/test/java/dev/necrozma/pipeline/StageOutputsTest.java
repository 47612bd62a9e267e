package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of every stage on a small input, as it was recorded with the version of the stage. */
class StageOutputsTest {

    private static final Path RECORDED = Path.of("src/test/resources/stage-outputs.txt");

    /* What was recorded by other rules is no witness, and is recorded again. */
    private static final String FORMAT = "stage outputs 2: stage, version, question, files and attributes";

    @TempDir
    Path folder;

    @Test
    void everyStageHasTheOutputThatItsVersionHad() throws Exception {
        SortedMap<String, StageOutput> now = outputs();
        SortedMap<String, StageOutput> recorded = recorded();
        List<String> differences = new ArrayList<>();
        now.forEach((stage, output) -> {
            StageOutput before = recorded.get(stage);
            if (before == null) {
                differences.add("stage " + stage + " is new: " + StageOutput.HOW_TO_RECORD);
            } else {
                output.difference(before).ifPresent(differences::add);
            }
        });
        recorded.keySet().stream()
                .filter(stage -> !now.containsKey(stage))
                .forEach(stage -> differences.add("stage " + stage + " is gone: " + StageOutput.HOW_TO_RECORD));
        boolean contradiction = now.values().stream()
                .anyMatch(output ->
                        recorded.containsKey(output.stage()) && output.contradicts(recorded.get(output.stage())));
        if (System.getProperty("necrozma.golden", "").equals("write") && !contradiction) {
            Files.createDirectories(RECORDED.getParent());
            Files.write(
                    RECORDED,
                    Stream.concat(Stream.of(FORMAT), now.values().stream().map(StageOutput::line))
                            .toList());
        } else {
            assertThat(differences).isEmpty();
        }
    }

    private static SortedMap<String, StageOutput> recorded() throws IOException {
        SortedMap<String, StageOutput> recorded = new TreeMap<>();
        List<String> lines = Files.exists(RECORDED) ? Files.readAllLines(RECORDED) : List.of();
        if (lines.contains(FORMAT)) {
            for (String line : lines.subList(1, lines.size())) {
                recorded.put(StageOutput.parse(line).stage(), StageOutput.parse(line));
            }
        }
        return recorded;
    }

    private SortedMap<String, StageOutput> outputs() throws Exception {
        Path file = folder.resolve("ticks.csv");
        Files.write(file, QuoteFile.exness(QuoteFile.walk(3000)));
        RunReport report =
                new TestRun(folder.resolve("results"), file).labels(Grids.SMALL).run();
        assertThat(report.hasFailures()).isFalse();
        try (DirectoryStore store = DirectoryStore.open(folder.resolve("results/cache"))) {
            return StageOutput.of(store.artifacts());
        }
    }

    @Test
    void anAttributeIsOutputAsAFileIs() throws Exception {
        List<StageOutput> outputs = new ArrayList<>();
        for (String rows : List.of("3", "3", "4")) {
            MemoryStore store = new MemoryStore(Clock.systemUTC());
            Draft draft = store.draft(CacheKey.of("labels", 1).build(), "T5_S5_H5");
            draft.put("data", new byte[10]);
            draft.attribute("rows", rows);
            outputs.add(StageOutput.of(store.publish(List.of(draft))).get("labels"));
        }
        assertThat(outputs.get(1)).isEqualTo(outputs.get(0));
        assertThat(outputs.get(2).contradicts(outputs.get(0))).isTrue();
        assertThat(outputs.get(2).difference(outputs.get(0)))
                .get()
                .asString()
                .startsWith("the output of stage labels changed, and its version is still 1: ");
    }

    @Test
    void outputThatChangesUnderAVersionIsToldAndSoIsAVersionThatChangesNothing() {
        Fingerprint one = Fingerprint.ofText("one");
        Fingerprint other = Fingerprint.ofText("other");
        StageOutput recorded = new StageOutput("labels", 1, one, one);

        assertThat(new StageOutput("labels", 1, one, one).difference(recorded)).isEmpty();
        assertThat(new StageOutput("labels", 1, one, other).difference(recorded))
                .get()
                .asString()
                .startsWith("the output of stage labels changed, and its version is still 1: ")
                .contains("raise the version");
        assertThat(new StageOutput("labels", 1, one, other).contradicts(recorded))
                .as("it cannot be recorded")
                .isTrue();
        assertThat(new StageOutput("labels", 2, one, one).difference(recorded))
                .get()
                .asString()
                .startsWith("the version of stage labels went from 1 to 2, and its output did not change: ");
        assertThat(new StageOutput("labels", 2, one, other).difference(recorded))
                .get()
                .asString()
                .startsWith("version 2 of stage labels has another output");
        assertThat(new StageOutput("labels", 1, other, other).difference(recorded))
                .get()
                .asString()
                .startsWith("stage labels is asked something else here");
        assertThat(StageOutput.parse(recorded.line())).isEqualTo(recorded);
    }
}
