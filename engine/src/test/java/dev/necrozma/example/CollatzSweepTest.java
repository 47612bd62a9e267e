package dev.necrozma.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.Codecs;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepListener;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine knows nothing of markets: the lengths of Collatz sequences, a thousand starts a unit. */
final class CollatzSweepTest {

    private static final int BLOCK = 1000;
    private static final int BLOCKS = 12;

    @TempDir
    private Path directory;

    private final AtomicInteger computed = new AtomicInteger();

    private Sweep lengths() {
        List<SweepUnit> units = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            int first = 1 + block * BLOCK;
            CacheKey key = CacheKey.of("collatz", 1)
                    .parameter("first", first)
                    .parameter("count", BLOCK)
                    .build();
            units.add(new SweepUnit("from-" + first, key, out -> {
                computed.incrementAndGet();
                int[] lengths = new int[BLOCK];
                int longest = 0;
                for (int i = 0; i < BLOCK; i++) {
                    lengths[i] = steps(first + i);
                    longest = Math.max(longest, lengths[i]);
                }
                out.put("steps", Codecs.INTS.encode(lengths));
                out.attribute("longest", Integer.toString(longest));
            }));
        }
        return new Sweep("collatz", units);
    }

    private static int steps(long start) {
        int steps = 0;
        for (long n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
            steps++;
        }
        return steps;
    }

    @Test
    void goesOnWhereItWasCancelled() throws Exception {
        Cancellation cancellation = new Cancellation(Duration.ofDays(1));
        SweepListener impatient = new SweepListener() {
            @Override
            public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
                cancellation.cancel();
            }
        };
        int before;
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            SweepResult cancelled =
                    SweepExecutor.sequential(store).run(lengths(), SweepOptions.DEFAULT, impatient, cancellation);
            before = computed.get();
            assertThat(cancelled.outcomes().values().stream().filter(outcome -> outcome instanceof Outcome.Computed))
                    .hasSize(before);
        }
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            SweepResult resumed = SweepExecutor.threads(store, 2).run(lengths());
            assertThat(resumed.isComplete()).isTrue();
            assertThat(computed).as("no block twice").hasValue(BLOCKS);

            Artifact first = resumed.artifact("from-1");
            int[] steps = Codecs.INTS.decode(store.read(first, "steps"));
            assertThat(steps[26]).as("27 takes 111 steps (OEIS A006577)").isEqualTo(111);
            assertThat(first.attribute("longest")).as("871 takes 178 steps").isEqualTo("178");
            assertThat(resumed.outcomes().values().stream().filter(outcome -> outcome instanceof Outcome.Reused))
                    .hasSize(before);
        }
    }

    @Test
    void theEmbeddingExampleComputesOnce() throws Exception {
        SweepResult first = EmbeddingExample.run(directory);
        SweepResult second = EmbeddingExample.run(directory);
        assertThat(first.isComplete()).isTrue();
        assertThat(first.outcomes()).hasSize(19);
        assertThat(second.outcomes().values()).allMatch(outcome -> outcome instanceof Outcome.Reused);
        assertThat(second.artifact("power-3").sameContent(first.artifact("power-3")))
                .isTrue();
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            assertThat(new java.math.BigInteger(store.read(second.artifact("power-2"), "digits")))
                    .as("99991 is the largest prime below 100000")
                    .isEqualTo(99_991L * 99_991L);
        }
    }
}
