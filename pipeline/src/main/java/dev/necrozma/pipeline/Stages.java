package dev.necrozma.pipeline;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.AuditRecord;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes the stages of one run, one after the other: {@link StageRunner} runs them, {@link StagePlanner} only looks. */
interface Stages {

    /**
     * Takes a stage.
     *
     * @param recompute why nothing stored is reused, if that is so
     */
    SweepResult run(String stage, List<SweepUnit> units, Optional<Reason> recompute)
            throws IOException, InterruptedException;

    /** Reads results of the stages that were taken. */
    UnitReader reader();

    /** What became of every unit so far. */
    List<StageRecord> records();

    /** What came of comparing reused results, if that was asked for. */
    List<AuditRecord> audits();
}
