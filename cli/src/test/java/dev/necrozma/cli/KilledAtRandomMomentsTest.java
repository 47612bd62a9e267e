package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at random moments, again and again until a run lives to its end: nothing of it shows in what it leaves. {@link
 * KilledWhileMergingAndEvictingTest} has the other third of the kills.
 */
@Tag("slow")
class KilledAtRandomMomentsTest {

    private static final int KILLS_A_STORE = 8;

    /* Of every second store: they fall while the program starts and makes its store. */
    private static final int EARLY_KILLS = 4;
    private static final int EARLY_MILLIS = 900;

    private static final int CONFIGURATIONS = 63;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("necrozma.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theBytesAreTheSame() throws Exception {
        int kills = Integer.getInteger("necrozma.test.randomMoments", 25) * 2 / 3;
        System.out.println("kills: " + kills + ", seed " + seed);
        long start = System.nanoTime();
        Map<String, Fingerprint> expected = uninterrupted();
        int wholeMillis = Math.toIntExact((System.nanoTime() - start) / 1_000_000);
        Files.writeString(folder.resolve("necrozma.yaml"), "cache: {checkpoint_interval: 1}\n"); // most commits
        int killed = 0;
        for (int store = 0; killed < kills; store++) {
            Path output = folder.resolve("results-" + store);
            boolean early = store % 2 == 0;
            int killsOfStore = Math.min(early ? EARLY_KILLS : KILLS_A_STORE, kills - killed);
            int saved = 0;
            for (int kill = 0; kill < killsOfStore; kill++, killed++) {
                int moment = random.nextInt(early ? EARLY_MILLIS : wholeMillis);
                String what = "seed " + seed + ", store " + store + ", kill " + kill + " after " + moment + " ms";
                try (ProgramProcess process = run(output, 1 + random.nextInt(2))) {
                    process.endsWithin(moment);
                    process.kill();
                    assertThat(process.saved())
                            .as(what + ": what was saved before stays")
                            .isGreaterThanOrEqualTo(process.saved() > 0 ? saved : 0);
                    saved = Math.max(saved, process.saved());
                }
                OutputFiles.requireWholeStore(output, what);
            }
            try (ProgramProcess last = run(output, 2)) {
                assertThat(last.exit())
                        .as("seed %s, store %s: %s", seed, store, last.err())
                        .isZero();
            }
            assertThat(OutputFiles.of(output))
                    .as("seed %s, store %s", seed, store)
                    .isEqualTo(expected);
            OutputFiles.delete(output);
        }
        System.out.println("killed: " + killed + ", a whole run takes " + wholeMillis + " ms");
    }

    private ProgramProcess run(Path output, int workers) throws Exception {
        List<String> args = new ArrayList<>(List.of("run", "--sample", "--stages", "labels", "--entries", "tick"));
        args.addAll(List.of("--targets", "5,10,15", "--stops", "5,10,15"));
        args.addAll(List.of("--from", "2024-05-13T12:00", "--to", "2024-05-13T12:20"));
        args.addAll(List.of("--output", output.toString(), "--workers", Integer.toString(workers)));
        return ProgramProcess.start(folder, args.toArray(String[]::new));
    }

    private Map<String, Fingerprint> uninterrupted() throws Exception {
        Path output = folder.resolve("uninterrupted");
        try (ProgramProcess alone = run(output, 2)) {
            assertThat(alone.exit()).as(alone.err()).isZero();
        }
        Map<String, Fingerprint> published = OutputFiles.of(output);
        assertThat(published).hasSize(CONFIGURATIONS + 3);
        return published;
    }
}
