package dev.necrozma.engine.sweep;

import dev.necrozma.engine.store.Artifact;
import java.util.Optional;

/** How one unit of a sweep ended. */
public sealed interface Outcome {

    /** The result, if there is one. */
    Optional<Artifact> artifact();

    /** The store had the result. */
    record Reused(Artifact result) implements Outcome {
        @Override
        public Optional<Artifact> artifact() {
            return Optional.of(result);
        }
    }

    /**
     * The result was computed and published.
     *
     * @param why it was not reused
     * @param differs whether the store had a result of the same key with other content: the stage is not deterministic, or its
     *     code changed without its version
     */
    record Computed(Artifact result, Explanation why, boolean differs) implements Outcome {
        @Override
        public Optional<Artifact> artifact() {
            return Optional.of(result);
        }
    }

    /** There is no result. */
    record Failed(FailureReason reason, String message, Throwable cause) implements Outcome {
        @Override
        public Optional<Artifact> artifact() {
            return Optional.empty();
        }
    }

    /** The sweep was stopped before the unit was done. */
    record Cancelled() implements Outcome {
        @Override
        public Optional<Artifact> artifact() {
            return Optional.empty();
        }
    }
}
