package dev.necrozma.testkit;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreContractTest implements ArtifactStoreContract {

    @TempDir
    private Path directory;

    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(new LocalDisk(), directory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public ArtifactStore store() {
        return store;
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }
}
