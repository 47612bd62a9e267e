package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final String SMALL = """
            universes:
              intervals: [60]
              lookbacks: [5, 10]
              context: 64
            labels:
              targets: [5, 10]
              stops: [5, 10]
              horizons: [5, 15, 30, 60]
            """;

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void everyPromiseHoldsOnTwoDaysOfBarsAndNothingIsLeftBehind() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        Files.writeString(folder.resolve("necrozma.yaml"), SMALL);

        Session session = Session.of(folder, "validate", "x", "--symbol", "EURUSD", "--work", "work");

        assertThat(session.out()).doesNotContain("FAIL").contains("all promises held");
        assertThat(session.out().lines().filter(line -> line.startsWith("PASS ")))
                .hasSize(7);
        assertThat(session.exitCode()).isZero();
        assertThat(names(folder.resolve("work"))).isEmpty();
        assertThat(names(folder)).containsExactlyInAnyOrder("x", "necrozma.yaml", "work");
    }

    @Test
    void inputThatCannotBeReadIsBadInputAndLeavesNothing() throws IOException {
        Session session = Session.of(folder, "validate", "nowhere.csv", "--work", "work");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.err()).contains("nowhere.csv").doesNotContain("\tat ");
        assertThat(names(folder.resolve("work"))).isEmpty();
    }

    @Test
    void doctorFindsNothingWrongHereAndChangesNothing() throws IOException {
        Session session = Session.of(folder, "doctor");

        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(inOneLine(session))
                .contains("OK java ", "store locks", "there is no store in ")
                .doesNotContain("PROBLEM");
        assertThat(names(folder)).isEmpty();
        assertThat(Session.of(folder, "doctor", "--json").out())
                .startsWith("{\"findings\":[{\"grade\":\"ok\",\"subject\":\"java\"");
    }

    @Test
    void doctorNamesAConfigurationAndAPlaceThatCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), "cach: 1\n");
        Session configuration = Session.of(folder, "doctor");
        assertThat(configuration.exitCode()).isEqualTo(2);
        assertThat(inOneLine(configuration))
                .containsPattern("PROBLEM configuration necrozma.yaml:1: unknown key `cach`");

        Files.delete(folder.resolve("necrozma.yaml"));
        Files.writeString(folder.resolve("file"), "");
        Session place = Session.of(folder, "doctor", "--cache-dir", "file");
        assertThat(place.exitCode()).isEqualTo(3);
        assertThat(inOneLine(place)).containsPattern("PROBLEM store .*file is a file, not a directory");

        Files.createDirectory(folder.resolve("old"));
        Files.writeString(folder.resolve("old/FORMAT"), "necrozma store 99\n");
        Session format = Session.of(folder, "doctor", "--cache-dir", "old");
        assertThat(format.exitCode()).isEqualTo(3);
        assertThat(inOneLine(format)).contains("necrozma store 99");
    }

    /* Long texts go on below. */
    private static String inOneLine(Session session) {
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 100);
        return session.out().replaceAll("\\s+", " ");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
