package dev.necrozma.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a key: a result was stored, or removed.
 *
 * @param cost of the result that was stored
 * @param removal why it was removed; absent if it was stored
 */
public record StoreEvent(Instant when, Optional<Duration> cost, Optional<Removal> removal) {

    static StoreEvent stored(Artifact artifact) {
        return new StoreEvent(artifact.created(), Optional.of(artifact.cost()), Optional.empty());
    }

    static StoreEvent removed(Removal removal) {
        return new StoreEvent(removal.when(), Optional.empty(), Optional.of(removal));
    }
}
