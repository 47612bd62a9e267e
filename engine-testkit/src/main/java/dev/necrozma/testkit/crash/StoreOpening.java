package dev.necrozma.testkit.crash;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.store.ArtifactStore;
import java.io.IOException;

/** Opens the store under test, always in the same place of a disk. */
public interface StoreOpening {

    ArtifactStore open(Disk disk) throws IOException;
}
