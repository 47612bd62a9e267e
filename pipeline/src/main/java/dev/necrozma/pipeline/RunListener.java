package dev.necrozma.pipeline;

import dev.necrozma.engine.run.StageRecord;

/** Hears how a run goes on, from any thread, one call at a time. */
public interface RunListener {

    /** Of {@code units} of a stage, {@code reused} are there already. */
    void stageStarted(String stage, int units, int reused);

    /**
     * A unit of the stage ended that was not there already.
     *
     * @param saved whether it has a result, which is durable; that of several may be told before {@link #checkpointed} is
     */
    void unitEnded(String stage, String unit, boolean saved);

    /** Results of the stage became durable: {@code saved} of its units have one now, those included that were there already. */
    void checkpointed(String stage, int saved);

    /** The stage ended. */
    void stageEnded(StageRecord stage);

    /** Something that a person should know, in a sentence. */
    void message(String sentence);
}
