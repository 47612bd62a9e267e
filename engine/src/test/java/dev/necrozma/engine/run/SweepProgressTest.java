package dev.necrozma.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.MemoryStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Explanation;
import dev.necrozma.engine.sweep.FailureReason;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SweepProgressTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(START);
    private final ArtifactStore store = new MemoryStore(clock);
    private final List<IOException> troubles = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();

    /* System.nanoTime may start anywhere, and overflow. */
    private final long nanosAtStart = Long.MAX_VALUE - 500_000_000;

    private long nanos() {
        return nanosAtStart + Duration.between(START, clock.instant()).toNanos();
    }

    private SweepProgress progress() {
        return progress(new ForwardingDisk(new LocalDisk()) {
            @Override
            public DiskWriter create(Path file) throws IOException {
                written.add(file);
                return super.create(file);
            }

            @Override
            public boolean delete(Path file) throws IOException {
                written.add(file);
                return super.delete(file);
            }
        });
    }

    private SweepProgress progress(Disk disk) {
        return new SweepProgress(disk, directory, clock, this::nanos, troubles::add);
    }

    private static CacheKey key(int number) {
        return CacheKey.of("stage", 1).parameter("number", number).build();
    }

    private static SweepUnit unit(int number) {
        return new SweepUnit("unit " + number, key(number), out -> out.attribute("number", "" + number));
    }

    private static Sweep sweep(int units) {
        return new Sweep(
                "stage",
                IntStream.range(0, units).mapToObj(SweepProgressTest::unit).toList());
    }

    private Outcome computed(int number) throws IOException {
        Draft draft = store.draft(key(number), "unit " + number);
        Artifact artifact = store.publish(List.of(draft)).get(0);
        return new Outcome.Computed(artifact, Explanation.requested(Reason.FRESH_RUN), false);
    }

    private Outcome reused(int number) throws IOException {
        return new Outcome.Reused(computed(number).artifact().orElseThrow());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String content() throws IOException {
        return Files.readString(directory.resolve(files().get(0)));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"') + ",\"process\":"
                + ProcessHandle.current().pid() + "}\n";
    }

    @Test
    void theFileSaysHowFarTheSweepIs() throws IOException {
        Sweep sweep = sweep(3);
        SweepProgress progress = progress();
        progress.started(sweep, 3, 1);
        progress.ended(sweep, sweep.units().get(2), reused(2));
        progress.waiting(sweep);
        assertThat(files()).containsExactly("stage_progress_6692b7f77af6d9a9.json");
        assertThat(content())
                .isEqualTo(json("{'version':1,'stage':'stage','total':3,'completed':1,'completed_names':['unit 2'],"
                        + "'last_checkpoint':null,'started':'2026-01-02T03:04:05.678Z',"
                        + "'updated':'2026-01-02T03:04:05.678Z','units_per_second':0.000000"));

        clock.advance(Duration.ofSeconds(2));
        progress.ended(sweep, sweep.units().get(0), computed(0));
        progress.checkpointed(sweep, 1);
        clock.advance(Duration.ofSeconds(2));
        progress.waiting(sweep);
        assertThat(content())
                .isEqualTo(json("{'version':1,'stage':'stage','total':3,'completed':2,"
                        + "'completed_names':['unit 0','unit 2'],"
                        + "'last_checkpoint':'2026-01-02T03:04:07.678Z','started':'2026-01-02T03:04:05.678Z',"
                        + "'updated':'2026-01-02T03:04:09.678Z','units_per_second':0.250000"));
        assertThat(progress.completed()).isEqualTo(2);
    }

    @Test
    void theFileIsRewrittenAtMostOnceASecondAndIfThereIsNews() throws IOException {
        Sweep sweep = sweep(30);
        SweepProgress progress = progress();
        progress.started(sweep, 30, 0);
        progress.waiting(sweep);
        assertThat(written).hasSize(1);
        for (int unit = 0; unit < 19; unit++) {
            clock.advance(Duration.ofMillis(100));
            progress.ended(sweep, sweep.units().get(unit), computed(unit));
            progress.checkpointed(sweep, 1);
            progress.waiting(sweep);
        }
        assertThat(written).hasSize(2);
        assertThat(content()).contains("\"completed\":10,");
        clock.advance(Duration.ofMillis(100));
        progress.waiting(sweep);
        assertThat(written).hasSize(3);
        assertThat(content()).contains("\"completed\":19,");
        clock.advance(Duration.ofDays(1));
        progress.waiting(sweep);
        assertThat(written).as("no news").hasSize(3);
        assertThat(files()).hasSize(1);
    }

    @Test
    void anInterruptedSweepLeavesWhatIsTrueAtItsEnd() throws IOException {
        Sweep sweep = sweep(3);
        SweepProgress progress = progress();
        progress.started(sweep, 3, 0);
        progress.waiting(sweep);
        progress.ended(sweep, sweep.units().get(1), computed(1));
        progress.checkpointed(sweep, 1);
        progress.ended(sweep, sweep.units().get(0), new Outcome.Cancelled());
        progress.ended(
                sweep,
                sweep.units().get(2),
                new Outcome.Failed(FailureReason.COMPUTATION_FAILED, "no", new IllegalStateException()));
        Thread.currentThread().interrupt();
        progress.close();
        assertThat(Thread.interrupted()).as("the interrupt is not lost").isTrue();
        assertThat(content()).contains("\"completed\":1,\"completed_names\":[\"unit 1\"]");
        assertThat(troubles).isEmpty();
    }

    @Test
    void whoCompletesTheSweepRemovesTheFileOfWhoWasInterrupted() throws IOException {
        Sweep sweep = sweep(2);
        SweepProgress killed = progress();
        killed.started(sweep, 2, 0);
        killed.waiting(sweep);
        assertThat(files()).hasSize(1);

        Sweep sameInOtherOrder =
                new Sweep("stage", List.of(sweep.units().get(1), sweep.units().get(0)));
        SweepProgress quick = progress();
        quick.started(sameInOtherOrder, 2, 1);
        quick.ended(sameInOtherOrder, sweep.units().get(0), reused(0));
        quick.ended(sameInOtherOrder, sweep.units().get(1), computed(1));
        quick.close();
        assertThat(files()).isEmpty();
        assertThat(troubles).isEmpty();
    }

    @Test
    void theNameTellsSweepsApart() {
        List<SweepUnit> units = sweep(2).units();
        List<String> names = Stream.of(sweep(2), sweep(3), new Sweep("a/b c", units), new Sweep("a_b_c", units))
                .map(SweepProgress::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.get(2)).matches("a_b_c_progress_[0-9a-f]{16}\\.json");
    }

    @Test
    void nothingToComputeTouchesNoFile() throws IOException {
        Sweep sweep = sweep(2);
        ForwardingDisk untouchable = new ForwardingDisk(new LocalDisk()) {
            @Override
            public boolean delete(Path file) {
                throw new AssertionError(file);
            }

            @Override
            public DiskWriter create(Path file) {
                throw new AssertionError(file);
            }

            @Override
            public List<Path> list(Path file) {
                throw new AssertionError(file);
            }
        };
        try (SweepProgress progress = progress(untouchable)) {
            progress.started(sweep, 2, 2);
            progress.ended(sweep, sweep.units().get(0), reused(0));
            progress.ended(sweep, sweep.units().get(1), reused(1));
        }
        try (SweepProgress single = progress(untouchable)) {
            single.started(sweep(1), 1, 0);
            single.waiting(sweep(1));
        }
        progress(untouchable).close();
    }

    @Test
    void unitsOfALargeSweepAreCountedAndNotNamed() throws IOException {
        for (int units : new int[] {1000, 1001}) {
            Sweep sweep = sweep(units);
            SweepProgress progress = progress();
            progress.started(sweep, units, 0);
            progress.ended(sweep, sweep.units().get(7), computed(7));
            progress.waiting(sweep);
            if (units == 1000) {
                assertThat(content()).contains("\"completed\":1,\"completed_names\":[\"unit 7\"],\"last_checkpoint\"");
                Files.delete(directory.resolve(files().get(0)));
            } else {
                assertThat(content()).contains("\"completed\":1,\"last_checkpoint\"");
            }
        }
    }

    @Test
    void aFailureToWriteIsToldOnceAndTriedAgain() throws IOException {
        Sweep sweep = sweep(2);
        boolean[] full = {true};
        SweepProgress progress = progress(new ForwardingDisk(new LocalDisk()) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                if (full[0]) {
                    throw new IOException("disk full");
                }
                super.rename(from, to);
            }
        });
        progress.started(sweep, 2, 0);
        progress.waiting(sweep);
        clock.advance(Duration.ofSeconds(1));
        progress.waiting(sweep);
        assertThat(troubles)
                .hasSize(1)
                .allSatisfy(trouble -> assertThat(trouble).hasMessage("disk full"));
        assertThat(files()).isEmpty();
        full[0] = false;
        progress.close();
        assertThat(content()).contains("\"completed\":0,");
        assertThat(troubles).hasSize(1);
    }

    @Test
    void whatDeadProcessesLeftIsSweptAndOtherFilesAreNot() throws IOException {
        age("new-0123456789abcdef", Duration.ofSeconds(61));
        age("new-0123456789abcdee", Duration.ofSeconds(59));
        age("labels_progress_0123456789abcdef.json", Duration.ofDays(31));
        age("labels_progress_0123456789abcdee.json", Duration.ofDays(29));
        age("labels_progress_0123456789abcdef.needs", Duration.ofDays(31));
        age("labels_progress_0123456789abcdee.needs", Duration.ofDays(29));
        age("new-thoughts", Duration.ofDays(1000));
        age("progress.json", Duration.ofDays(1000));
        SweepProgress progress = progress();
        progress.started(sweep(2), 2, 0);
        progress.waiting(sweep(2));
        assertThat(files())
                .containsExactly(
                        "labels_progress_0123456789abcdee.json",
                        "labels_progress_0123456789abcdee.needs",
                        "new-0123456789abcdee",
                        "new-thoughts",
                        "progress.json",
                        SweepProgress.name(sweep(2)));
    }

    private void age(String name, Duration age) throws IOException {
        Path file = Files.createFile(directory.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(START.minus(age)));
    }

    @Test
    void aSweepThatIsStoppedHasItsFileUntilItIsCompleted() throws Exception {
        Cancellation cancellation = new Cancellation(Duration.ofSeconds(60));
        CountDownLatch seen = new CountDownLatch(1);
        SweepUnit slow = new SweepUnit("slow", key(9), out -> {
            cancellation.cancel();
            seen.await();
        });
        Sweep sweep = new Sweep("stage", List.of(unit(0), slow, unit(1)));
        SweepProgress watched = new SweepProgress(
                new ForwardingDisk(new LocalDisk()) {
                    @Override
                    public void rename(Path from, Path to) throws IOException {
                        super.rename(from, to);
                        seen.countDown();
                    }
                },
                directory,
                clock,
                this::nanos,
                troubles::add);
        SweepOptions options = new SweepOptions(Optional.empty(), CheckpointPolicy.every(1));
        try (watched) {
            SweepExecutor.sequential(store).run(sweep, options, watched, cancellation);
        }
        assertThat(content())
                .contains("\"total\":3,\"completed\":2,\"completed_names\":[\"unit 0\",\"slow\"]")
                .contains("\"last_checkpoint\":\"2026-01-02T03:04:05.678Z\"");

        try (SweepProgress last = new SweepProgress(new LocalDisk(), directory, clock, this::nanos, troubles::add)) {
            SweepExecutor.sequential(store).run(sweep, options, last, Cancellation.none());
        }
        assertThat(files()).isEmpty();
        assertThat(troubles).isEmpty();
    }
}
