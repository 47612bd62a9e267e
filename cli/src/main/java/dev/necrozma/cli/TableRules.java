package dev.necrozma.cli;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.Materialize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which tables of labels may be asked for. */
final class TableRules {

    private TableRules() {}

    /** {@code auto}, {@code all} and {@code none}; absent for another word. */
    static Optional<Materialize> word(String word) {
        return switch (word) {
            case "auto" -> Optional.of(Materialize.AUTO);
            case "all" -> Optional.of(Materialize.ALL);
            case "none" -> Optional.of(Materialize.NONE);
            default -> Optional.empty();
        };
    }

    /** Reads names of configurations, whether or not they are among those of {@code grid}; that guesses what a mistyped one is. */
    static Materialize named(String place, List<String> names, LabelGrid grid) throws UsageException {
        if (names.isEmpty()) {
            throw new UsageException(place + " must name at least one configuration, or be none");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            requireName(place, name, names);
            String read = spec(place, name, grid).name();
            if (!seen.add(read)) {
                throw new UsageException(place + " names " + read + " twice");
            }
        }
        return Materialize.named(seen);
    }

    private static void requireName(String place, String name, List<String> names) throws UsageException {
        if (name.isBlank()) {
            throw new UsageException(place + " has an empty item");
        }
        if (word(name).isPresent()) {
            throw new UsageException(place + ": `" + name + "` stands alone: give it "
                    + (names.size() == 1 ? "as a word, not in a list" : "without other names"));
        }
    }

    private static LabelSpec spec(String place, String name, LabelGrid grid) throws UsageException {
        try {
            return LabelSpec.parse(name);
        } catch (IllegalArgumentException e) {
            List<String> known = new ArrayList<>(List.of("auto", "all", "none"));
            grid.specs().forEach(spec -> known.add(spec.name()));
            Optional<String> near = Nearest.find(name, known);
            throw new UsageException(
                    near.isPresent()
                            ? place + ": not a configuration: " + name + "; did you mean `" + near.get() + "`?"
                            : place + ": " + e.getMessage(),
                    e);
        }
    }

    static LabelGrid with(LabelGrid grid, Materialize tables) {
        return new LabelGrid(
                grid.targets(), grid.stops(), grid.horizons(), grid.entryMinutes(), grid.path(), grid.prices(), tables);
    }

    /** Checks that the tables of {@code grid} are of its configurations. */
    static void checkNames(String place, LabelGrid grid, Wording wording) throws UsageException {
        Set<Double> targets = new HashSet<>(grid.targets());
        Set<Double> stops = new HashSet<>(grid.stops());
        Set<Double> horizons = new HashSet<>(grid.horizons());
        for (String name : grid.tables().names().stream().sorted().toList()) {
            LabelSpec spec = LabelSpec.parse(name);
            List<String> missing = new ArrayList<>();
            noteMissing(missing, spec.targetPips(), targets, wording.parameter("targets"));
            noteMissing(missing, spec.stopPips(), stops, wording.parameter("stops"));
            noteMissing(missing, spec.horizonMinutes(), horizons, wording.parameter("horizons"));
            if (!missing.isEmpty()) {
                LabelSpec near = new LabelSpec(
                        nearest(spec.targetPips(), grid.targets()),
                        nearest(spec.stopPips(), grid.stops()),
                        nearest(spec.horizonMinutes(), grid.horizons()));
                throw new UsageException(place + ": " + name + " is not among the configurations: add "
                        + String.join(" and ", missing) + ", or take " + near.name());
            }
        }
    }

    private static void noteMissing(List<String> missing, double value, Set<Double> among, String parameter) {
        if (!among.contains(value)) {
            missing.add(LabelSpec.number(value) + " to " + parameter);
        }
    }

    private static double nearest(double value, List<Double> among) {
        double nearest = among.get(0);
        for (double each : among) {
            if (Math.abs(each - value) < Math.abs(nearest - value)) {
                nearest = each;
            }
        }
        return nearest;
    }
}
