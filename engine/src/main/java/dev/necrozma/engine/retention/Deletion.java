package dev.necrozma.engine.retention;

/**
 * One result that a plan deletes.
 *
 * @param limit what demands it
 * @param detail the same for people, such as {@code size limit} or {@code not used for 30d}
 */
public record Deletion(Holding holding, Limit limit, String detail) {

    /** The limits, in the order in which they are applied. */
    public enum Limit {
        /** Results of its stage are kept for a time only. */
        EXPIRED,
        /** No run used it for long enough. */
        AGE,
        /** None of the last runs used it. */
        NOT_AMONG_LAST,
        /** The store holds too much. */
        SIZE
    }
}
