package dev.necrozma.engine.sweep;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.fingerprint.InputFile;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Computes units again whose files are lost. Safe for use by several threads. */
final class LostUnits {

    private static final Duration CLAIM_POLL = Duration.ofMillis(20);

    private final ArtifactStore store;
    private final InputFingerprints inputs;
    private final BiConsumer<SweepUnit, Outcome.Computed> recomputed;
    private final Map<Fingerprint, SweepUnit> units = new ConcurrentHashMap<>();

    LostUnits(ArtifactStore store, InputFingerprints inputs, BiConsumer<SweepUnit, Outcome.Computed> recomputed) {
        this.store = store;
        this.inputs = inputs;
        this.recomputed = recomputed;
    }

    void register(List<SweepUnit> known) {
        known.forEach(unit -> units.put(unit.key().id(), unit));
    }

    /**
     * An artifact with the content of {@code lost}.
     *
     * @throws PayloadLostException {@code because}, if its unit is not known
     * @throws IOException if it cannot be computed again with the same content
     */
    Artifact replacement(Artifact lost, PayloadLostException because) throws IOException {
        SweepUnit unit = units.get(lost.key().id());
        if (unit == null) {
            throw because;
        }
        try {
            while (true) {
                Optional<Claim> claim = store.claim(lost.key());
                if (claim.isPresent()) {
                    try (Claim ignored = claim.get()) {
                        return replaceClaimed(lost, unit);
                    }
                }
                store.awaitClaims(CLAIM_POLL);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + unit.name() + " was computed again");
        }
    }

    private Artifact replaceClaimed(Artifact lost, SweepUnit unit) throws IOException, InterruptedException {
        store.refresh();
        Optional<Artifact> other = store.find(lost.key());
        if (other.isPresent()) {
            return requireSame(lost, other.get());
        }
        Explanation why = Explanation.ofMiss(store, unit.key(), unit.name());
        try (Draft draft = store.draft(unit.key(), unit.name())) {
            requireUnchanged(unit);
            long start = System.nanoTime();
            unit.computation().compute(draft);
            draft.cost(Duration.ofNanos(System.nanoTime() - start));
            requireUnchanged(unit);
            Artifact artifact = publish(draft);
            recomputed.accept(unit, new Outcome.Computed(artifact, why, !artifact.sameContent(lost)));
            return requireSame(lost, artifact);
        } catch (IOException | RuntimeException | InterruptedException passedOn) {
            throw passedOn;
        } catch (Exception failed) {
            throw new IOException(
                    unit.name() + " was lost and could not be computed again: " + failed.getMessage(), failed);
        }
    }

    private Artifact publish(Draft draft) throws StoreFailedException {
        try {
            return store.publish(List.of(draft)).get(0);
        } catch (IOException refused) {
            throw new StoreFailedException(draft.unit() + " was lost, and the store could not take it again", refused);
        }
    }

    /* Other content has other consumers: their keys name what was lost. */
    private static Artifact requireSame(Artifact lost, Artifact found) throws IOException {
        if (!found.sameContent(lost)) {
            throw new IOException(
                    "stage " + lost.key().stage() + " version " + lost.key().version() + " is not deterministic: "
                            + lost.unit() + " was lost, and has other content now; run again");
        }
        return found;
    }

    private void requireUnchanged(SweepUnit unit) throws IOException {
        for (InputFile input : unit.inputs()) {
            inputs.requireUnchanged(input);
        }
    }
}
