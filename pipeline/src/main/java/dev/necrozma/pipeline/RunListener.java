package dev.necrozma.pipeline;

import dev.necrozma.engine.run.StageRecord;

/** Hears how a run goes on, from any thread, one call at a time. */
public interface RunListener {

    /** Of {@code units} of a stage, {@code reused} are there already. */
    void stageStarted(String stage, int units, int reused);

    /** A unit of the stage ended that was not there already. */
    void unitEnded(String stage, String unit);

    /** The stage ended. */
    void stageEnded(StageRecord stage);

    /** Something that a person should know, in a sentence. */
    void message(String sentence);
}
