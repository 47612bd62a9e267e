package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.sweep.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code necrozma cache verify} on the store that a run on two days of bars left. */
class CacheVerifyTest {

    private static final String RUN = "run x --symbol EURUSD --output results --stages labels --targets 5,10 --stops 5"
            + " --horizons 2.5,60 --quiet";

    @TempDir
    Path folder;

    @BeforeEach
    void run() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        assertThat(session(RUN)).isEqualTo(new Session(0, "", ""));
    }

    @Test
    void nothingIsWrongWithWhatARunLeft() {
        Session shallow = session("cache verify --output results");
        assertThat(shallow.exitCode()).as(shallow.err()).isZero();
        assertThat(shallow.out()).matches("[0-9]+ results, [0-9]+ files, 0 read \\(0 bytes\\): nothing is wrong\n");

        Session deep = session("cache verify --cache-dir results/cache --deep");
        assertThat(deep.exitCode()).isZero();
        assertThat(deep.out())
                .matches("[0-9]+ results, ([0-9]+) files, \\1 read \\([1-9][0-9,]+ bytes\\): nothing is wrong\n");
    }

    @Test
    void aFlippedBitIsFoundByReadingAndRepairedAndComputedAgain() throws IOException {
        Path object = objects().get(0);
        flip(object);

        assertThat(session("cache verify --output results").exitCode())
                .as("lengths are right")
                .isZero();
        Session found = session("cache verify --output results --deep");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .contains(" has other bytes than were stored; it will be computed again\n")
                .endsWith(": 1 problem; --repair sets aside what is bad\n");
        assertThat(object).exists();

        Session repaired = session("cache verify --output results --deep --repair");
        assertThat(repaired.exitCode()).isEqualTo(1);
        assertThat(repaired.out())
                .contains("it was moved to quarantine/")
                .endsWith(": 1 problem repaired; the next run computes what was lost\n");
        assertThat(object).doesNotExist();

        assertThat(session("cache verify --output results --deep").exitCode()).isZero();
        assertThat(session(RUN)).isEqualTo(new Session(0, "", ""));
        assertThat(object).exists();
        assertThat(session("cache verify --output results --deep").exitCode()).isZero();
    }

    @Test
    void everyKindOfDamageIsToldInASentence() throws IOException {
        List<Path> objects = objects();
        Files.delete(objects.get(0));
        Files.write(objects.get(1), new byte[3]);
        flip(files("catalog").get(0));
        flip(files("inputs").isEmpty() ? remembered() : files("inputs").get(0));
        Files.writeString(folder.resolve("results/cache/FORMAT"), "necrosma");

        Session found = session("cache verify --output results");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .contains("the file FORMAT does not say which format the store has\n")
                .containsPattern("catalog segment [0-9a-f-]+\\.seg has other bytes than were written; ")
                .containsPattern("the remembered fingerprint inputs/[0-9a-f]{64} has other bytes");
        assertThat(session("cache verify --output results --repair").exitCode()).isEqualTo(1);
        assertThat(session("cache verify --output results --deep").exitCode()).isZero();
        assertThat(session(RUN)).isEqualTo(new Session(0, "", ""));
    }

    @Test
    void aMissingFileAndOneOfAnotherLengthAreFoundWithoutReading() throws IOException {
        List<Path> objects = objects();
        Files.delete(objects.get(0));
        Files.write(objects.get(1), new byte[3]);
        Session found = session("cache verify --output results --json");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .contains("\"clean\":false", "\"files_read\":0", "\"kind\":\"missing\"", "\"kind\":\"length\"")
                .contains("has 3 bytes, and ")
                .endsWith("\"exit_code\":1}\n")
                .hasLineCount(1);
        assertThat(found.err()).isEmpty();
        assertThat(session("cache verify --output results --deep --json").out())
                .as("what is not there, or too short, is not read")
                .contains("\"files_read\":" + (objects.size() - 2) + ",");
    }

    /* A link to itself can be read by nobody, whoever runs this. */
    @Test
    void whatCannotBeReadIsOneProblemOfSeveralAndStays() throws IOException {
        List<Path> objects = objects();
        Path unreadable = objects.get(0);
        Files.delete(unreadable);
        Files.createSymbolicLink(unreadable, unreadable.getFileName());
        Path memory = folder.resolve("results/cache/inputs").resolve("0".repeat(64));
        Files.createSymbolicLink(memory, memory.getFileName());
        flip(objects.get(1));

        Session found = session("cache verify --output results --deep");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .containsPattern("the remembered fingerprint inputs/0+ cannot be read: .*; it stays\n")
                .containsPattern(" cannot be read: .*" + unreadable.getFileName() + ": .*; it stays: ")
                .contains(" has other bytes than were stored; ")
                .endsWith(": 3 problems; --repair sets aside what is bad\n");
        Session repaired = session("cache verify --output results --deep --repair");
        assertThat(repaired.exitCode()).isEqualTo(1);
        assertThat(repaired.out()).endsWith(": 3 problems, 2 of them not repaired\n");
        assertThat(Files.isSymbolicLink(unreadable)).isTrue();
        assertThat(objects.get(1)).doesNotExist();

        Files.delete(unreadable);
        Files.delete(memory);
        session("cache verify --output results --repair");
        assertThat(session(RUN)).isEqualTo(new Session(0, "", ""));
        assertThat(session("cache verify --output results --deep").exitCode()).isZero();
    }

    @Test
    void aSegmentThatCannotBeReadIsOneProblemAndTheRestIsLookedAt() throws IOException {
        Path segment = files("catalog").get(0).resolveSibling("999999999999-" + "0".repeat(16) + ".seg");
        Files.createSymbolicLink(segment, segment.getFileName());
        Path object = objects().get(0);
        flip(object);
        Files.writeString(folder.resolve("results/cache/FORMAT"), "necrosma");

        Session found = session("cache verify --output results --deep");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .containsPattern(
                        "catalog segment 999999999999-0+\\.seg cannot be read: .*; no run can use the store until it can: ")
                .contains(" has other bytes than were stored; ")
                .endsWith(": 3 problems; --repair sets aside what is bad\n");
        Session repaired = session("cache verify --output results --deep --repair");
        assertThat(repaired.exitCode()).isEqualTo(1);
        assertThat(repaired.out())
                .contains("\nFORMAT was written again\n")
                .endsWith(": 3 problems, 2 of them not repaired\n");
        assertThat(session(RUN).exitCode()).isEqualTo(3);

        Files.delete(segment);
        assertThat(session("cache verify --output results --deep --repair").out())
                .endsWith(": 1 problem repaired; the next run computes what was lost\n");
        assertThat(object).doesNotExist();
        assertThat(session(RUN)).isEqualTo(new Session(0, "", ""));
    }

    @Test
    void aDirectoryThatCannotBeReadIsAProblemAndTheRestIsLookedAt() throws IOException {
        Path lost = objects().get(0);
        Path directory = lost.resolveSibling("");
        Files.move(directory, folder.resolve("away"));
        Files.createSymbolicLink(directory, directory.getFileName());
        flip(objects().get(0));
        Path inputs = folder.resolve("results/cache/inputs");
        for (Path memory : files("inputs")) {
            Files.delete(memory);
        }
        Files.delete(inputs);
        Files.createSymbolicLink(inputs, inputs.getFileName());

        Session found = session("cache verify --output results --deep");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .contains("the directory objects/" + directory.getFileName() + " cannot be read: ")
                .contains("the directory inputs cannot be read: ")
                .containsPattern(" cannot be read: .*" + lost.getFileName())
                .contains(" has other bytes than were stored; ")
                .endsWith(": 4 problems; --repair sets aside what is bad\n");
    }

    @Test
    void aFormatThatIsLostIsWrittenAgain() throws IOException {
        Files.delete(folder.resolve("results/cache/FORMAT"));
        assertThat(session("cache verify --output results --repair").out())
                .contains("\nFORMAT was written again\n")
                .endsWith(": 1 problem repaired; the next run computes what was lost\n");
        assertThat(session("cache verify --output results").exitCode()).isZero();
    }

    @Test
    void filesOfNoResultAreHarmless() throws IOException {
        for (Path segment : files("catalog")) {
            flip(segment);
        }
        assertThat(session("cache verify --output results --repair").exitCode()).isEqualTo(1);
        Session found = session("cache verify --output results");
        assertThat(found.exitCode()).isZero();
        assertThat(found.out()).contains("of no result: harmless\n");
    }

    @Test
    void aBarShowsOnATerminalHowFarItIs() {
        String[] command = {"cache", "verify", "--output", "results"};
        Session shown = Session.onTerminal(100, Cancellation.none(), folder, command);
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.err()).containsPattern("verify 100% .*([0-9]+)/\\1 ");
        assertThat(shown.out()).endsWith(": nothing is wrong\n");
        String[] silent = {"cache", "verify", "--output", "results", "--no-progress"};
        assertThat(Session.onTerminal(100, Cancellation.none(), folder, silent).err())
                .isEmpty();
    }

    @Test
    void controlCEndsItWithoutAVerdictOrARepair() throws IOException {
        Path object = objects().get(0);
        flip(object);
        Cancellation cancellation = Cancellation.none();
        cancellation.cancel();

        Session stopped = Session.onTerminal(
                100, cancellation, folder, "cache", "verify", "--output", "results", "--deep", "--repair");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.exitCode()).isEqualTo(130);
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.err()).endsWith("necrozma: interrupted\n");
        assertThat(object).exists();
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        assertThat(session("cache verify --output nowhere").err()).startsWith("necrozma: there is no store in ");
        assertThat(session("cache verify --output nowhere").exitCode()).isEqualTo(2);
        assertThat(session("cache verify --output results --sample 7"))
                .isEqualTo(new Session(2, "", "necrozma: --sample must be a share such as 0.05 or 5%: 7\n"));
        assertThat(session("cache verify --output results --deep --sample 5%").exitCode())
                .isEqualTo(2);
        assertThat(session("cache").exitCode()).isEqualTo(2);
    }

    private Session session(String command) {
        return Session.of(folder, command.split(" ", -1));
    }

    /* What a run remembers of an input that was left alone for long enough. */
    private Path remembered() throws IOException {
        Path memory = folder.resolve("results/cache/inputs").resolve("0".repeat(64));
        Files.writeString(memory, "necrozma input 1\n\n\n");
        return memory;
    }

    private List<Path> objects() throws IOException {
        return files("objects");
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("results/cache").resolve(part))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
