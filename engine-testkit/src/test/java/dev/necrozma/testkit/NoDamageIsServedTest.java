package dev.necrozma.testkit;

import static dev.necrozma.testkit.store.ArtifactStoreContract.content;
import static dev.necrozma.testkit.store.ArtifactStoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.fingerprint.FileHasher;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.store.Verification;
import dev.necrozma.engine.store.VerificationReport;
import dev.necrozma.testkit.disk.Crash;
import dev.necrozma.testkit.disk.MemoryDisk;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever file of a store is damaged, and however: it is noticed, set aside, and everything else is as it was. */
@Tag("slow")
final class NoDamageIsServedTest {

    private static final Path STORE = Path.of("/some/where/store");
    private static final Path INPUT = Path.of("/data/ticks.csv");
    private static final int RESULTS = 6;
    private static final Crash NONE = new Crash(Crash.Names.KEPT, Crash.Data.KEPT, 0);

    private final SteppedClock clock = new SteppedClock(ArtifactStoreContract.NOW);
    private final MemoryDisk whole = new MemoryDisk(clock);
    private final long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Fingerprint input;

    @BeforeEach
    void fill() throws IOException {
        whole.createDirectories(INPUT.getParent());
        try (DiskWriter writer = whole.create(INPUT)) {
            writer.write(content(3000), 0, 3000);
        }
        clock.move(Duration.ofSeconds(10)); // so that the input has been left alone
        try (DirectoryStore store = open(whole)) {
            for (int i = 0; i < RESULTS; i++) {
                publish(store, i);
            }
            publish(store, 99);
            store.evict(List.of(store.find(key(99)).orElseThrow()), "size limit");
        }
        input = inputs(whole).identify(INPUT, false).fingerprint();
        assertThat(whole.list(STORE.resolve("inputs"))).hasSize(1);
    }

    /* Half of them small, so that they lie in the catalog; the rest longer, the last two with the same content. */
    private static byte[] contentOf(int number) {
        return content(number < 3 || number == 99 ? 50 + number : Math.min(number, 4) * 2000);
    }

    private static void publish(DirectoryStore store, int number) throws IOException {
        try (Draft draft = store.draft(key(number), "unit")) {
            draft.put("data", contentOf(number));
            store.publish(List.of(draft));
        }
    }

    private DirectoryStore open(Disk disk) throws IOException {
        return DirectoryStore.open(disk, STORE, clock);
    }

    private static InputFingerprints inputs(Disk disk) {
        return new InputFingerprints(disk, STORE.resolve("inputs"), new FileHasher(disk, 1));
    }

    @Test
    void noFlippedBitIsServed() throws IOException {
        int flips = Integer.getInteger("necrozma.test.bitFlips", 20_000);
        System.out.println("bit flips: " + flips + ", seed " + seed);
        List<Path> files = files();
        int done = 0;
        for (Path file : files) { // every byte of the small ones
            int length = whole.content(file).length;
            for (int at = 0; at < length && length < 1000 && done < flips; at++, done++) {
                check(file, flipped(whole.content(file), at));
            }
        }
        assertThat(done).as("every file of a kind that is small").isGreaterThan(1000);
        for (; done < flips; done++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = whole.content(file);
            check(file, flipped(bytes, random.nextInt(bytes.length)));
        }
    }

    @Test
    void noTruncatedExtendedZeroedOrExchangedFileIsServed() throws IOException {
        List<Path> files = files();
        int rounds = Integer.getInteger("necrozma.test.bitFlips", 20_000) / 1000;
        for (int round = 0; round < rounds; round++) {
            for (Path file : files) {
                byte[] bytes = whole.content(file);
                check(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                check(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(700)));
                byte[] zeroed = bytes.clone();
                int from = random.nextInt(bytes.length);
                Arrays.fill(zeroed, from, Math.min(bytes.length, from + 1 + random.nextInt(512)), (byte) 0);
                if (!Arrays.equals(zeroed, bytes)) {
                    check(file, zeroed);
                }
            }
        }
        for (Path file : files) {
            for (Path other : files) {
                if (!file.equals(other)) {
                    exchange(file, other);
                }
            }
        }
    }

    private List<Path> files() {
        return whole.files().stream()
                .filter(file -> file.startsWith(STORE) && !file.endsWith("lock"))
                .toList();
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private void check(Path file, byte[] damaged) throws IOException {
        MemoryDisk disk = whole.after(NONE);
        disk.damage(file, damaged);
        String what = "seed " + seed + ", " + file + " of " + damaged.length + " bytes";
        check(disk, List.of(file), what);
    }

    private void exchange(Path one, Path other) throws IOException {
        MemoryDisk disk = whole.after(NONE);
        disk.damage(one, whole.content(other));
        disk.damage(other, whole.content(one));
        check(disk, List.of(one, other), one + " exchanged with " + other);
    }

    private void check(MemoryDisk disk, List<Path> damaged, String what) throws IOException {
        boolean format = damaged.stream().anyMatch(file -> file.endsWith("FORMAT"));
        String text = new String(disk.content(STORE.resolve("FORMAT")), StandardCharsets.UTF_8);
        if (format && !text.isBlank()) {
            checkRefused(disk, text, what);
            return;
        }
        boolean ofResults = damaged.stream()
                .anyMatch(
                        file -> file.startsWith(STORE.resolve("objects")) || file.startsWith(STORE.resolve("catalog")));
        try (DirectoryStore store = open(disk)) {
            int served = 0;
            for (int i = 0; i < RESULTS; i++) {
                Optional<byte[]> found = read(store, i);
                if (found.isPresent()) {
                    assertThat(found.get()).as(what).isEqualTo(contentOf(i));
                    served++;
                }
            }
            if (ofResults) {
                assertThat(store.incidents()).as(what + ": is told").isNotEmpty();
                assertThat(disk.list(STORE.resolve("quarantine"))).as(what).isNotEmpty();
            }
            int most = damaged.size() * 2; // the last two share a file
            assertThat(served).as(what + ": the rest is unharmed").isGreaterThanOrEqualTo(RESULTS - most);
            for (int i = 0; i < RESULTS; i++) {
                if (store.find(key(i)).isEmpty()) {
                    publish(store, i);
                }
                assertThat(read(store, i).orElseThrow()).as(what + ": heals").isEqualTo(contentOf(i));
            }
        }
        assertThat(inputs(disk).identify(INPUT, false).fingerprint()).as(what).isEqualTo(input);
    }

    private static Optional<byte[]> read(DirectoryStore store, int number) throws IOException {
        Optional<Artifact> found = store.find(key(number));
        try {
            return found.isPresent() ? Optional.of(store.read(found.get(), "data")) : Optional.empty();
        } catch (PayloadLostException lost) {
            assertThat(store.find(key(number))).isEmpty();
            return Optional.empty();
        }
    }

    /* A store that does not say its format is not opened; but it can be repaired, unless it seems to be a newer one. */
    private void checkRefused(MemoryDisk disk, String text, String what) throws IOException {
        int operations = disk.operations();
        try (DirectoryStore opened = open(disk)) {
            throw new AssertionError(what + ": opened " + opened.directory());
        } catch (IOException refused) {
            assertThat(refused).as(what).hasMessageContaining("«necrozma store 1»");
        }
        assertThat(disk.operations()).as(what + ": nothing is touched").isEqualTo(operations);
        if (!text.matches("necrozma store [0-9]+\n")) {
            Verification verification = new Verification(disk, STORE, clock);
            VerificationReport report = verification.verify(1, random, WATCHER);
            assertThat(report.isClean()).as(what).isFalse();
            verification.repair(report);
            open(disk).close();
            assertThat(verification.verify(1, random, WATCHER).isClean())
                    .as(what)
                    .isTrue();
        }
    }

    private static final Verification.Watcher WATCHER = new Verification.Watcher() {
        @Override
        public void started(int files) {
            // Nobody looks.
        }

        @Override
        public void checked() {
            // Nobody looks.
        }
    };

    /** Whatever reading would find, verifying finds, and repairing takes away. */
    @Test
    void verifyingFindsEveryDamage() throws IOException {
        List<Path> files = new ArrayList<>(files());
        files.removeIf(file -> file.endsWith("FORMAT"));
        for (int round = 0; round < 20; round++) {
            for (Path file : files) {
                MemoryDisk disk = whole.after(NONE);
                byte[] bytes = whole.content(file);
                disk.damage(file, flipped(bytes, random.nextInt(bytes.length)));
                String what = "seed " + seed + ", " + file;

                int before = disk.operations();
                Verification verification = new Verification(disk, STORE, clock);
                VerificationReport report = verification.verify(1, random, WATCHER);
                assertThat(report.problems())
                        .as(what)
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.file()).isEqualTo(file));
                assertThat(disk.operations()).as(what + ": nothing is changed").isEqualTo(before);

                verification.repair(report);
                assertThat(verification.verify(1, random, WATCHER).problems())
                        .as(what)
                        .isEmpty();
                assertThat(disk.list(STORE.resolve("quarantine"))).as(what).hasSize(1);
            }
        }
    }
}
