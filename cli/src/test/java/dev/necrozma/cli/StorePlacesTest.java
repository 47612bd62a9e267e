package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store of another format, one that may only be read, and one that was copied or moved, through the command line. */
class StorePlacesTest {

    private static final String RUN = "run x --symbol EURUSD --targets 5,10 --stops 5 --horizons 5,60 --intervals 1,5"
            + " --lookbacks 5 --no-progress";

    /** Commands that only read, of the folder DIR. */
    static final List<String> READING = List.of(
            "cache stats --output DIR",
            "cache list --output DIR",
            "cache show universe_5m_5lb --output DIR",
            "cache explain universe_5m_5lb --output DIR",
            "cache diff --output DIR",
            "cache gc --max-size 1KB --dry-run --output DIR",
            "cache export other --output DIR",
            "cache verify --deep --output DIR",
            "labels list --results DIR",
            "labels show T5_S5_H5 --results DIR",
            "labels export T5_S5_H5 --results DIR",
            "universes list --results DIR",
            "universes show universe_5m_5lb --results DIR",
            RUN + " --dry-run --output DIR");

    private static final List<String> WRITING = List.of(
            "cache gc --max-size 1KB --output DIR",
            "cache clear all --yes --output DIR",
            "cache import archive --output DIR",
            "cache verify --repair --output DIR",
            RUN + " --output DIR");

    @TempDir
    Path folder;

    @BeforeEach
    void run() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        for (int time = 0; time < 2; time++) {
            Session whole = session(RUN + " --output results");
            assertThat(whole.exitCode()).as(whole.err()).isZero();
        }
        Session exported = session("cache export archive --output results");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aStoreOfAnOlderOrNewerFormatIsRefusedByEveryCommandAndNotTouched(int version) throws IOException {
        Path format = folder.resolve("results/cache/FORMAT");
        Files.writeString(format, "necrozma store " + version + "\n");
        SortedMap<String, String> before = everything();
        List<String> commands = new ArrayList<>(READING);
        commands.addAll(WRITING);
        for (String command : commands) {
            Session refused = session(command.replace("DIR", "results"));
            assertThat(refused.exitCode()).as(command + ": " + refused).isEqualTo(3);
            assertThat(refused.out()).as(command).isEmpty();
            assertThat(refused.err())
                    .as(command)
                    .startsWith("necrozma: ")
                    .contains("«necrozma store " + version + "»", "«necrozma store 1»")
                    .hasLineCount(1);
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(session("doctor --output results").out().replaceAll("\\s+", " "))
                .containsPattern("PROBLEM store format .*«necrozma store " + version + "»");
    }

    /* For who is root permissions mean nothing; that nothing is written shows all the same. */
    @Test
    void commandsThatReadNeedNoPermissionToWriteAndTouchNothing() throws IOException {
        permit("r-xr-xr-x", "r--r--r--");
        try {
            SortedMap<String, String> before = everything();
            for (String command : READING) {
                Session read = session(command.replace("DIR", "results"));
                assertThat(read.exitCode()).as(command + ": " + read.err()).isZero();
            }
            assertThat(everything()).isEqualTo(before);
        } finally {
            permit("rwxr-xr-x", "rw-r--r--");
        }
    }

    @Test
    void aCopyIsAsGoodAndEachGoesItsOwnWay() throws IOException {
        copy(folder.resolve("results"), folder.resolve("elsewhere/copy"));
        assertReusesAll("elsewhere/copy");
        assertThat(session("cache clear all --yes --output elsewhere/copy").exitCode())
                .isZero();
        assertReusesAll("results");
    }

    @Test
    void aStoreThatWasMovedHasAllItsResults() throws IOException {
        SortedMap<String, ?> published = OutputFiles.of(folder.resolve("results"));
        Files.createDirectories(folder.resolve("far/away"));
        Files.move(folder.resolve("results"), folder.resolve("far/away/moved"));
        Files.move(folder.resolve("x"), folder.resolve("far/x"));
        assertReusesAll("far/away/moved", RUN.replace("run x", "run far/x"));
        assertThat(OutputFiles.of(folder.resolve("far/away/moved"))).isEqualTo(published);
        assertThat(folder.resolve("results")).doesNotExist();
    }

    private void assertReusesAll(String output) {
        assertReusesAll(output, RUN);
    }

    private void assertReusesAll(String output, String run) {
        assertThat(session("cache verify --deep --output " + output).exitCode()).isZero();
        Session again = session(run + " --json --output " + output);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("\"computed\":0").doesNotContainPattern("\"computed\":[1-9]");
    }

    private Session session(String command) {
        return Session.of(folder, command.split(" ", -1));
    }

    private void permit(String directories, String files) throws IOException {
        for (Path path : all(folder.resolve("results"))) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? directories : files));
        }
    }

    /* Names, contents and times. */
    private SortedMap<String, String> everything() throws IOException {
        SortedMap<String, String> everything = new TreeMap<>();
        for (Path path : all(folder.resolve("results"))) {
            String content = Files.isDirectory(path)
                    ? ""
                    : Fingerprint.of(Files.readAllBytes(path)).toString();
            everything.put(path.toString(), Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " " + content);
        }
        return everything;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        for (Path path : all(from)) {
            Files.copy(path, to.resolve(from.relativize(path)));
        }
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted().toList();
        }
    }
}
