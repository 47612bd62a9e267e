package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What units took to compute the last time, as far as the store knows. */
final class EarlierCosts {

    private final Map<String, Artifact> newest = new HashMap<>();
    private final Map<String, Mean> means = new HashMap<>();

    EarlierCosts(List<Artifact> results) {
        for (Artifact artifact : results) {
            newest.merge(
                    name(artifact.key().stage(), artifact.unit()),
                    artifact,
                    (one, other) -> one.created().isAfter(other.created()) ? one : other);
            means.computeIfAbsent(artifact.key().stage(), absent -> new Mean()).add(artifact.cost());
        }
    }

    /** What the unit took, or one of its stage on average; absent if none of the stage is stored. */
    Optional<Duration> of(String stage, String unit) {
        return Optional.ofNullable(newest.get(name(stage, unit)))
                .map(Artifact::cost)
                .or(() -> Optional.ofNullable(means.get(stage)).map(Mean::value));
    }

    private static String name(String stage, String unit) {
        return stage + "\n" + unit;
    }

    private static final class Mean {

        private Duration sum = Duration.ZERO;
        private int count;

        void add(Duration cost) {
            sum = sum.plus(cost);
            count++;
        }

        Duration value() {
            return sum.dividedBy(count);
        }
    }
}
