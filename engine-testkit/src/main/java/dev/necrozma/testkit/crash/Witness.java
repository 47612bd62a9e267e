package dev.necrozma.testkit.crash;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Notes at which operation of the disk each change to a store began and was over, and so knows what a store may hold after a crash.
 * Safe for use by several threads.
 */
public final class Witness {

    /** The name of the one file of every result. */
    public static final String PAYLOAD = "data";

    private static final int NOT_OVER = Integer.MAX_VALUE;

    private final IntSupplier operations;
    private final List<Change> changes = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private int firstCut;

    /** What changes a store by another way than its own methods. */
    public interface Work {
        void run() throws IOException;
    }

    private record Damage(CacheKey key, int when) {}

    /** One change that others see whole or not at all. */
    private static final class Change {
        final Map<CacheKey, Optional<ByteBuffer>> values;
        final int begun;
        int over = NOT_OVER;

        Change(Map<CacheKey, Optional<ByteBuffer>> values, int begun) {
            this.values = values;
            this.begun = begun;
        }
    }

    Witness(IntSupplier operations) {
        this.operations = operations;
    }

    /** Publishes results together. */
    public void publish(ArtifactStore store, Map<CacheKey, byte[]> results) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        for (Map.Entry<CacheKey, byte[]> result : results.entrySet()) {
            Draft draft = store.draft(result.getKey(), "unit");
            draft.put(PAYLOAD, result.getValue());
            drafts.add(draft);
        }
        publish(results, () -> store.publish(drafts));
    }

    /** Publishes one result. */
    public void publish(ArtifactStore store, CacheKey key, byte[] content) throws IOException {
        publish(store, Map.of(key, content));
    }

    /** Notes that {@code work} publishes these results together. */
    public void publish(Map<CacheKey, byte[]> results, Work work) throws IOException {
        Change change = begin(results);
        work.run();
        end(change);
    }

    /** Notes that {@code work} removes results, those of each collection together. */
    public void remove(Collection<? extends Collection<CacheKey>> together, Work work) throws IOException {
        List<Change> removals =
                together.stream().map(keys -> add(nothing(keys))).toList();
        work.run();
        removals.forEach(this::end);
    }

    /** Notes that somebody else may publish each of these results alone, from now on. */
    public void expect(Map<CacheKey, byte[]> results) {
        results.forEach((key, content) -> begin(Map.of(key, content)));
    }

    /** Notes that the result of {@code key} that was expected is durable now. */
    public synchronized void committed(CacheKey key) {
        for (Change change : changes) {
            if (change.over == NOT_OVER && change.values.containsKey(key)) {
                change.over = operations.getAsInt();
            }
        }
    }

    /** Removes results together. */
    public void evict(ArtifactStore store, Collection<CacheKey> keys) throws IOException {
        List<Artifact> artifacts =
                keys.stream().flatMap(key -> store.find(key).stream()).toList();
        remove(List.of(keys), () -> store.evict(artifacts, "crash scenario"));
    }

    private static Map<CacheKey, Optional<ByteBuffer>> nothing(Collection<CacheKey> keys) {
        Map<CacheKey, Optional<ByteBuffer>> nothing = new LinkedHashMap<>();
        keys.forEach(key -> nothing.put(key, Optional.empty()));
        return nothing;
    }

    /** Notes that the result of {@code key} is about to be damaged: it need not be there until it is published again. */
    public synchronized void damage(CacheKey key) {
        damages.add(new Damage(key, operations.getAsInt()));
    }

    /** Lets power be lost from here on only: what came before was to get here, and is the matter of other scenarios. */
    public synchronized void crashFromHere() {
        firstCut = operations.getAsInt();
    }

    synchronized int firstCut() {
        return firstCut;
    }

    private Change begin(Map<CacheKey, byte[]> results) {
        Map<CacheKey, Optional<ByteBuffer>> values = new LinkedHashMap<>();
        results.forEach((key, content) -> values.put(key, Optional.of(ByteBuffer.wrap(content.clone()))));
        return add(values);
    }

    private synchronized Change add(Map<CacheKey, Optional<ByteBuffer>> values) {
        Change change = new Change(values, operations.getAsInt());
        changes.add(change);
        return change;
    }

    private synchronized void end(Change change) {
        change.over = operations.getAsInt();
    }

    /** Every key that was ever named. */
    synchronized Set<CacheKey> keys() {
        Set<CacheKey> keys = new LinkedHashSet<>();
        changes.forEach(change -> keys.addAll(change.values.keySet()));
        return keys;
    }

    /** What {@code store} has of {@code key}. Whatever it finds it must be able to read, unless it was damaged before {@code cut}. */
    Optional<ByteBuffer> observe(ArtifactStore store, CacheKey key, int cut) throws IOException {
        Optional<Artifact> found = store.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ByteBuffer.wrap(store.read(found.get(), PAYLOAD)));
        } catch (PayloadLostException lost) {
            if (!mayBeLost(key, cut)) {
                throw new AssertionError("a result was found whose file is lost: " + lost.getMessage(), lost);
            }
            return Optional.empty();
        }
    }

    /** Whether anything was damaged before {@code cut}. */
    synchronized boolean anythingDamaged(int cut) {
        return damages.stream().anyMatch(damage -> damage.when <= cut);
    }

    private synchronized boolean mayBeLost(CacheKey key, int cut) {
        return damages.stream()
                .filter(damage -> damage.key.equals(key) && damage.when <= cut)
                .anyMatch(damage -> changes.stream()
                        .noneMatch(change ->
                                change.values.containsKey(key) && change.begun >= damage.when && change.over <= cut));
    }

    /**
     * Says what is wrong with what a store holds after a crash before operation {@code cut}: what was over must be there, what
     * had not begun must not, and what was under way is there as a whole or not at all.
     */
    synchronized List<String> faults(Map<CacheKey, Optional<ByteBuffer>> observed, int cut) {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<CacheKey, Optional<ByteBuffer>> one : observed.entrySet()) {
            Set<Optional<ByteBuffer>> allowed = allowed(one.getKey(), cut);
            if (!allowed.contains(one.getValue())) {
                faults.add("key " + one.getKey().parameters() + " has " + describe(one.getValue()) + ", allowed are "
                        + allowed.stream().map(Witness::describe).toList());
            }
        }
        for (Change change : changes) {
            if (change.begun <= cut && cut < change.over && change.values.size() > 1) {
                long made = change.values.entrySet().stream()
                        .filter(value -> value.getValue().equals(observed.get(value.getKey())))
                        .count();
                long unmade = change.values.keySet().stream()
                        .filter(key -> before(key, change).equals(observed.get(key)))
                        .count();
                if (made != change.values.size() && unmade != change.values.size()) {
                    faults.add("of " + change.values.size() + " results that were published together " + made
                            + " are there");
                }
            }
        }
        return faults;
    }

    private Optional<ByteBuffer> before(CacheKey key, Change change) {
        Optional<ByteBuffer> value = Optional.empty();
        for (Change earlier : changes.subList(0, changes.indexOf(change))) {
            value = earlier.values.getOrDefault(key, value);
        }
        return value;
    }

    private Set<Optional<ByteBuffer>> allowed(CacheKey key, int cut) {
        Set<Optional<ByteBuffer>> allowed = new HashSet<>();
        allowed.add(Optional.empty());
        for (Change change : changes) {
            Optional<ByteBuffer> value = change.values.get(key);
            if (value != null && change.begun <= cut) {
                if (change.over <= cut) {
                    allowed.clear();
                }
                allowed.add(value);
            }
        }
        if (mayBeLost(key, cut)) {
            allowed.add(Optional.empty());
        }
        return allowed;
    }

    private static String describe(Optional<ByteBuffer> value) {
        return value.map(bytes -> bytes.remaining() + " bytes (" + Integer.toHexString(bytes.hashCode()) + ")")
                .orElse("nothing");
    }
}
