package dev.necrozma.engine.store;

import java.util.List;

/**
 * What a verification found.
 *
 * @param results how many results there are
 * @param files how many files they have, those in the catalog not counted
 * @param filesRead of how many the content was read
 * @param bytesRead how much that was
 * @param unnamedFiles how many files no result has: harmless, and deleted in time
 * @param problems what is wrong
 */
public record VerificationReport(
        int results, int files, int filesRead, long bytesRead, int unnamedFiles, List<Problem> problems) {

    public VerificationReport {
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
