package dev.necrozma.testkit.crash;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.testkit.disk.Crash;
import dev.necrozma.testkit.disk.Fault;
import dev.necrozma.testkit.disk.FaultyDisk;
import dev.necrozma.testkit.disk.MemoryDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Runs a scenario, and fails one operation after the other, alone and with all that follow. It must end with an exception that names a
 * file, or go well; and once the disk works again, the store has what was committed and nothing else, also after a loss of power.
 */
public final class FaultCheck {

    private static final CacheKey AFTERWARDS = CacheKey.of("after-the-fault", 1).build();

    private final StoreOpening stores;
    private final Clock clock;

    public FaultCheck(StoreOpening stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Checks a scenario.
     *
     * @param wanted says of the number of an operation whether to fail it
     * @param bothWays whether each fault strikes once and for good; else a full or read-only disk stays so, and others recover
     * @return how many times an operation failed
     */
    public int check(CrashScenario scenario, IntPredicate wanted, boolean bothWays) throws Exception {
        MemoryDisk sound = new MemoryDisk(clock);
        FaultyDisk counting = FaultyDisk.counting(sound);
        scenario.run(sound, on(counting), new Witness(sound::operations));
        int failures = 0;
        for (int operation = 1; operation <= counting.operations(); operation++) {
            for (Fault fault : wanted.test(operation) ? Fault.values() : new Fault[0]) {
                if (bothWays || !fault.isOfChanges()) {
                    failures += fail(scenario, fault, operation, true) ? 1 : 0;
                }
                if (bothWays || fault.isOfChanges()) {
                    failures += fail(scenario, fault, operation, false) ? 1 : 0;
                }
            }
        }
        return failures;
    }

    private StoreOpening on(FaultyDisk faulty) {
        return ignored -> stores.open(faulty);
    }

    private boolean fail(CrashScenario scenario, Fault fault, int operation, boolean once) throws Exception {
        String what = scenario.name() + ", " + fault + (once ? " at operation " : " from operation ") + operation;
        MemoryDisk disk = new MemoryDisk(clock);
        FaultyDisk faulty = once ? FaultyDisk.once(disk, fault, operation) : FaultyDisk.from(disk, fault, operation);
        Witness witness = new Witness(disk::operations);
        try {
            scenario.run(disk, on(faulty), witness);
        } catch (IOException told) {
            requireTold(told, what);
        }
        List<String> faults = new ArrayList<>(faulty.misuses());
        int now = disk.operations();
        for (MemoryDisk found : List.of(disk.after(new Crash(Crash.Names.LOST, Crash.Data.LOST, 0)), disk)) {
            faults.addAll(faults(found, witness, now, what));
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(what + ": " + String.join("; ", faults));
        }
        return faulty.hasFailed();
    }

    private static void requireTold(IOException told, String what) {
        if (told.getMessage() == null || !told.getMessage().contains("/")) {
            throw new AssertionError(what + ": the exception names no file", told);
        }
    }

    private List<String> faults(Disk disk, Witness witness, int now, String what) {
        try (ArtifactStore store = stores.open(disk)) {
            Map<CacheKey, Optional<ByteBuffer>> observed = new LinkedHashMap<>();
            for (CacheKey key : witness.keys()) {
                observed.put(key, witness.observe(store, key, now));
            }
            new Witness(() -> 0).publish(store, AFTERWARDS, new byte[5000]);
            return witness.faults(observed, now);
        } catch (IOException | RuntimeException | AssertionError wrong) {
            throw new AssertionError(what + ": when the disk works again: " + wrong, wrong);
        }
    }
}
