package dev.necrozma.testkit.crash;

import dev.necrozma.testkit.disk.MemoryDisk;

/** A way to use a store, any operation of which may be the last before a crash. */
public interface CrashScenario {

    /** The name by which a failure is told. */
    String name();

    /**
     * Uses a store on {@code disk}, and closes it.
     *
     * @param stores opens the store
     * @param witness through whom everything is published and removed
     */
    void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception;
}
