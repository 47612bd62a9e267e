package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.pipeline.ForexPipeline;
import dev.necrozma.testkit.disk.Fault;
import dev.necrozma.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the program says and exits with when its disk fails, at any time of a run and in any way. */
@Tag("slow")
class FailingDiskTest {

    private static final int MOMENTS = 6;

    private static final Map<Fault, String> SENTENCES = Map.of(
            Fault.NO_SPACE, "no space left on device",
            Fault.READ_ONLY, "read-only file system",
            Fault.IO_ERROR, "input/output error",
            Fault.DENIED, "permission denied");

    @TempDir
    Path folder;

    private int operations;

    @BeforeEach
    void countTheOperationsOfARun() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        FaultyDisk counting = FaultyDisk.counting(new LocalDisk());
        assertThat(run("undisturbed", counting).exitCode()).isZero();
        operations = counting.operations();
    }

    @ParameterizedTest
    @EnumSource
    void theRunEndsWithThreeAndASentenceAndTheNextGoesOn(Fault fault) throws IOException {
        for (int moment = 0; moment < MOMENTS; moment++) {
            int operation = 1 + moment * operations / MOMENTS;
            FaultyDisk disk = FaultyDisk.from(new LocalDisk(), fault, operation);

            Session failed = run("disturbed", disk);

            String what = fault + " from operation " + operation + " of " + operations + ": " + failed;
            assertThat(disk.hasFailed()).as(what).isTrue();
            assertThat(disk.misuses()).as(what).isEmpty();
            assertThat(failed.exitCode()).as(what).isEqualTo(3);
            assertThat(failed.err())
                    .as(what)
                    .contains("necrozma: ")
                    .containsIgnoringCase(SENTENCES.get(fault))
                    .contains(folder.toString())
                    .doesNotContain("\tat ", "Exception");
            if (fault != Fault.IO_ERROR) {
                assertThat(failed.err())
                        .as(what)
                        .endsWith((fault == Fault.NO_SPACE ? "; make room or choose" : "; choose")
                                + " another place with --output or --cache-dir\n");
            }
        }
        Session next = run("disturbed", FaultyDisk.counting(new LocalDisk()));
        assertThat(next.exitCode()).as(next.err()).isZero();
        Map<String, Fingerprint> expected = OutputFiles.of(folder.resolve("undisturbed"));
        assertThat(OutputFiles.of(folder.resolve("disturbed"))).isEqualTo(expected);
        OutputFiles.requireWholeStore(folder.resolve("disturbed"), fault.toString());
    }

    private Session run(String output, FaultyDisk disk) {
        String command = "run x --symbol EURUSD --stages labels --targets 5 --stops 5 --horizons 5,60 --no-progress"
                + " --workers 1 --output " + output;
        return Session.of(
                (request, listener, cancellation) -> ForexPipeline.run(request, listener, cancellation, disk),
                folder,
                command.split(" ", -1));
    }
}
