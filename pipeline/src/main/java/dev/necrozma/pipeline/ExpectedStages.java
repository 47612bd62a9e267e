package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.universe.UniverseSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages that a plan cannot see yet, because something before them must be computed first: those of the last run of the same folder,
 * and the grids that were asked for.
 */
final class ExpectedStages {

    private final RunRequest request;
    private final Disk disk;
    private final Path store;

    ExpectedStages(RunRequest request, Disk disk, Path store) {
        this.request = request;
        this.disk = disk;
        this.store = store;
    }

    /** Adds them to the plan, in the order of a run. */
    void tell(StagePlanner planner) throws IOException {
        for (StageRecord stage : lastStages()) {
            if (isWanted(stage.name())) {
                planner.expect(stage.name(), names(stage));
            }
        }
        if (request.stages().contains(Stage.UNIVERSES)) {
            planner.expect(UniverseStage.NAME, universes());
        }
        if (request.stages().contains(Stage.LABELS)) {
            planner.expect(LabelStage.NAME, labels());
        }
    }

    private List<StageRecord> lastStages() throws IOException {
        String folder = RunHistory.outputFolder(store, request.publish().directory());
        Optional<RunRecord> last = new RunRecords(disk, store.resolve("runs"))
                .newest(about -> folder.equals(about.get(RunHistory.OUTPUT)));
        return last.map(RunRecord::stages).orElse(List.of());
    }

    private boolean isWanted(String stage) {
        return switch (stage) {
            case UniverseStage.NAME, ContextStage.NAME -> request.stages().contains(Stage.UNIVERSES);
            case LabelStage.NAME, LevelStage.NAME -> request.stages().contains(Stage.LABELS);
            default -> true;
        };
    }

    private List<String> names(StageRecord stage) {
        return switch (stage.name()) {
            case UniverseStage.NAME -> universes();
            case LabelStage.NAME -> labels();
            default -> stage.units().stream().map(StageRecord.Unit::name).toList();
        };
    }

    private List<String> universes() {
        List<String> names = new ArrayList<>();
        for (int interval : request.universes().intervals()) {
            for (int lookback : request.universes().lookbacks()) {
                names.add(UniverseSpec.name(interval, lookback));
            }
        }
        names.removeIf(name -> !request.wants(name));
        return names;
    }

    private List<String> labels() {
        return request.labels().specs().stream()
                .map(LabelSpec::name)
                .filter(request::wants)
                .toList();
    }
}
