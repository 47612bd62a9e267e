package dev.necrozma.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.testkit.crash.CrashCheck;
import dev.necrozma.testkit.crash.CrashScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store in a directory survives the loss of power at any operation, whatever a file system leaves. */
@Tag("slow")
final class CrashTest {

    private static final Path STORE = Path.of("/some/where/store");

    private final long seed = Long.getLong("necrozma.test.seed", System.nanoTime());

    @Test
    void everyStateAfterACrashIsAWholeStore() throws Exception {
        int states = Integer.getInteger("necrozma.test.crashStates", 5000);
        System.out.println("crash states wanted: " + states + ", seed " + seed);
        int each = states / (Scenarios.values().length + 2);
        int opened = 0;
        for (CrashScenario scenario : Scenarios.values()) {
            int found = check(scenario, scenario == Scenarios.MERGING_AND_DELETING ? 2 * each : each, seed);
            System.out.println(scenario.name() + ": " + found + " states");
            opened += found;
        }
        Random seeds = new Random(seed);
        while (opened < states) {
            opened += check(new Scenarios.AtRandom(seeds.nextLong()), Math.min(500, states - opened), seed);
        }
        System.out.println("crash states opened: " + opened);
        assertThat(opened).isGreaterThanOrEqualTo(states);
    }

    private static int check(CrashScenario scenario, int states, long seed) throws Exception {
        return new CrashCheck(CrashTest::open, Scenarios.CLOCK, seed).check(scenario, states);
    }

    private static DirectoryStore open(Disk disk) throws IOException {
        DirectoryStore store = DirectoryStore.open(disk, STORE, Scenarios.CLOCK);
        if (!disk.list(STORE.resolve("tmp")).isEmpty()) {
            throw new AssertionError("files of the dead are left in tmp");
        }
        return store;
    }
}
