package dev.necrozma.cli;

import dev.necrozma.pipeline.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was said about stages that are not run. */
final class UnusedOptions {

    private static final Map<Stage, List<String>> OF_A_STAGE = new EnumMap<>(Map.of(
            Stage.UNIVERSES,
            List.of("--intervals", "--lookbacks", "--context", "--add-groups", "--skip-groups"),
            Stage.LABELS,
            List.of("--targets", "--stops", "--horizons", "--entries", "--path", "--price", "--materialize")));

    private UnusedOptions() {}

    /** A sentence for each stage that is not among {@code stages} and of which there are options. */
    static List<String> sentences(RunOptions options, Set<Stage> stages) {
        List<String> sentences = new ArrayList<>();
        OF_A_STAGE.forEach((stage, ofStage) -> {
            List<String> given = ofStage.stream()
                    .filter(option -> options.find(option).isPresent())
                    .toList();
            if (!given.isEmpty() && !stages.contains(stage)) {
                sentences.add(String.join(", ", given) + (given.size() == 1 ? " is" : " are") + " not used: "
                        + stage.label() + " are not among --stages");
            }
        });
        return sentences;
    }
}
