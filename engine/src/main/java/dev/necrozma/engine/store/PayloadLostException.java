package dev.necrozma.engine.store;

import java.io.IOException;

/** A file of an artifact is absent or has other bytes than were stored. Where that may be written to, the artifact was set aside: it is found no more. */
public final class PayloadLostException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Artifact artifact;
    private final Removal.Cause cause;

    /**
     * For a store: the artifact is found no more, or was not any more before; for who only reads, it is found still.
     *
     * @param message which file it is and what is wrong with it, for people
     */
    public PayloadLostException(Artifact artifact, Removal.Cause cause, String message) {
        super(message);
        this.artifact = artifact;
        this.cause = cause;
    }

    /** The artifact that was read. */
    public Artifact artifact() {
        return artifact;
    }

    /** Why its file is lost. */
    public Removal.Cause lossCause() {
        return cause;
    }
}
