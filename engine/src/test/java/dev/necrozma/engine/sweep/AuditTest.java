package dev.necrozma.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTest {

    private final ArtifactStore store = new MemoryStore(Clock.systemUTC());
    private final AtomicInteger computed = new AtomicInteger();

    private Sweep sweep(Computation computation) {
        return new Sweep(
                "stage",
                IntStream.range(0, 10)
                        .mapToObj(i -> new SweepUnit(
                                "unit-" + i,
                                CacheKey.of("stage", 1).parameter("i", i).build(),
                                out -> {
                                    computed.incrementAndGet();
                                    computation.compute(out);
                                }))
                        .toList());
    }

    private AuditRecord audit(double share, Computation before, Computation now) throws Exception {
        SweepExecutor executor = SweepExecutor.sequential(store);
        executor.run(sweep(before));
        SweepResult reused = executor.run(sweep(now));
        computed.set(0);
        return new Audit(store, share, new Random(1), 2).of(reused, Cancellation.none());
    }

    @Test
    void aDeterministicStageComesOutTheSame() throws Exception {
        AuditRecord record = audit(
                1, out -> out.put("file", "text".getBytes(UTF_8)), out -> out.put("file", "text".getBytes(UTF_8)));
        assertThat(record.comparisons()).hasSize(10);
        assertThat(record.differing()).isEmpty();
    }

    @Test
    void oneThatIsCancelledOnTheWaySaysSo() throws Exception {
        SweepExecutor executor = SweepExecutor.sequential(store);
        Cancellation cancellation = new Cancellation(Duration.ofMinutes(1));
        executor.run(sweep(out -> {}));
        SweepResult reused = executor.run(sweep(out -> cancellation.cancel()));

        AuditRecord record = new Audit(store, 1, new Random(1), 1).of(reused, cancellation);
        assertThat(record.comparisons()).hasSize(1);
        assertThat(record.cutShort()).isTrue();
        assertThat(audit(1, out -> {}, out -> {}).cutShort()).isFalse();
    }

    @Test
    void codeThatChangedWithoutItsVersionIsFoundAndTheStoreKept() throws Exception {
        AuditRecord record = audit(
                1,
                out -> out.put("file", "text".getBytes(UTF_8)),
                out -> out.put("file", "other text".getBytes(UTF_8)));
        assertThat(record.differing())
                .hasSize(10)
                .allSatisfy(comparison -> assertThat(comparison.difference())
                        .get()
                        .asString()
                        .matches("file was [0-9a-f]+… \\(4 bytes\\) and is [0-9a-f]+… \\(10 bytes\\)"));
        assertThat(store.read(store.find(sweep(out -> {}).units().get(0).key()).orElseThrow(), "file"))
                .isEqualTo("text".getBytes(UTF_8));
    }

    @Test
    void aFileMoreOrLessAndAFailureAreDifferences() throws Exception {
        assertThat(audit(0.1, out -> out.put("file", new byte[1]), out -> {}).differing())
                .singleElement()
                .satisfies(comparison ->
                        assertThat(comparison.difference()).get().asString().endsWith(" and is absent"));
        assertThat(audit(0.1, out -> {}, out -> {
                            throw new IllegalStateException("no more");
                        })
                        .differing())
                .extracting(comparison -> comparison.difference().orElseThrow())
                .containsExactly("it could not be computed again: no more");
    }

    @Test
    void aStoreThatRefusesBytesIsNoDifference(@TempDir Path directory) throws Exception {
        RefusingDisk disk = new RefusingDisk();
        Computation swallowing = out -> {
            try (OutputStream data = out.create("data")) {
                data.write(new byte[10_000]);
            } catch (IOException swallowed) {
                // as a writer that prints does
            }
        };
        try (DirectoryStore refusing = DirectoryStore.open(disk, directory, Clock.systemUTC())) {
            SweepExecutor executor = SweepExecutor.sequential(refusing);
            executor.run(sweep(swallowing));
            SweepResult reused = executor.run(sweep(swallowing));
            disk.full = true;
            Audit audit = new Audit(refusing, 0.1, new Random(1), 1);
            assertThatThrownBy(() -> audit.of(reused, Cancellation.none()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void anotherAttributeIsADifference() throws Exception {
        assertThat(audit(0.1, out -> out.attribute("rows", "3"), out -> out.attribute("rows", "4"))
                        .differing())
                .extracting(comparison -> comparison.difference().orElseThrow())
                .containsExactly("attribute rows was 3 and is 4");
        assertThat(audit(0.1, out -> out.attribute("rows", "3"), out -> out.attribute("rows", "3"))
                        .differing())
                .isEmpty();
    }

    @Test
    void aShareIsRoundedUpAndWhatWasComputedJustNowIsNotAudited() throws Exception {
        assertThat(audit(0.31, out -> {}, out -> {}).comparisons()).hasSize(4);
        assertThat(computed).hasValue(4);
        SweepResult fresh =
                SweepExecutor.sequential(new MemoryStore(Clock.systemUTC())).run(sweep(out -> {}));
        assertThat(new Audit(store, 1, new Random(1), 1)
                        .of(fresh, Cancellation.none())
                        .comparisons())
                .isEmpty();
    }

    @Test
    void aShareIsAboveZero() {
        for (double share : List.of(0.0, -1.0, 1.5, Double.NaN)) {
            assertThatThrownBy(() -> new Audit(store, share, new Random(1), 1))
                    .hasMessage("share must be above 0 and at most 1: " + share);
        }
    }
}
