package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.sweep.Explanation;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.pipeline.RunPlan;
import dev.necrozma.pipeline.RunPlan.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run would do, as a page and as JSON. */
final class RunPlanPage {

    private static final int EXPLAINED_UNITS = 3;

    private final RunPlan plan;

    RunPlanPage(RunPlan plan) {
        this.plan = plan;
    }

    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("stage", "units", "reused", "computed", "not known", "seconds to compute", "seconds saved"));
        Duration sure = Duration.ZERO;
        Duration perhaps = Duration.ZERO;
        int unestimated = 0;
        for (RunPlan.StagePlan stage : plan.stages()) {
            Duration computing = stage.cost(Fate.COMPUTED);
            Duration unknown = stage.cost(Fate.UNKNOWN);
            int without = stage.unestimated(Fate.COMPUTED) + stage.unestimated(Fate.UNKNOWN);
            sure = sure.plus(computing);
            perhaps = perhaps.plus(unknown);
            unestimated += without;
            rows.add(List.of(
                    stage.stage(),
                    Integer.toString(stage.units().size()),
                    Integer.toString(stage.count(Fate.REUSED)),
                    Integer.toString(stage.count(Fate.COMPUTED)),
                    Integer.toString(stage.count(Fate.UNKNOWN)),
                    seconds(computing.plus(unknown)) + (without > 0 ? "+" : ""),
                    seconds(stage.cost(Fate.REUSED))));
        }
        List<String> lines = new ArrayList<>(Columns.lines(rows, 1));
        plan.stages().forEach(stage -> addReasons(stage, lines));
        lines.add(estimate(sure, perhaps, unestimated));
        return lines.stream()
                .flatMap(line -> Columns.wrapped(line, "    ").stream())
                .toList();
    }

    private static void addReasons(RunPlan.StagePlan stage, List<String> lines) {
        Map<String, Integer> reasons = new TreeMap<>();
        List<String> telling = new ArrayList<>();
        for (RunPlan.UnitPlan unit : stage.units()) {
            if (unit.why().isPresent()) {
                Explanation why = unit.why().get();
                reasons.merge(why.reason().summary(), 1, Integer::sum);
                if (why.reason() != Reason.NEVER_COMPUTED
                        && !why.detail().equals(why.reason().summary())) {
                    telling.add("  " + unit.unit() + ": would be computed because " + why.detail());
                }
            }
        }
        if (!reasons.isEmpty()) {
            List<String> counts = new ArrayList<>();
            reasons.forEach((reason, count) -> counts.add(count + " " + reason));
            lines.add(stage.stage() + ": " + stage.count(Fate.COMPUTED) + " would be computed: "
                    + String.join(", ", counts));
            lines.addAll(telling.subList(0, Math.min(EXPLAINED_UNITS, telling.size())));
            if (telling.size() > EXPLAINED_UNITS) {
                lines.add("  and " + (telling.size() - EXPLAINED_UNITS) + " more like these");
            }
        }
        if (!stage.certain()) {
            lines.add(stage.stage()
                    + ": not known before the stages above are computed; what comes out as it was is reused");
        }
    }

    private static String estimate(Duration sure, Duration perhaps, int unestimated) {
        if (sure.isZero() && perhaps.isZero() && unestimated == 0) {
            return "nothing would be computed";
        }
        return "by earlier costs, one unit at a time: " + seconds(sure) + " s to compute for sure, "
                + seconds(sure.plus(perhaps)) + " s at most"
                + (unestimated > 0
                        ? ", and " + unestimated + (unestimated == 1 ? " unit" : " units") + " of unknown cost"
                        : "");
    }

    private static String seconds(Duration time) {
        return Numbers.oneDecimal(time.toNanos() / 1e9);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("dry_run", true);
        json.writeArrayFieldStart("stages");
        for (RunPlan.StagePlan stage : plan.stages()) {
            json.writeStartObject();
            json.writeStringField("name", stage.stage());
            json.writeBooleanField("certain", stage.certain());
            json.writeNumberField("reused", stage.count(Fate.REUSED));
            json.writeNumberField("computed", stage.count(Fate.COMPUTED));
            json.writeNumberField("unknown", stage.count(Fate.UNKNOWN));
            json.writeArrayFieldStart("units");
            for (RunPlan.UnitPlan unit : stage.units()) {
                json.writeStartObject();
                json.writeStringField("name", unit.unit());
                json.writeStringField("fate", unit.fate().name().toLowerCase(Locale.ROOT));
                Optional<Explanation> why = unit.why();
                if (why.isPresent()) {
                    json.writeStringField("why", why.get().detail());
                }
                if (unit.cost().isPresent()) {
                    json.writeNumberField("cost_seconds", unit.cost().get().toNanos() / 1e9);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
