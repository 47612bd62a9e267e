package dev.necrozma.testkit;

import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.MemoryStore;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.time.Clock;
import java.time.ZoneOffset;

final class MemoryStoreContractTest implements ArtifactStoreContract {

    private final MemoryStore store = new MemoryStore(Clock.fixed(NOW, ZoneOffset.UTC));

    @Override
    public ArtifactStore store() {
        return store;
    }
}
