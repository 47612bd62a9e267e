package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.testkit.disk.Fault;
import dev.necrozma.testkit.disk.FaultyDisk;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only reads works where nothing can be written. */
class ReadOnlyStoreTest {

    @TempDir
    private Path folder;

    private Path output;
    private TestRun run;
    private RunReport report;

    @BeforeEach
    void run() throws Exception {
        Path input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(QuoteFile.walk(3_000)));
        output = folder.resolve("out");
        run = new TestRun(output, input).labels(Grids.SMALL);
        report = run.run();
    }

    private static Disk refusing(Fault fault) {
        return FaultyDisk.from(new LocalDisk(), fault, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_ONLY", "NO_SPACE"})
    void labelsAreReadAndDerived(Fault fault) throws Exception {
        try (LabelResults results = LabelResults.open(refusing(fault), output, output.resolve("cache"))) {
            assertThat(results.summaries()).isEqualTo(report.labels());
            assertThat(results.writeTable(LabelSpec.parse("T10_S5_H7"), new ByteArrayOutputStream()))
                    .isPositive();
        }
    }

    @Test
    void universesAreRead() throws Exception {
        try (UniverseResults results =
                UniverseResults.open(refusing(Fault.READ_ONLY), output, output.resolve("cache"))) {
            assertThat(results.names()).hasSize(4);
            String name = results.names().get(0);
            assertThat(results.table(name).size()).isEqualTo((int) results.rows(name));
        }
    }

    @Test
    void aPlanIsMadeAlsoOfInputsThatAreNotRemembered() throws Exception {
        RunPlan plan = run.plan(refusing(Fault.READ_ONLY));

        assertThat(plan.stages())
                .allMatch(stage ->
                        stage.count(RunPlan.Fate.REUSED) == stage.units().size());
    }
}
