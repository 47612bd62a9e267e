package dev.necrozma.cli;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.Stage;
import dev.necrozma.pipeline.UniverseGrid;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The universes and labels that {@code --only} names.
 *
 * @param names all of them, as they are called
 */
record OnlyArgument(
        Set<String> names,
        List<Integer> intervals,
        List<Integer> lookbacks,
        List<Double> targets,
        List<Double> stops,
        List<Double> horizons) {

    private static final String OPTION = "--only";
    private static final Pattern UNIVERSE = Pattern.compile("universe_([0-9]{1,6})m_([0-9]{1,6})lb");

    static OnlyArgument parse(String text) throws UsageException {
        Set<String> names = new LinkedHashSet<>();
        Set<Integer> intervals = new LinkedHashSet<>();
        Set<Integer> lookbacks = new LinkedHashSet<>();
        Set<Double> targets = new LinkedHashSet<>();
        Set<Double> stops = new LinkedHashSet<>();
        Set<Double> horizons = new LinkedHashSet<>();
        for (String item : Items.of(OPTION, text)) {
            Matcher universe = UNIVERSE.matcher(item);
            if (universe.matches()) {
                intervals.add(Numbers.positive(OPTION, universe.group(1)));
                lookbacks.add(Numbers.positive(OPTION, universe.group(2)));
                names.add(item);
            } else {
                LabelSpec spec = label(item);
                targets.add(spec.targetPips());
                stops.add(spec.stopPips());
                horizons.add(spec.horizonMinutes());
                names.add(spec.name());
            }
        }
        if (!intervals.isEmpty()) {
            GridRules.checkIntervals(OPTION, List.copyOf(intervals));
            GridRules.checkLookbacks(OPTION, List.copyOf(lookbacks));
        }
        return new OnlyArgument(
                names,
                new ArrayList<>(intervals),
                new ArrayList<>(lookbacks),
                new ArrayList<>(targets),
                new ArrayList<>(stops),
                new ArrayList<>(horizons));
    }

    private static LabelSpec label(String item) throws UsageException {
        try {
            return LabelSpec.parse(item);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    OPTION + " names universes such as universe_5m_20lb and labels such as T10_S5_H60: " + item, e);
        }
    }

    Set<Stage> stages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        if (!intervals.isEmpty()) {
            stages.add(Stage.UNIVERSES);
        }
        if (!targets.isEmpty()) {
            stages.add(Stage.LABELS);
        }
        return stages;
    }

    /** The smallest grid that has what is named; the same if nothing is. */
    UniverseGrid within(UniverseGrid grid) {
        return intervals.isEmpty()
                ? grid
                : new UniverseGrid(
                        intervals,
                        lookbacks,
                        grid.minMovementPips(),
                        grid.context(),
                        grid.addGroups(),
                        grid.skipGroups());
    }

    /** The smallest grid that has what is named; the same if nothing is. */
    LabelGrid within(LabelGrid grid) {
        return targets.isEmpty()
                ? grid
                : new LabelGrid(
                        targets, stops, horizons, grid.entryMinutes(), grid.path(), grid.prices(), grid.tables());
    }
}
