package dev.necrozma.pipeline;

import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.StoreView;
import dev.necrozma.engine.sweep.AuditRecord;
import dev.necrozma.engine.sweep.Explanation;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a run would reuse and compute, and computes nothing. What would be computed counts as cancelled. */
final class StagePlanner implements Stages {

    private final StoreView store;
    private final EarlierCosts costs;
    private final UnitReader reader;
    private final List<SweepResult> results = new ArrayList<>();
    private final List<RunPlan.StagePlan> plans = new ArrayList<>();

    StagePlanner(StoreView store) {
        this.store = store;
        this.costs = new EarlierCosts(store.artifacts());
        this.reader = new UnitReader(store);
    }

    @Override
    public SweepResult run(String stage, List<SweepUnit> units, Optional<Reason> recompute) {
        Sweep sweep = new Sweep(stage, units);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<RunPlan.UnitPlan> planned = new ArrayList<>();
        for (SweepUnit unit : units) {
            Optional<Artifact> stored = store.find(unit.key());
            if (stored.isPresent() && recompute.isEmpty()) {
                outcomes.put(unit.name(), new Outcome.Reused(stored.get()));
                planned.add(RunPlan.UnitPlan.reused(unit.name(), stored.get().cost()));
            } else {
                Explanation why = recompute
                        .filter(reason -> stored.isPresent())
                        .map(Explanation::requested)
                        .orElseGet(() -> Explanation.ofMiss(store, unit.key(), unit.name()));
                outcomes.put(unit.name(), new Outcome.Cancelled());
                planned.add(RunPlan.UnitPlan.computed(unit.name(), why, costs.of(stage, unit.name())));
            }
        }
        SweepResult result = new SweepResult(sweep, outcomes, Duration.ZERO, Duration.ZERO);
        results.add(result);
        plans.add(new RunPlan.StagePlan(stage, true, planned));
        return result;
    }

    @Override
    public UnitReader reader() {
        return reader;
    }

    @Override
    public List<StageRecord> records() {
        return results.stream().map(StageRecord::of).toList();
    }

    @Override
    public List<AuditRecord> audits() {
        return List.of();
    }

    /** A stage whose keys cannot be known before others are computed: whether its units will be reused is not known. */
    void expect(String stage, List<String> units) {
        if (plans.stream().noneMatch(plan -> plan.stage().equals(stage))) {
            plans.add(new RunPlan.StagePlan(
                    stage,
                    false,
                    units.stream()
                            .map(unit -> RunPlan.UnitPlan.unknown(unit, costs.of(stage, unit)))
                            .toList()));
        }
    }

    List<RunPlan.StagePlan> plans() {
        return plans;
    }
}
