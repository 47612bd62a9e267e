package dev.necrozma.engine.sweep;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Computes a random share of reused results again and compares the bytes and the attributes. One that comes out different shows that its stage is not
 * deterministic, or that the code of the stage changed and its version did not. Publishes nothing: which of the two is right,
 * nobody knows.
 */
public final class Audit {

    private final ArtifactStore store;
    private final double share;
    private final Random random;
    private final int workers;

    /**
     * @param share of the reused results of each sweep, above 0 and at most 1; at least one of them
     * @param random chooses them
     * @param workers how many are computed at a time
     */
    public Audit(ArtifactStore store, double share, Random random, int workers) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1: " + share);
        }
        this.store = store;
        this.share = share;
        this.random = random;
        this.workers = workers;
    }

    /**
     * Audits the results that a sweep reused, as many as can be until {@code cancellation}.
     *
     * @throws IOException if the store cannot be used
     * @throws InterruptedException if this thread is interrupted
     */
    public AuditRecord of(SweepResult result, Cancellation cancellation) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "necrozma-audit");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Optional<AuditRecord.Comparison>>> comparisons = new ArrayList<>();
            for (SweepUnit unit : choose(result)) {
                Artifact stored = result.artifact(unit.name());
                comparisons.add(pool.submit(
                        () -> cancellation.isCancelled() ? Optional.empty() : Optional.of(compare(unit, stored))));
            }
            List<AuditRecord.Comparison> done = new ArrayList<>();
            for (Future<Optional<AuditRecord.Comparison>> comparison : comparisons) {
                comparison.get().ifPresent(done::add);
            }
            return new AuditRecord(result.sweep().stage(), done, done.size() < comparisons.size());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException trouble) {
                throw trouble;
            }
            throw new IllegalStateException("an audit failed", failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<SweepUnit> choose(SweepResult result) {
        List<SweepUnit> reused = new ArrayList<>();
        for (SweepUnit unit : result.sweep().units()) {
            if (result.outcomes().get(unit.name()) instanceof Outcome.Reused) {
                reused.add(unit);
            }
        }
        Collections.shuffle(reused, random);
        return reused.subList(0, (int) Math.ceil(share * reused.size()));
    }

    private AuditRecord.Comparison compare(SweepUnit unit, Artifact stored) throws IOException {
        try (Draft draft = store.draft(unit.key(), unit.name())) {
            Optional<String> failure = Optional.empty();
            try {
                unit.computation().compute(draft);
            } catch (Exception failed) {
                failure = Optional.of("it could not be computed again: " + failed.getMessage());
            }
            if (draft.trouble().isPresent()) {
                throw draft.trouble().get();
            }
            return new AuditRecord.Comparison(
                    unit.name(),
                    failure.or(() -> difference(stored.payloads(), draft.files()))
                            .or(() -> attributeDifference(stored.attributes(), draft.attributes())));
        }
    }

    private static Optional<String> difference(Map<String, PayloadRef> stored, SortedMap<String, PayloadRef> computed) {
        TreeSet<String> names = new TreeSet<>(stored.keySet());
        names.addAll(computed.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(stored.get(name), computed.get(name)))
                .findFirst()
                .map(name -> name + " was " + describe(stored.get(name)) + " and is " + describe(computed.get(name)));
    }

    /* No key depends on attributes, but stages and reports read them. */
    private static Optional<String> attributeDifference(
            SortedMap<String, String> stored, SortedMap<String, String> computed) {
        TreeSet<String> names = new TreeSet<>(stored.keySet());
        names.addAll(computed.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(stored.get(name), computed.get(name)))
                .findFirst()
                .map(name -> "attribute " + name + " was " + stored.getOrDefault(name, "absent") + " and is "
                        + computed.getOrDefault(name, "absent"));
    }

    private static String describe(@Nullable PayloadRef file) {
        return file == null ? "absent" : file.fingerprint().shortText() + "… (" + file.lengthBytes() + " bytes)";
    }
}
