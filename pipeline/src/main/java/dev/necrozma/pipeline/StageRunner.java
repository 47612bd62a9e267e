package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepListener;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the stages of one run, one after the other, and keeps what became of their units. */
final class StageRunner {

    private final SweepExecutor executor;
    private final CheckpointPolicy checkpoints;
    private final UnitReader reader;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final List<SweepResult> results = new ArrayList<>();
    private final Map<SweepUnit, Outcome.Computed> recomputed = new ConcurrentHashMap<>();

    StageRunner(
            ArtifactStore store,
            InputFingerprints inputs,
            int workers,
            CheckpointPolicy checkpoints,
            RunListener listener,
            Cancellation cancellation) {
        this.executor = SweepExecutor.threads(store, workers).watching(inputs);
        this.checkpoints = checkpoints;
        this.reader = new UnitReader(store, inputs, recomputed::put);
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Runs a stage to its end. */
    SweepResult run(String stage, List<SweepUnit> units, Optional<Reason> recompute)
            throws IOException, InterruptedException {
        reader.register(units);
        SweepResult result = executor.run(
                new Sweep(stage, units), new SweepOptions(recompute, checkpoints), progress(), cancellation);
        results.add(result);
        listener.stageEnded(StageRecord.of(result));
        return result;
    }

    /** Reads results of the stages that have run. */
    UnitReader reader() {
        return reader;
    }

    /** What became of every unit so far, those included that were computed again because their files were lost. */
    List<StageRecord> records() {
        return results.stream().map(this::amended).map(StageRecord::of).toList();
    }

    private SweepResult amended(SweepResult result) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>(result.outcomes());
        for (SweepUnit unit : result.sweep().units()) {
            Outcome.Computed again = recomputed.get(unit);
            if (again != null) {
                outcomes.put(unit.name(), again);
            }
        }
        return new SweepResult(result.sweep(), outcomes, result.elapsed());
    }

    private SweepListener progress() {
        return new SweepListener() {
            @Override
            public void started(Sweep sweep, int units, int reused) {
                listener.stageStarted(sweep.stage(), units, reused);
            }

            @Override
            public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
                if (!(outcome instanceof Outcome.Reused)) {
                    listener.unitEnded(sweep.stage(), unit.name());
                }
            }
        };
    }
}
