package dev.necrozma.engine.store;

/** Names one record of a catalog, for good: the writer that made it, and a count of that writer's records. */
record RecordId(long writer, long number) {

    /** What no record of a catalog has: those of each writer are counted from one. */
    static final RecordId NONE = new RecordId(0, 0);
}
