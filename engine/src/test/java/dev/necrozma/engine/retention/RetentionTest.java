package dev.necrozma.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.run.SweepNeeds;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.sweep.Explanation;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real store, with a clock that stands still. */
final class RetentionTest {

    private static final int LARGE = 10_000;

    @TempDir
    private Path directory;

    private final ManualClock clock =
            new ManualClock(Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(1)));
    private DirectoryStore store;
    private Retention retention;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(new LocalDisk(), directory, clock);
        retention = new Retention(store, new LocalDisk(), clock);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static CacheKey key(String unit) {
        return CacheKey.of("stage", 1).parameter("unit", unit).build();
    }

    private static byte[] content(String unit) {
        byte[] bytes = new byte[LARGE];
        new Random(unit.hashCode()).nextBytes(bytes);
        return bytes;
    }

    private Artifact publish(CacheKey key, String unit, double costSeconds) throws IOException {
        Draft draft = store.draft(key, unit);
        draft.put("data", content(unit));
        draft.cost(Duration.ofMillis((long) (1000 * costSeconds)));
        return store.publish(List.of(draft)).get(0);
    }

    private Artifact publish(String unit, double costSeconds) throws IOException {
        return publish(key(unit), unit, costSeconds);
    }

    private void recordRun(String id, CacheKey... used) throws IOException {
        List<StageRecord.Unit> units = Stream.of(used)
                .map(key -> new StageRecord.Unit("unit", "reused", "", key.id(), false))
                .toList();
        StageRecord stage = new StageRecord("stage", units.size(), 0, 0, 0, 0, 0, 0, 0, Map.of(), units);
        new RunRecord(id, Map.of(), clock.instant(), clock.instant(), List.of(stage), List.of(), 0)
                .write(new LocalDisk(), directory.resolve("runs"));
    }

    private static RetentionLimits size(long bytes) {
        return RetentionLimits.of(OptionalLong.of(bytes), Optional.empty(), Map.of());
    }

    private static RetentionLimits age(int days) {
        return RetentionLimits.of(OptionalLong.empty(), Optional.of(Duration.ofDays(days)), Map.of());
    }

    private Set<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            return Set.copyOf(files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void evictsAtOnceAndTheExplanationSaysWhy() throws IOException {
        publish("cheap", 1);
        publish("dear", 100);
        clock.advance(Duration.ofHours(1));

        RetentionPlan plan = retention.keep(size(15_000), List.of());

        assertThat(plan.bytesBefore()).isEqualTo(2 * LARGE);
        assertThat(plan.bytesAfter()).isEqualTo(LARGE);
        assertThat(store.find(key("cheap"))).isEmpty();
        assertThat(store.find(key("dear"))).isPresent();
        assertThat(objects()).hasSize(1);
        assertThat(Explanation.ofMiss(store, key("cheap"), "cheap").detail())
                .isEqualTo("evicted on " + clock.instant() + " (size limit)");
        assertThat(retention.keep(size(15_000), List.of()).deletions()).isEmpty();
    }

    @Test
    void aPlanAloneDeletesNothing() throws IOException {
        publish("a", 1);

        assertThat(retention.plan(size(0), List.of()).deletions()).hasSize(1);
        assertThat(store.find(key("a"))).isPresent();
        assertThat(objects()).hasSize(1);
    }

    @Test
    void lastUsedIsTheNewestRunThatNamesIt() throws IOException {
        publish("used", 1);
        publish("unused", 1);
        recordRun("r1", key("used"), key("unused"));
        clock.advance(Duration.ofDays(20));
        recordRun("r2", key("used"));
        clock.advance(Duration.ofDays(20));

        retention.keep(age(30), List.of());

        assertThat(store.find(key("used"))).isPresent();
        assertThat(store.find(key("unused"))).isEmpty();
        clock.advance(Duration.ofDays(11));
        retention.keep(age(30), List.of());
        assertThat(store.find(key("used"))).isEmpty();
    }

    @Test
    void whatIsNeededStaysWithWhatItWasMadeOf() throws IOException {
        Artifact source = publish("source", 0);
        CacheKey derived = CacheKey.of("derived", 1)
                .input("source", source.fingerprint("data"))
                .build();
        publish(derived, "derived", 0);
        publish("other", 1000);

        retention.keep(size(0), List.of(derived.id()));

        assertThat(store.artifacts()).extracting(Artifact::unit).containsExactlyInAnyOrder("source", "derived");
        retention.keep(size(0), List.of());
        assertThat(store.artifacts()).isEmpty();
        assertThat(objects()).isEmpty();
    }

    @Test
    void whatAnUnfinishedSweepNeedsStaysUntilItIsComplete() throws IOException {
        Artifact source = publish("source", 0);
        publish("done", 0);
        publish("other", 0);
        CacheKey missing = CacheKey.of("sweep", 1)
                .input("source", source.fingerprint("data"))
                .build();
        Sweep sweep = new Sweep(
                "sweep",
                List.of(new SweepUnit("done", key("done"), out -> {}), new SweepUnit("missing", missing, out -> {})));
        SweepUnit done = sweep.units().get(0);
        try (SweepNeeds interrupted = needs()) {
            interrupted.started(sweep, 2, 1);
            interrupted.ended(sweep, done, new Outcome.Reused(source));
        }

        retention.keep(size(0), List.of());

        assertThat(store.artifacts()).extracting(Artifact::unit).containsExactlyInAnyOrder("source", "done");
        try (SweepNeeds resumed = needs()) {
            resumed.started(sweep, 2, 1);
            resumed.waiting(sweep);
            sweep.units().forEach(unit -> resumed.ended(sweep, unit, new Outcome.Reused(source)));
        }
        retention.keep(size(0), List.of());
        assertThat(store.artifacts()).isEmpty();
    }

    private SweepNeeds needs() {
        return new SweepNeeds(new LocalDisk(), directory.resolve("progress"), trouble -> {
            throw new AssertionError(trouble);
        });
    }

    @Test
    void aSweepThatNobodyResumedInAMonthNeedsNothing() throws IOException {
        publish("done", 0);
        Sweep sweep = new Sweep(
                "sweep",
                List.of(new SweepUnit("done", key("done"), out -> {}), new SweepUnit("b", key("b"), out -> {})));
        try (SweepNeeds killed = needs()) {
            killed.started(sweep, 2, 1);
            killed.waiting(sweep);
        }
        clock.advance(Duration.ofDays(31));

        retention.keep(size(0), List.of());

        assertThat(store.artifacts()).isEmpty();
    }

    @Test
    void keepsWhatTheLastRunsUsed() throws IOException {
        publish("a", 1);
        publish("b", 1);
        publish("c", 1);
        recordRun("r1", key("a"));
        clock.advance(Duration.ofDays(1));
        recordRun("r2", key("b"));
        RetentionLimits last =
                new RetentionLimits(OptionalLong.empty(), Optional.empty(), new TreeMap<>(), OptionalInt.of(1));

        retention.keep(last, List.of());

        assertThat(store.artifacts()).extracting(Artifact::unit).containsExactly("b");
    }

    @Test
    void aFileThatNoResultHasGoesAfterAWhile() throws IOException {
        Artifact kept = publish("kept", 1);
        String name = Fingerprint.ofText("orphan").toString();
        Path orphan = Files.createDirectories(directory.resolve("objects").resolve(name.substring(0, 2)))
                .resolve(name);
        Path stranger = Files.writeString(orphan.resolveSibling("notes.txt"), "mine");
        Files.writeString(orphan, "left by a crash");
        Files.setLastModifiedTime(
                orphan,
                FileTime.from(clock.instant().minus(Retention.ORPHAN_GRACE).plusSeconds(1)));

        store.deleteOrphans(Retention.ORPHAN_GRACE);
        assertThat(orphan).exists();
        clock.advance(Duration.ofSeconds(2));
        assertThat(store.deleteOrphans(Retention.ORPHAN_GRACE)).isEqualTo(15);

        assertThat(orphan).doesNotExist();
        assertThat(stranger).exists();
        assertThat(store.read(kept, "data")).isEqualTo(content("kept"));
    }

    @Test
    void whatReplacedResultsHadGoesAfterAWhile() throws IOException {
        Draft first = store.draft(key("a"), "a");
        first.put("data", content("first"));
        store.publish(List.of(first));
        publish("a", 1);
        assertThat(objects()).hasSize(2);
        clock.advance(Duration.ofDays(1));

        retention.keep(RetentionLimits.NONE, List.of());

        assertThat(objects()).hasSize(1);
        assertThat(store.read(store.find(key("a")).orElseThrow(), "data")).isEqualTo(content("a"));
    }

    @Test
    void aReaderInAnotherStoreSeesALossAndNeverOtherBytes() throws IOException {
        publish("a", 1);
        try (DirectoryStore reader = DirectoryStore.open(new LocalDisk(), directory, clock)) {
            Artifact found = reader.find(key("a")).orElseThrow();
            retention.keep(size(0), List.of());
            assertThatThrownBy(() -> reader.read(found, "data")).isInstanceOf(PayloadLostException.class);
            assertThat(reader.find(key("a"))).isEmpty();
        }
    }
}
