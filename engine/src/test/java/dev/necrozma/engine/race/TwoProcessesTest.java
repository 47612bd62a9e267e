package dev.necrozma.engine.race;

import static dev.necrozma.engine.race.ChildMain.content;
import static dev.necrozma.engine.race.ChildMain.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.StoreView;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store promises to several processes, with several processes. */
@Tag("slow")
@Timeout(120)
final class TwoProcessesTest {

    @TempDir
    private Path temporary;

    private Path directory() {
        return temporary.resolve("store");
    }

    private static String print(int number) {
        return "got " + Fingerprint.of(content(number)).shortText();
    }

    @Test
    void contentThatOneDeletesWhileAnotherPublishesItIsNeverLost() throws Exception {
        try (ChildProcess one = new ChildProcess(directory());
                ChildProcess two = new ChildProcess(directory())) {
            one.tell("publish-read-evict one- 60");
            two.tell("publish-read-evict two- 60");
            assertThat(one.hear()).contains("0 lost");
            assertThat(two.hear()).contains("0 lost");
        }
        try (DirectoryStore store = DirectoryStore.open(directory());
                Stream<Path> objects = Files.walk(directory().resolve("objects"))) {
            assertThat(objects.filter(Files::isRegularFile)).isEmpty();
            assertThat(store.find(key("one-59"))).isEmpty();
            assertThat(store.incidents()).isEmpty();
        }
    }

    @Test
    void aReaderFindsEverythingWhileOthersPublishAndMerge() throws Exception {
        int count = 160;
        try (DirectoryStore reader = DirectoryStore.open(directory());
                ChildProcess writer = new ChildProcess(directory())) {
            writer.tell("publish-many result- " + count);
            for (int published = 1; published <= count; published++) {
                assertThat(writer.hear()).isPresent();
                reader.refresh();
                assertFindsAll(reader, published);
                if (published % 16 == 0) {
                    try (DirectoryStore fresh = DirectoryStore.open(directory())) {
                        assertFindsAll(fresh, published);
                    }
                }
            }
            assertThat(reader.incidents()).isEmpty();
            assertThat(hasMerged()).isTrue();
        }
    }

    /** One process publishes, evicts and merges; another reads all the time, and here one store after the other is opened. */
    @Test
    void aReaderGetsAWholeResultOrAMissWhileOthersMergeAndEvict() throws Exception {
        int count = 90;
        int opened = 0;
        int whole = 0;
        int merges = 0;
        try (ChildProcess reader = new ChildProcess(directory());
                ChildProcess writer = new ChildProcess(directory())) {
            reader.tell("watch result- " + count);
            writer.tell("churn result- " + count);
            boolean last = false;
            while (!last) {
                try (DirectoryStore fresh = DirectoryStore.open(directory())) {
                    opened++;
                    last = fresh.find(key("result-" + (count - 1))).isPresent();
                    for (int i = 0; i < count; i++) {
                        boolean seen = ChildMain.see(fresh, "result-" + i, i % ChildMain.CHURNED)
                                .orElse(false);
                        whole += seen ? 1 : 0;
                    }
                    assertThat(fresh.incidents()).isEmpty();
                }
                assertThat(StoreView.open(new LocalDisk(), directory(), Clock.systemUTC())
                                .incidents())
                        .isEmpty();
                merges += hasMerged() ? 1 : 0;
            }
            assertThat(writer.hear()).contains("churned");
            assertThat(reader.hear())
                    .get()
                    .asString()
                    .startsWith("whole true, ")
                    .endsWith(", incidents []");
        }
        System.out.println("stores opened meanwhile: " + opened + ", results read: " + whole);
        assertThat(whole).isPositive();
        assertThat(merges).as("merged meanwhile").isPositive();
    }

    private boolean hasMerged() throws IOException {
        try (Stream<Path> segments = Files.list(directory().resolve("catalog"))) {
            return segments.anyMatch(this::isMerged);
        }
    }

    /* A merged segment holds many results, so it is longer than any other. */
    private boolean isMerged(Path segment) {
        try {
            return Files.isRegularFile(segment) && Files.size(segment) > 2000;
        } catch (IOException vanished) {
            return false;
        }
    }

    private static void assertFindsAll(DirectoryStore store, int published) {
        for (int i = 0; i < published; i++) {
            assertThat(store.find(key("result-" + i)))
                    .as("result-%s of %s", i, published)
                    .isPresent();
        }
    }

    @Test
    void aKeyIsComputedByOneOfTwoThatAskForIt() throws Exception {
        try (ChildProcess one = new ChildProcess(directory());
                ChildProcess two = new ChildProcess(directory())) {
            assertThat(one.ask("get wanted 7")).isEqualTo("computing");
            two.tell("get wanted 7");
            one.tell("go on");
            assertThat(one.hear()).contains(print(7));
            assertThat(two.hear()).as("nothing was computed before").contains(print(7));
        }
    }

    @Test
    void whoWaitsForAKeyComputesItWhenTheOtherDies() throws Exception {
        try (ChildProcess one = new ChildProcess(directory());
                ChildProcess two = new ChildProcess(directory())) {
            assertThat(one.ask("get wanted 7")).isEqualTo("computing");
            two.tell("get wanted 7");
            one.kill();
            assertThat(two.hear()).contains("computing");
            two.tell("go on");
            assertThat(two.hear()).contains(print(7));
        }
    }

    @Test
    void twoSweepsOfTheSameUnitsComputeEachOnce() throws Exception {
        int units = 40;
        List<String> lines = new ArrayList<>();
        try (ChildProcess one = new ChildProcess(directory());
                ChildProcess two = new ChildProcess(directory())) {
            one.tell("sweep " + units + " 2");
            two.tell("sweep " + units + " 2");
            lines.addAll(one.hearUntil("complete"));
            lines.addAll(two.hearUntil("complete"));
        }
        assertThat(lines.stream().filter("complete"::equals)).hasSize(2);
        assertThat(lines.stream().filter(line -> line.startsWith("computing ")))
                .hasSize(units)
                .doesNotHaveDuplicates();
    }

    @Test
    void theDeadHoldNoClaimsAndTheirTemporaryFilesAreSwept() throws Exception {
        try (DirectoryStore store = DirectoryStore.open(directory());
                ChildProcess child = new ChildProcess(directory())) {
            assertThat(child.ask("claim wanted")).isEqualTo("claimed");
            assertThat(child.ask("draft wanted 1")).isEqualTo("drafted");
            assertThat(store.claim(key("wanted"))).isEmpty();
            DirectoryStore.open(directory()).close();
            assertThat(temporaryFiles()).as("its writer lives").hasSize(1);

            child.kill();
            try (Claim claim = store.claim(key("wanted")).orElseThrow()) {
                assertThat(claim).isNotNull();
            }
            DirectoryStore.open(directory()).close();
            assertThat(temporaryFiles()).isEmpty();
            assertThat(store.find(key("wanted"))).isEmpty();
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve("tmp"))) {
            return files.toList();
        }
    }

    @Test
    void aTornObjectThatIsThereAlreadyIsHealedByPublishing() throws Exception {
        String name = Fingerprint.of(content(3)).toString();
        try (DirectoryStore store = DirectoryStore.open(directory());
                ChildProcess child = new ChildProcess(directory())) {
            Path object =
                    directory().resolve("objects").resolve(name.substring(0, 2)).resolve(name);
            Files.createDirectories(object.getParent());
            for (byte[] torn : List.of(new byte[0], new byte[100], new byte[ChildMain.LENGTH])) {
                Files.write(object, torn);
                assertThat(child.ask("publish healed 3")).isEqualTo("published");
                store.refresh();
                assertThat(store.read(store.find(key("healed")).orElseThrow(), "data"))
                        .isEqualTo(content(3));
            }
            assertThat(store.incidents()).isEmpty();
        }
    }

    /** One process after the other is killed, until one lives to the end. */
    @Test
    void aSweepThatIsKilledAgainAndAgainEndsAsIfNothingHadHappened() throws Exception {
        long seed = 20260102;
        int units = 240; // so many that segments are merged on the way
        Random random = new Random(seed);
        Set<String> saved = new HashSet<>();
        for (int kill = 0; kill < 10; kill++) {
            try (ChildProcess child = new ChildProcess(directory())) {
                child.tell("sweep " + units + " 2");
                List<String> heard = new ArrayList<>();
                int patience = random.nextInt(40);
                for (int i = 0; i < patience && !heard.contains("complete"); i++) {
                    Optional<String> line = child.hear();
                    line.ifPresent(heard::add);
                }
                for (int spin = random.nextInt(200_000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                heard.addAll(child.kill());
                account(heard, saved, "seed " + seed + ", kill " + kill);
            }
        }
        try (ChildProcess child = new ChildProcess(directory())) {
            child.tell("sweep " + units + " 2");
            List<String> heard = child.hearUntil("complete");
            assertThat(heard).endsWith("complete");
            account(heard, saved, "the last run");
        }
        List<SweepUnit> all = ChildMain.units(units);
        try (DirectoryStore killed = DirectoryStore.open(directory());
                DirectoryStore undisturbed = DirectoryStore.open(temporary.resolve("undisturbed"))) {
            SweepResult expected = SweepExecutor.sequential(undisturbed).run(new Sweep("race", all));
            for (SweepUnit unit : all) {
                Artifact artifact = killed.find(unit.key()).orElseThrow();
                assertThat(artifact.sameContent(expected.artifact(unit.name()))).isTrue();
                assertThat(killed.read(artifact, "large"))
                        .isEqualTo(undisturbed.read(expected.artifact(unit.name()), "large"));
            }
            assertThat(killed.incidents()).isEmpty();
            assertThat(hasMerged()).isTrue();
        }
    }

    /** Sweeps that overlap, of 2 to 8 processes, half of which are killed on the way and followed by others. */
    @Test
    void ofManyProcessesSomeOfThemKilledNoneComputesWhatALivingOneDoes() throws Exception {
        long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
        System.out.println("processes, seed " + seed);
        Random random = new Random(seed);
        int units = 60;
        List<String> bySurvivors = new ArrayList<>();
        Set<String> savedByKilled = new HashSet<>();
        List<ChildProcess> children = new ArrayList<>();
        try {
            int processes = 2 + random.nextInt(7);
            for (int i = 0; i < processes; i++) {
                ChildProcess child = new ChildProcess(directory());
                children.add(child);
                child.tell("sweep " + (units - 10 * random.nextInt(3)) + " 2");
            }
            for (ChildProcess killed : children.subList(0, processes / 2)) {
                List<String> heard = new ArrayList<>();
                for (int lines = random.nextInt(25); lines > 0 && !heard.contains("complete"); lines--) {
                    killed.hear().ifPresent(heard::add);
                }
                heard.addAll(killed.kill());
                heard.stream()
                        .filter(line -> line.startsWith("saved "))
                        .forEach(line -> savedByKilled.add(line.substring("saved ".length())));
            }
            ChildProcess last = new ChildProcess(directory());
            children.add(last);
            last.tell("sweep " + units + " 2");
            for (ChildProcess survivor : children.subList(processes / 2, children.size())) {
                List<String> heard = survivor.hearUntil("complete");
                assertThat(heard).as("seed " + seed).endsWith("complete");
                heard.stream()
                        .filter(line -> line.startsWith("computing "))
                        .forEach(line -> bySurvivors.add(line.substring("computing ".length())));
            }
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
        assertThat(bySurvivors).as("seed " + seed).doesNotHaveDuplicates();
        assertThat(savedByKilled).as("seed " + seed).noneMatch(bySurvivors::contains); // of none if they died early
        try (DirectoryStore store = DirectoryStore.open(directory())) {
            for (SweepUnit unit : ChildMain.units(units)) {
                assertThat(store.find(unit.key())).as("seed " + seed).isPresent();
            }
            assertThat(store.incidents()).isEmpty();
        }
    }

    /* What was said to be saved is never computed again. */
    private static void account(List<String> heard, Set<String> saved, String when) {
        Set<String> before = Set.copyOf(saved);
        for (String line : heard) {
            if (line.startsWith("computing ")) {
                assertThat(before).as(when).doesNotContain(line.substring("computing ".length()));
            } else if (line.startsWith("saved ")) {
                saved.add(line.substring("saved ".length()));
            }
        }
    }
}
