package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {

    @TempDir
    private Path temporary;

    @Test
    void theRecordNamesTheOutputFolderAndTheDatasetAndIsReadBack() throws Exception {
        Path output = Files.createDirectory(temporary.resolve("here")).resolve("../results");
        RunReport report = new TestRun(output).cache(temporary.resolve("cache")).run();

        RunRecord record = new RunRecords(new LocalDisk(), temporary.resolve("cache/runs"))
                .newest(about -> RunHistory.outputFolder(temporary.resolve("cache"), temporary.resolve("results"))
                        .equals(about.get(RunHistory.OUTPUT)))
                .orElseThrow();

        assertThat(record.runId()).isEqualTo(report.runId());
        assertThat(record.about())
                .isEqualTo(Map.of(
                        "output",
                        "../results",
                        "symbol",
                        report.dataset().orElseThrow().symbol(),
                        "dataset",
                        report.dataset().orElseThrow().fingerprint().toString(),
                        "universes",
                        "4"));
        assertThat(record.stages())
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1, Double.class)
                .isEqualTo(report.stages());
    }
}
