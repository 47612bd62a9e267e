package dev.necrozma.engine.stats;

import java.time.Duration;

/**
 * A stage of a store.
 *
 * @param entries results that are stored
 * @param bytes of their files
 * @param cost that they took to compute
 * @param all what runs did of the stage, as far as there are records
 */
public record StageStatistics(String stage, int entries, long bytes, Duration cost, RunTotals all) {

    /** Whether runs reused results of it and the store took longer than what that saved. */
    public boolean doesNotPay() {
        return all.hits() > 0 && all.netSecondsSaved() < 0;
    }
}
