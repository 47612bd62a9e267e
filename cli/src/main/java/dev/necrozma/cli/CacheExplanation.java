package dev.necrozma.cli;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.StoreView;
import dev.necrozma.engine.sweep.Explanation;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.ForexPipeline;
import dev.necrozma.pipeline.RunPlan;
import dev.necrozma.pipeline.RunRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the last run, run again now, would reuse a result, and if not why. */
final class CacheExplanation {

    private final Place place;

    CacheExplanation(Place place) {
        this.place = place;
    }

    /**
     * An answer.
     *
     * @param sentence without the name of the result
     */
    record Answer(String name, String stage, String runId, RunPlan.Fate fate, String sentence) {}

    Answer of(String name) throws UsageException, BadInputException, IOException, InterruptedException {
        RunRecord run = lastRunWith(name);
        RunOrigin origin = RunOrigin.of(run.about())
                .orElseThrow(() -> new UsageException("the record of run " + run.runId()
                        + " does not say what it was asked for: run again with this version of the program"));
        RunRequest request = Program.request(origin, place).upTo(name);
        RunPlan plan =
                ForexPipeline.plan(request, new SilentProgress(new PrintStream(OutputStream.nullOutputStream())));
        for (RunPlan.StagePlan stage : plan.stages()) {
            for (RunPlan.UnitPlan unit : stage.units()) {
                if (unit.unit().equals(name)) {
                    return new Answer(name, stage.stage(), run.runId(), unit.fate(), sentence(unit, plan));
                }
            }
        }
        throw new UsageException("run " + run.runId() + ", run again now, would have no result `" + name + "`");
    }

    private RunRecord lastRunWith(String name) throws UsageException, IOException {
        RunRecords records = new RunRecords(new LocalDisk(), place.store().resolve("runs"));
        StoreView store = StoreView.open(new LocalDisk(), place.store(), Clock.systemUTC());
        TreeSet<String> names = new TreeSet<>();
        for (RunRecord run : records.newest(about -> true, RunRecord.MOST_KEPT)) {
            for (StageRecord stage : run.stages()) {
                for (StageRecord.Unit unit : stage.units()) {
                    if (unit.name().equals(name)) {
                        return run;
                    }
                    names.add(unit.name());
                }
                Optional<CacheKey> key = stage.unnamed() > 0 ? store.newest(stage.name(), name) : Optional.empty();
                if (key.isPresent() && records.used(run).contains(key.get().id())) {
                    return run;
                }
            }
        }
        throw new UsageException("no run in " + place.store() + " had a result `" + name + "`"
                + Nearest.find(name, names)
                        .map(near -> "; did you mean `" + near + "`?")
                        .orElse("; `necrozma cache list` lists them"));
    }

    private static String sentence(RunPlan.UnitPlan unit, RunPlan plan) {
        return switch (unit.fate()) {
            case REUSED -> "would be reused: its key and all that determines it are as they were";
            case COMPUTED ->
                "would be computed because "
                        + unit.why().map(Explanation::detail).orElse("it is not stored");
            case UNKNOWN ->
                firstComputed(plan)
                        .map(first -> "cannot be told yet: " + first.unit() + " would be computed first because "
                                + first.why().map(Explanation::detail).orElse("it is not stored")
                                + "; if what it needs comes out as before, it is reused")
                        .orElse("cannot be told yet");
        };
    }

    private static Optional<RunPlan.UnitPlan> firstComputed(RunPlan plan) {
        return plan.stages().stream()
                .flatMap(stage -> stage.units().stream())
                .filter(unit -> unit.fate() == RunPlan.Fate.COMPUTED)
                .findFirst();
    }
}
