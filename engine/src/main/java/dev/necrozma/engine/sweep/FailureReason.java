package dev.necrozma.engine.sweep;

/** What kept a unit from being computed. */
public enum FailureReason {
    /** The computation threw. */
    COMPUTATION_FAILED,
    /** A file that it read changed meanwhile. */
    INPUT_CHANGED
}
