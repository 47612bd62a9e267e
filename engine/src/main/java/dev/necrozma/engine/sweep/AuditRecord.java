package dev.necrozma.engine.sweep;

import java.util.List;
import java.util.Optional;

/**
 * What an audit of a sweep found.
 *
 * @param comparisons one for each result that was computed again
 * @param cutShort whether it was cancelled before all that were chosen had been computed again
 */
public record AuditRecord(String stage, List<Comparison> comparisons, boolean cutShort) {

    public AuditRecord {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A result that was computed again.
     *
     * @param difference what is different, in a clause; absent if every byte is the same
     */
    public record Comparison(String unit, Optional<String> difference) {}

    /** The results that came out different. */
    public List<Comparison> differing() {
        return comparisons.stream()
                .filter(comparison -> comparison.difference().isPresent())
                .toList();
    }
}
