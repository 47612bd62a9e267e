package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.run.SweepNeeds;
import dev.necrozma.engine.run.SweepProgress;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Audit;
import dev.necrozma.engine.sweep.AuditRecord;
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
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the stages of one run, one after the other, and keeps what became of their units. */
final class StageRunner implements Stages {

    private final SweepExecutor executor;
    private final Disk disk;
    private final Path progressFiles;
    private final CheckpointPolicy checkpoints;
    private final UnitReader reader;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Optional<Audit> audit;
    private final List<SweepResult> results = new ArrayList<>();
    private final List<AuditRecord> audits = new ArrayList<>();
    private final Map<SweepUnit, Outcome.Computed> recomputed = new ConcurrentHashMap<>();
    private boolean toldTrouble;

    StageRunner(
            DirectoryStore store,
            Disk disk,
            InputFingerprints inputs,
            int workers,
            CheckpointPolicy checkpoints,
            RunListener listener,
            Cancellation cancellation,
            Optional<Audit> audit) {
        this.audit = audit;
        this.executor = SweepExecutor.threads(store, workers).watching(inputs);
        this.disk = disk;
        this.progressFiles = store.directory().resolve("progress");
        this.checkpoints = checkpoints;
        this.reader = new UnitReader(store, inputs, recomputed::put);
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /** Runs a stage to its end. */
    @Override
    public SweepResult run(String stage, List<SweepUnit> units, Optional<Reason> recompute)
            throws IOException, InterruptedException {
        reader.register(units);
        Sweep sweep = new Sweep(stage, units);
        SweepResult result;
        try (SweepProgress file =
                        new SweepProgress(disk, progressFiles, Clock.systemUTC(), System::nanoTime, this::tellTrouble);
                SweepNeeds needs = new SweepNeeds(disk, progressFiles, this::tellTrouble)) {
            result = executor.run(sweep, new SweepOptions(recompute, checkpoints), told(file, needs), cancellation);
        }
        results.add(result);
        if (audit.isPresent()) {
            audits.add(audit.get().of(result, cancellation));
        }
        listener.stageEnded(StageRecord.of(result));
        return result;
    }

    private void tellTrouble(IOException trouble) {
        if (!toldTrouble) {
            toldTrouble = true;
            listener.message("progress files cannot be kept, though nothing else suffers: " + inWords(trouble));
        }
    }

    /* Where the system gives no reason, the exception has the name of it: NoSuchFileException. */
    private static String inWords(IOException trouble) {
        String message = String.valueOf(trouble.getMessage());
        if (trouble instanceof FileSystemException refused && refused.getReason() == null) {
            String name = refused.getClass().getSimpleName().replace("Exception", "");
            return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + ": " + message;
        }
        return message;
    }

    @Override
    public UnitReader reader() {
        return reader;
    }

    /** What audits of the stages found; empty if none were asked for. */
    @Override
    public List<AuditRecord> audits() {
        return List.copyOf(audits);
    }

    /** What became of every unit so far, those included that were computed again because their files were lost. */
    @Override
    public List<StageRecord> records() {
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
        return new SweepResult(result.sweep(), outcomes, result.elapsed(), result.storeTime());
    }

    /* Passes on what a sweep tells to its files and to the listener of the run. */
    private SweepListener told(SweepProgress file, SweepNeeds needs) {
        return new SweepListener() {

            private int foundUnits;

            @Override
            public void started(Sweep sweep, int units, int reused) {
                file.started(sweep, units, reused);
                needs.started(sweep, units, reused);
                foundUnits = reused;
                listener.stageStarted(sweep.stage(), units, reused);
            }

            @Override
            public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
                file.ended(sweep, unit, outcome);
                needs.ended(sweep, unit, outcome);
                if (foundUnits > 0) { // those come first
                    foundUnits--;
                } else if (!(outcome instanceof Outcome.Cancelled)) {
                    listener.unitEnded(
                            sweep.stage(), unit.name(), outcome.artifact().isPresent());
                    if (outcome instanceof Outcome.Reused) { // another process had its checkpoint
                        listener.checkpointed(sweep.stage(), file.completed());
                    }
                }
            }

            @Override
            public void checkpointed(Sweep sweep, int results) {
                file.checkpointed(sweep, results);
                listener.checkpointed(sweep.stage(), file.completed());
            }

            @Override
            public void waiting(Sweep sweep) {
                file.waiting(sweep);
                needs.waiting(sweep);
            }
        };
    }
}
