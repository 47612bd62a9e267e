package dev.necrozma.engine.store;

import dev.necrozma.engine.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class MemoryStoreTest implements ArtifactStoreContract {

    private MemoryStore store;

    @BeforeEach
    void open() {
        store = new MemoryStore(new ManualClock(NOW));
    }

    @Override
    public ArtifactStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
