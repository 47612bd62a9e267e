package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.testkit.disk.Fault;
import dev.necrozma.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, any operation of whose disk fails: it says so, or goes well; and the next run leaves what it would have left. */
@Tag("slow")
class FailingOperationsTest {

    @TempDir
    Path folder;

    private Path input;

    @Test
    void theNextRunLeavesWhatAnUndisturbedOneDoes() throws Exception {
        long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
        boolean all = Boolean.getBoolean("necrozma.test.everyFault");
        input = folder.resolve("ticks.csv");
        Files.write(input, QuoteFile.exness(QuoteFile.walk(600)));
        FaultyDisk counting = FaultyDisk.counting(new LocalDisk());
        run("undisturbed").run(counting);
        Map<String, String> expected = TestRun.contents(folder.resolve("undisturbed"));
        System.out.println("operations of a run: " + counting.operations() + ", seed " + seed);

        Random random = new Random(seed);
        int failed = 0;
        for (int operation = 1; operation <= counting.operations(); operation++) {
            for (Fault fault : Fault.values()) {
                if (all || random.nextInt(counting.operations()) < 10) {
                    failed += fail(fault, operation, expected) ? 1 : 0;
                }
            }
        }
        System.out.println("failed operations: " + failed);
        assertThat(failed).isGreaterThan(10);
    }

    private boolean fail(Fault fault, int operation, Map<String, String> expected) throws Exception {
        String what = fault + " at operation " + operation;
        LocalDisk disk = new LocalDisk();
        FaultyDisk faulty =
                fault.isOfChanges() ? FaultyDisk.from(disk, fault, operation) : FaultyDisk.once(disk, fault, operation);
        TestRun disturbed = run("disturbed");
        try {
            RunReport report = disturbed.run(faulty);
            assertThat(failures(report))
                    .as(what + ": is no fault of a unit, unless its input cannot be looked at")
                    .allMatch(message -> message.contains(input.toString()));
        } catch (IOException | UncheckedIOException told) {
            assertThat(told.getMessage()).as(what).isNotBlank();
        } catch (BadInputException told) {
            assertThat(told.getMessage()).as(what).contains(input.getFileName().toString());
        }
        assertThat(faulty.misuses()).as(what).isEmpty();
        assertThat(run("disturbed").run().incidents()).as(what).isEmpty();
        assertThat(TestRun.contents(folder.resolve("disturbed"))).as(what).isEqualTo(expected);
        delete(folder.resolve("disturbed"));
        return faulty.hasFailed();
    }

    private static List<String> failures(RunReport report) {
        return report.stages().stream()
                .flatMap(stage -> stage.units().stream())
                .filter(unit -> unit.outcome().equals("failed"))
                .map(StageRecord.Unit::detail)
                .toList();
    }

    private TestRun run(String output) {
        return new TestRun(folder.resolve(output), input)
                .grid(List.of(5), List.of(5))
                .labels(Grids.horizons(Grids.targets(Grids.SMALL, 5), 60));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
