package dev.necrozma.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Kinds of stored results, as people speak of them: a kind may take several stages. */
public enum Results {
    /** Imported files, ticks or bars by month, and candles. */
    TICKS("ticks", ImportStage.NAME + " " + TickStage.NAME + " " + CandleStage.NAME),
    /** Universes, and the features of contexts that they share. */
    UNIVERSES("universes", UniverseStage.NAME + " " + ContextStage.NAME),
    /** Labels, and the levels that they are derived from. */
    LABELS("labels", LabelStage.NAME + " " + LevelStage.NAME),
    REGIMES("regimes", "regimes"),
    PATTERNS("patterns", "patterns"),
    /** Everything, of whatever stage. */
    ALL("all", "");

    private final String label;
    /* Their names, with spaces between. */
    private final String stages;

    Results(String label, String stages) {
        this.label = label;
        this.stages = stages;
    }

    /** The name by which people ask for it. */
    public String label() {
        return label;
    }

    /** Whether results of the stage called {@code stage} are of this kind. */
    public boolean includes(String stage) {
        return this == ALL || names(this).anyMatch(stage::equals);
    }

    /** The names of all stages that there are or will be, sorted. */
    public static List<String> stages() {
        return Arrays.stream(values())
                .flatMap(Results::names)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> names(Results kind) {
        return Arrays.stream(kind.stages.split(" ", -1)).filter(name -> !name.isEmpty());
    }
}
