package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.Removal;
import dev.necrozma.engine.store.StoreView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL while a run merges the catalog of its store, and while it evicts what its limits leave no room for. The program stops before
 * one of the operations of that work, so that the kill is known to fall there; its other threads go on until it is dead.
 */
@Tag("slow")
class KilledWhileMergingAndEvictingTest {

    private static final String MERGE = "merge";
    private static final String EVICTION = "eviction";

    /** One more, and the store merges. */
    private static final int SEGMENTS = 48;

    /** How many operations commit a segment. */
    private static final int COMMIT = 5;

    @TempDir
    Path folder;

    private Path output;
    private final long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SortedMap<String, Integer> killed = new TreeMap<>(Map.of(MERGE, 0, EVICTION, 0));
    private final SortedMap<String, Integer> operations = new TreeMap<>();
    private int others;

    @BeforeEach
    void write() throws IOException {
        output = folder.resolve("results");
        Files.writeString(folder.resolve("x"), RunTest.bars());
        Files.writeString(folder.resolve("necrozma.yaml"), "cache: {checkpoint_interval: 1, max_size: 1KB}\n");
    }

    @Test
    void theBytesAreTheSameAndNothingThatIsNeededIsLost() throws Exception {
        int kills = Integer.getInteger("necrozma.test.randomMoments", 25);
        kills -= kills * 2 / 3;
        System.out.println("kills in merges and evictions: " + kills + ", seed " + seed);
        Map<String, Fingerprint> expected = uninterrupted();
        boolean prepares = true;
        int runs = 0;
        while (killed.get(MERGE) + killed.get(EVICTION) < kills) {
            runs++;
            String what = "seed " + seed + ", run " + runs + ", killed until now " + killed;
            assertThat(runs).as(what).isLessThan(10 + 4 * kills);
            if (prepares) {
                prepare();
            }
            boolean wasKilled = run(killed.get(MERGE) <= killed.get(EVICTION) ? MERGE : EVICTION, what);
            if (!wasKilled) {
                assertThat(OutputFiles.of(output)).as(what).isEqualTo(expected);
            }
            prepares = !wasKilled || random.nextBoolean();
        }
        Session last = Session.of(folder, arguments(output));
        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(OutputFiles.of(output)).as("seed " + seed).isEqualTo(expected);
        assertThat(view().artifacts()).as("evicted, seed " + seed).noneMatch(artifact -> isOther(artifact.key()));
        System.out.println("killed: " + killed + " in " + runs + " runs, before " + operations);
        assertThat(killed.get(MERGE)).isPositive();
        assertThat(killed.get(EVICTION)).isPositive();
    }

    private Map<String, Fingerprint> uninterrupted() throws IOException {
        Path alone = folder.resolve("uninterrupted");
        Session whole = Session.of(folder, arguments(alone));
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        Map<String, Fingerprint> expected = OutputFiles.of(alone);
        assertThat(expected).hasSizeGreaterThan(12);
        return expected;
    }

    private static String[] arguments(Path output) {
        return ("run x --symbol EURUSD --stages labels --targets 5,10,15 --stops 5,10 --horizons 5,60 --no-progress"
                        + " --workers 2 --output " + output)
                .split(" ", -1);
    }

    /* Others have left results until the next commit merges, and some of ours are gone. */
    private void prepare() throws IOException {
        if (segments() < SEGMENTS - 2) {
            try (DirectoryStore store = DirectoryStore.open(output.resolve("cache"))) {
                store.evict(someOfOurs(store), "test");
                while (segments() < SEGMENTS) {
                    publishOther(store);
                }
            }
        }
    }

    private List<Artifact> someOfOurs(DirectoryStore store) {
        List<Artifact> ours = new ArrayList<>(store.artifacts().stream()
                .filter(artifact -> artifact.key().stage().equals("labels"))
                .toList());
        Collections.shuffle(ours, random);
        return ours.subList(0, Math.min(3, ours.size()));
    }

    private void publishOther(DirectoryStore store) throws IOException {
        others++;
        try (Draft draft = store.draft(CacheKey.of("others", others).build(), "other-" + others)) {
            byte[] content = new byte[others % 4 == 0 ? 9000 : 90]; // one in four has a file of its own
            random.nextBytes(content);
            draft.put("data", content);
            store.publish(List.of(draft));
        }
    }

    private static boolean isOther(CacheKey key) {
        return key.stage().equals("others");
    }

    /* Whether it was killed before it came to its end. */
    private boolean run(String work, String what) throws Exception {
        List<Artifact> before = view().artifacts();
        List<String> arguments = new ArrayList<>(List.of(work, Integer.toString(before(work))));
        Collections.addAll(arguments, arguments(output));
        try (ProgramProcess process =
                ProgramProcess.start(folder, StoppingProgram.class, arguments.toArray(String[]::new))) {
            Optional<String> stopped = process.await("stopped in ");
            if (stopped.isEmpty()) {
                assertThat(process.exit()).as(what + ": " + process.err()).isZero();
                return false;
            }
            process.kill();
            killed.merge(work, 1, Integer::sum);
            operations.merge(stopped.get().replaceFirst(".*: ([a-z]+).*", "$1"), 1, Integer::sum);
            String when = what + ", " + stopped.get();
            OutputFiles.requireWholeStore(output, when);
            requireNothingIsLost(before, work, when);
            return true;
        }
    }

    /* Half of them before the commit, and half before the files that are not needed any more have gone. */
    private int before(String work) {
        return 1
                + random.nextInt(
                        random.nextBoolean() ? COMMIT : COMMIT + (work.equals(MERGE) ? SEGMENTS : SEGMENTS / 4));
    }

    private void requireNothingIsLost(List<Artifact> before, String work, String what) throws IOException {
        StoreView now = view();
        for (Artifact artifact : before) {
            boolean mayBeEvicted = work.equals(EVICTION) && isOther(artifact.key());
            boolean evicted = now.removal(artifact.key())
                    .filter(removal -> removal.cause() == Removal.Cause.EVICTED)
                    .isPresent();
            assertThat(now.find(artifact.key().id()).isPresent() || (mayBeEvicted && evicted))
                    .as("%s: %s is there", what, artifact)
                    .isTrue();
        }
    }

    private StoreView view() throws IOException {
        return StoreView.open(new LocalDisk(), output.resolve("cache"), Clock.systemUTC());
    }

    private long segments() throws IOException {
        Path catalog = output.resolve("cache/catalog");
        if (Files.notExists(catalog)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(catalog)) {
            return files.filter(file -> file.toString().endsWith(".seg")).count();
        }
    }
}
