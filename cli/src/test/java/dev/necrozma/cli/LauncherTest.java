package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a copy of the tree's outline, with a {@code mvn} that packs an empty program and a {@code java} that prints
 * its arguments. The launcher itself is never run in the tree that is being tested: it would build there.
 */
@Tag("slow")
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "date",
            "find",
            "flock",
            "gzip",
            "mkdir",
            "mktemp",
            "mv",
            "ps",
            "readlink",
            "rm",
            "sed",
            "tar");

    @TempDir
    Path folder;

    private Path tree;
    private Path tools;
    private Path jdk;

    @BeforeEach
    void copyTheOutline() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
        Path sources = Path.of("").toAbsolutePath().getParent();
        tree = folder.resolve("a tree");
        for (String module : List.of("engine", "market", "pipeline", "cli")) {
            Files.createDirectories(tree.resolve(module + "/src/main/java"));
            Files.writeString(tree.resolve(module + "/pom.xml"), "");
            Files.writeString(tree.resolve(module + "/src/main/java/A.java"), "");
        }
        Files.createDirectories(tree.resolve(".mvn"));
        Files.writeString(tree.resolve("pom.xml"), "");
        Files.createDirectories(tree.resolve("cli/src/main/dist/bin"));
        for (String script : List.of("necrozma", "cli/src/main/dist/bin/necrozma")) {
            Files.copy(sources.resolve(script), tree.resolve(script));
        }
        tools = Files.createDirectories(folder.resolve("tools"));
        linkTools();
        script(tools.resolve("mvn"), """
                echo built >>"FOLDER/builds"
                mkdir -p cli/target/launcher/build FOLDER/release/x/lib
                : >FOLDER/release/x/lib/cli-1.jar
                tar -czf cli/target/launcher/build/necrozma-1.tar.gz -C FOLDER/release x
                """);
        jdk = jdk("jdk-17", "17.0.15");
    }

    @Test
    void buildsOnce() throws Exception {
        Session first = launch("--version");
        Session second = launch("--version");

        assertThat(first.err()).isEqualToIgnoringNewLines("necrozma: building; this happens once");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith("\ndev.necrozma.cli.Necrozma\n--version\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        assertThat(launch("a b", "", "*", "'\"").out()).endsWith("Necrozma\na b\n\n*\n'\"\n");
    }

    @Test
    void worksFromElsewhereThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a tree/necrozma"));
        Path twice = Files.createSymbolicLink(folder.resolve("twice"), link);

        assertThat(run(folder, environment(jdk), twice.toString(), "--version").exitCode())
                .isZero();
        assertThat(tree.resolve("cli/target/launcher/started")).isDirectory();
    }

    @Test
    void buildsAgainWhenASourceChanged() throws Exception {
        launch("--version");
        Files.writeString(tree.resolve("market/src/main/java/A.java"), "class A {}");
        launch("--version");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        launch("--version");
        Files.delete(tree.resolve("engine/src/main/java/A.java"));
        launch("--version");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process one = process(tree, environment(jdk), "./necrozma", "--version");
        Process other = process(tree, environment(jdk), "./necrozma", "--version");

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsShowsWhatMavenSaid() throws Exception {
        script(tools.resolve("mvn"), "echo '[ERROR] A.java:1: no'\nexit 1\n");

        Session session = launch("--version");

        assertThat(session.err()).contains("[ERROR] A.java:1: no", "necrozma: could not be built");
        assertThat(session.out()).isEmpty();
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void sayThatMavenIsNeeded() throws Exception {
        Files.delete(tools.resolve("mvn"));

        Session session = launch("--version");

        assertThat(session.err())
                .isEqualToIgnoringNewLines(
                        "necrozma: is not built, or older than its sources: building needs Maven (mvn) 3.8 or newer on the PATH");
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void takesTheFirstJavaThatIsNewEnough() throws Exception {
        Path old = jdk("jdk-11", "11.0.2");
        Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));

        assertThat(launch(environment(old), "--version").exitCode()).isZero();

        Files.delete(tools.resolve("java"));
        Session session = launch(environment(old), "--version");
        assertThat(session.err())
                .isEqualToIgnoringNewLines("necrozma: needs Java 17 or newer: install a JDK, or set JAVA_HOME to one"
                        + " (JAVA_HOME is " + old + ": version 11)");
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void asksJavaItselfWhereNoReleaseFileSays() throws Exception {
        Files.delete(jdk.resolve("release"));
        script(jdk.resolve("bin/java"), "echo 'openjdk version \"21.0.1\" 2023-10-17' >&2\n");

        assertThat(launch("--version").exitCode()).isZero();
    }

    @Test
    void anArchiveThatCannotBeMadeIsTriedOnce() throws Exception {
        script(jdk.resolve("bin/java"), "echo started >>'FOLDER/starts'\n[[ $* != *-Xshare:off* ]]\n");
        List<String> environment = new ArrayList<>(environment(jdk));
        environment.remove("NECROZMA_CDS=off");

        assertThat(launch(environment, "run", "--sample").exitCode()).isZero();
        assertThat(launch(environment, "run", "--sample").exitCode()).isZero();

        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(3);
    }

    @Test
    void aReleaseStartsThroughALinkWithTheJavaOfThePath() throws Exception {
        Path release = Files.createDirectories(folder.resolve("a release"));
        Files.createDirectories(release.resolve("lib"));
        Files.writeString(release.resolve("lib/cli-1.jar"), "");
        Files.createDirectories(release.resolve("bin"));
        Files.copy(tree.resolve("cli/src/main/dist/bin/necrozma"), release.resolve("bin/necrozma"));
        Path link = Files.createSymbolicLink(tools.resolve("necrozma"), release.resolve("bin/necrozma"));
        Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
        List<String> environment = List.of("PATH=" + tools, "LC_ALL=C.UTF-8", "NECROZMA_CDS=off");

        Session session = run(folder, environment, link.toString(), "--version");

        assertThat(session.out())
                .endsWith("-cp\n" + release.toRealPath() + "/lib/cli-1.jar\ndev.necrozma.cli.Necrozma\n--version\n");
        assertThat(session.err()).isEmpty();
    }

    private Session launch(String... args) throws Exception {
        return launch(environment(jdk), args);
    }

    private Session launch(List<String> environment, String... args) throws Exception {
        String[] command =
                Stream.concat(Stream.of("./necrozma"), Stream.of(args)).toArray(String[]::new);
        return run(tree, environment, command);
    }

    private Session run(Path directory, List<String> environment, String... command) throws Exception {
        Process process = process(directory, environment, command);
        int exitCode = process.waitFor();
        return new Session(
                exitCode,
                Files.readString(folder.resolve("out-" + process.pid())),
                Files.readString(folder.resolve("err-" + process.pid())));
    }

    /** Output goes to files by the process's number: a pipe that nobody reads would stop it. */
    private Process process(Path directory, List<String> environment, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "/bin/bash", "-c", "exec \"$@\" >\"$0/out-$$\" 2>\"$0/err-$$\"", folder.toString(), "env", "-i"));
        words.addAll(environment);
        words.addAll(List.of(command));
        return new ProcessBuilder(words).directory(directory.toFile()).start();
    }

    private List<String> environment(Path javaHome) {
        return List.of(
                "PATH=" + tools, "HOME=" + folder, "LC_ALL=C.UTF-8", "NECROZMA_CDS=off", "JAVA_HOME=" + javaHome);
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"\n");
        script(home.resolve("bin/javac"), "exit 1\n");
        return home;
    }

    private void script(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/bash\n" + text.replace("FOLDER", folder.toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void linkTools() throws IOException {
        List<Path> places = List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));
        for (String tool : TOOLS) {
            for (Path place : places) {
                if (Files.isExecutable(place.resolve(tool)) && Files.notExists(tools.resolve(tool))) {
                    script(tools.resolve(tool), "exec " + place.resolve(tool) + " \"$@\"\n");
                }
            }
        }
    }
}
