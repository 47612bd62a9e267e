package dev.necrozma.engine.sweep;

import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.store.StoredArtifacts;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads results of units, and computes again those whose files turn out to be lost, and so on upwards: a computation that reads
 * through this never sees a lost file. Safe for use by several threads.
 */
public final class UnitReader {

    private final StoredArtifacts store;
    private final Optional<LostUnits> lost;

    /** One that computes nothing again: where a file is lost, it says so. */
    public UnitReader(StoredArtifacts store) {
        this.store = store;
        this.lost = Optional.empty();
    }

    /**
     * @param recomputed told of every unit that was computed again
     */
    public UnitReader(
            ArtifactStore store, InputFingerprints inputs, BiConsumer<SweepUnit, Outcome.Computed> recomputed) {
        this.store = store;
        this.lost = Optional.of(new LostUnits(store, inputs, recomputed));
    }

    /** Makes units known, so that they can be computed again. */
    public void register(List<SweepUnit> known) {
        lost.ifPresent(units -> units.register(known));
    }

    /** Reads from an artifact that has what is wanted. */
    public interface Reading<T> {
        T from(Artifact artifact) throws IOException;
    }

    /**
     * The verified content of a file of {@code artifact}.
     *
     * @throws IOException if it is lost and cannot be computed again with the same content, or the store cannot read it; the sweep of a
     *     computation to which the latter happens ends
     */
    public byte[] read(Artifact artifact, String payload) throws IOException {
        return reading(artifact, whole -> readStored(whole, payload));
    }

    /* What else stops the thread is not the store's trouble. */
    private byte[] readStored(Artifact artifact, String payload) throws IOException {
        try {
            return store.read(artifact, payload);
        } catch (PayloadLostException | ClosedByInterruptException passedOn) {
            throw passedOn;
        } catch (IOException refused) {
            throw new StoreFailedException(artifact.unit() + " could not be read from the store", refused);
        }
    }

    /**
     * Lets {@code reading} read from {@code artifact}, and once more from an equal one if files of the first are lost. What the
     * first attempt did must not count.
     */
    public <T> T reading(Artifact artifact, Reading<T> reading) throws IOException {
        try {
            return reading.from(artifact);
        } catch (PayloadLostException gone) {
            if (lost.isEmpty()) {
                throw gone;
            }
            return reading.from(lost.get().replacement(artifact, gone));
        }
    }
}
