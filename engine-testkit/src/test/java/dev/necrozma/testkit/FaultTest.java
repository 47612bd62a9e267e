package dev.necrozma.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.testkit.crash.FaultCheck;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store in a directory loses nothing that was committed when any operation of its disk fails. */
@Tag("slow")
final class FaultTest {

    private static final Path STORE = Path.of("/some/where/store");

    @Test
    void noFailureOfAnyOperationLosesWhatWasCommitted() throws Exception {
        long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
        boolean all = Boolean.getBoolean("necrozma.test.everyFault");
        System.out.println("faults, seed " + seed);
        FaultCheck check = new FaultCheck(disk -> DirectoryStore.open(disk, STORE, Scenarios.CLOCK), Scenarios.CLOCK);
        int failures = 0;
        for (Scenarios scenario : Scenarios.values()) {
            Random random = new Random(seed);
            boolean many = scenario.name().startsWith("MERGING") && !all; // thousands of operations, most of them alike
            int failed = check.check(scenario, operation -> !many || random.nextInt(60) == 0, all);
            System.out.println(scenario + ": " + failed + " failures" + (many ? ", a sample" : ""));
            failures += failed;
        }
        System.out.println("failed operations: " + failures);
        assertThat(failures).isGreaterThan(1000);
    }
}
