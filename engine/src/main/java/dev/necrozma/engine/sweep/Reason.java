package dev.necrozma.engine.sweep;

/** Why a unit was computed and not reused. The list is closed: every computed unit has one of these. */
public enum Reason {
    /** The store knows no result of this stage and unit name. */
    NEVER_COMPUTED("never computed"),
    /** The code of the stage has another version. */
    CODE_VERSION_CHANGED("code version changed"),
    /** A parameter has another value. */
    PARAMETER_CHANGED("parameter changed"),
    /** An input that both results have has other content. */
    INPUT_CHANGED("input changed"),
    /** The result has an input that the earlier one had not. */
    INPUT_ADDED("input added"),
    /** The earlier result had an input that this one has not. */
    INPUT_REMOVED("input removed"),
    /** The result was deleted to keep a limit, or because somebody asked. */
    EVICTED("evicted"),
    /** The stored result had other bytes than were stored. */
    CORRUPT("set aside (checksum)"),
    /** A file of the stored result was not there. */
    MISSING("file missing"),
    /** The run was told to reuse nothing. */
    FRESH_RUN("fresh run"),
    /** The run was told to compute this stage again. */
    RECOMPUTE_REQUESTED("recompute requested");

    private final String summary;

    Reason(String summary) {
        this.summary = summary;
    }

    /** A few words, the same for every unit with this reason. */
    public String summary() {
        return summary;
    }
}
