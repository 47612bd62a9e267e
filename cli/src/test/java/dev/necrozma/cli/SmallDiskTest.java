package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that is too small, or takes nothing, where this user may mount one. */
@Tag("slow")
class SmallDiskTest {

    private static final String RUN = "run x --symbol EURUSD --output small/results --targets 5,10,15 --stops 5,10"
            + " --horizons 5,60 --intervals 1,5 --lookbacks 5,10 --no-progress";

    @TempDir
    Path folder;

    private Path small;

    @BeforeEach
    void mount() throws Exception {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                call("mount", "-t", "tmpfs", "-o", "size=192k", "tmpfs", small.toString()) == 0,
                "this user may not mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        call("umount", small.toString());
    }

    @Test
    void aFullDiskEndsTheRunWithThreeAndTheNextGoesOnOnceThereIsRoom() throws Exception {
        Session full = session(RUN);
        assertThat(full.exitCode()).as(full.out() + full.err()).isEqualTo(3);
        assertThat(full.err())
                .containsIgnoringCase("no space left on device")
                .contains("make room or choose another place")
                .doesNotContain("\tat ");

        assertThat(call("mount", "-o", "remount,size=64m", small.toString())).isZero();
        assertThat(session("cache verify --deep --output small/results").exitCode())
                .isZero();
        Session next = session(RUN);
        assertThat(next.exitCode()).as(next.out() + next.err()).isZero();
        assertThat(next.out()).as("what was saved is reused").containsPattern("(?m)^import +1 +1 ");
        assertSameAsElsewhere();
    }

    @Test
    void aReadOnlyDiskIsToldAndNothingIsTouched() throws Exception {
        assertThat(call("mount", "-o", "remount,size=64m", small.toString())).isZero();
        assertThat(session(RUN).exitCode()).isZero();
        assertThat(session(RUN).exitCode()).isZero();
        assertThat(call("mount", "-o", "remount,ro", small.toString())).isZero();
        Session refused = session(RUN);
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(3);
        assertThat(refused.err()).containsIgnoringCase("read-only file system").doesNotContain("\tat ");
        for (String reading : StorePlacesTest.READING) {
            Session read = session(reading.replace("DIR", "small/results"));
            assertThat(read.exitCode()).as(reading + ": " + read.err()).isZero();
        }
    }

    private void assertSameAsElsewhere() throws IOException {
        assertThat(session(RUN.replace("small/", "")).exitCode()).isZero();
        for (String file : List.of("labels/labels_summary.parquet", "universes/universe_5m_10lb.parquet")) {
            assertThat(small.resolve("results").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("results").resolve(file));
        }
    }

    private Session session(String command) {
        return Session.of(folder, command.split(" ", -1));
    }

    private static int call(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException absent) {
            return -1;
        }
    }
}
