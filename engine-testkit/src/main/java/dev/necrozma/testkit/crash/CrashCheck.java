package dev.necrozma.testkit.crash;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.testkit.disk.Crash;
import dev.necrozma.testkit.disk.MemoryDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs a scenario, crashes before each of its operations, and opens the store on what may be left; crashes again while that goes on,
 * and opens it again. Every time the store must open without help, have what was committed and nothing else, have found no damage,
 * and take a new result.
 */
public final class CrashCheck {

    private static final CacheKey AFTERWARDS = CacheKey.of("after-the-crash", 1).build();
    private static final byte[] NEW_CONTENT = new byte[5000];

    private static final int MORE_BEFORE_SYNCS = 5;

    private final StoreOpening stores;
    private final Clock clock;
    private final long seed;

    /**
     * @param clock of the disks
     * @param seed of everything that is left to chance
     */
    public CrashCheck(StoreOpening stores, Clock clock, long seed) {
        this.stores = stores;
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Checks a scenario in up to {@code states} different states, fewer if there are no more to be found.
     *
     * @return how many states were opened
     * @throws AssertionError if a store does not survive one of them
     */
    public int check(CrashScenario scenario, int states) throws Exception {
        Random random = new Random(seed);
        MemoryDisk disk = new MemoryDisk(clock);
        Witness witness = new Witness(disk::operations);
        scenario.run(disk, stores, witness);
        List<Integer> cuts = cuts(disk, witness.firstCut());
        Collections.shuffle(cuts, random);
        Set<Fingerprint> seen = new HashSet<>();
        int opened = 0;
        for (int round = 0, fruitless = 0; opened < states && fruitless < 4 * cuts.size(); round++) {
            int cut = cuts.get(round % cuts.size());
            Crash crash = Crash.random(random);
            String what = scenario.name() + ", seed " + seed + ", before operation " + cut + " of " + disk.operations()
                    + ", " + crash;
            MemoryDisk before = disk.at(cut);
            MemoryDisk after = before.after(crash);
            if (seen.add(identity(after, cut))) {
                fruitless = 0;
                opened += recover(after, witness, cut, random, what);
                if (round % 8 == 0) {
                    killed(before, witness, cut, crash, what);
                    opened += 2;
                }
            } else {
                fruitless++;
            }
        }
        return opened;
    }

    /* Every one, and those before syncs more often. */
    private static List<Integer> cuts(MemoryDisk disk, int first) {
        List<Integer> cuts = new ArrayList<>(
                IntStream.rangeClosed(first, disk.operations()).boxed().toList());
        for (int sync : disk.syncs()) {
            if (sync >= first) {
                cuts.addAll(Collections.nCopies(MORE_BEFORE_SYNCS, sync));
            }
        }
        return cuts;
    }

    private static Fingerprint identity(MemoryDisk disk, int cut) throws IOException {
        StringBuilder text = new StringBuilder("before operation " + cut);
        for (var file : disk.files()) {
            text.append('\n').append(file).append(' ').append(Fingerprint.of(disk.content(file)));
        }
        return Fingerprint.ofText(text.toString());
    }

    /* Opens the store after a crash, and after another that interrupted that. */
    private int recover(MemoryDisk disk, Witness witness, int cut, Random random, String what) throws IOException {
        int published;
        Map<CacheKey, Optional<ByteBuffer>> first;
        try (ArtifactStore store = open(disk, what)) {
            first = observe(store, witness, cut, what);
            requireNoFault(witness.faults(first, cut), what);
            publish(store, what);
            published = disk.operations();
        }
        int again = random.nextInt(disk.operations() + 1);
        Crash crash = Crash.random(random);
        String twice = what + ", and again before operation " + again + ", " + crash;
        try (ArtifactStore store = open(disk.at(again).after(crash), twice)) {
            Map<CacheKey, Optional<ByteBuffer>> second = observe(store, witness, cut, twice);
            if (!second.equals(first)) {
                throw new AssertionError(twice + ": the second crash changed what is there");
            }
            if (again >= published && store.find(AFTERWARDS).isEmpty()) {
                throw new AssertionError(twice + ": what was published after the first crash is lost");
            }
        }
        return 2;
    }

    /* Another process goes on where one was killed, and then power is lost: what either committed must be there. */
    private void killed(MemoryDisk disk, Witness witness, int cut, Crash crash, String what) throws IOException {
        String sentence = what + ", killed first";
        try (ArtifactStore store = open(disk, sentence)) {
            requireNoFault(witness.faults(observe(store, witness, cut, sentence), cut), sentence);
            publish(store, sentence);
        }
        try (ArtifactStore store = open(disk.after(crash), sentence)) {
            requireNoFault(witness.faults(observe(store, witness, cut, sentence), cut), sentence);
            if (store.find(AFTERWARDS).isEmpty()) {
                throw new AssertionError(sentence + ": what was published after the kill is lost");
            }
        }
    }

    private ArtifactStore open(MemoryDisk disk, String what) {
        try {
            return stores.open(disk);
        } catch (IOException | RuntimeException refused) {
            throw new AssertionError(what + ": the store does not open", refused);
        }
    }

    private static Map<CacheKey, Optional<ByteBuffer>> observe(
            ArtifactStore store, Witness witness, int cut, String what) {
        Map<CacheKey, Optional<ByteBuffer>> observed = new LinkedHashMap<>();
        try {
            for (CacheKey key : witness.keys()) {
                observed.put(key, witness.observe(store, key, cut));
            }
        } catch (IOException | RuntimeException | AssertionError wrong) {
            throw new AssertionError(what + ": " + wrong.getMessage(), wrong);
        }
        if (!store.incidents().isEmpty() && !witness.anythingDamaged(cut)) {
            throw new AssertionError(what + ": the crash left damage: " + store.incidents());
        }
        return observed;
    }

    private static void publish(ArtifactStore store, String what) {
        try {
            new Witness(() -> 0).publish(store, AFTERWARDS, NEW_CONTENT);
        } catch (IOException | RuntimeException refused) {
            throw new AssertionError(what + ": the store takes no new result", refused);
        }
    }

    private static void requireNoFault(List<String> faults, String what) {
        if (!faults.isEmpty()) {
            throw new AssertionError(what + ": " + String.join("; ", faults));
        }
    }
}
