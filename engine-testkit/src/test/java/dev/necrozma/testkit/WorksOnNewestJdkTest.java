package dev.necrozma.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.necrozma.engine.store.DirectoryStore;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of stores, the suites of the engine and its golden tests on a Java that is newer than the one built for: the same keys, the
 * same bytes.
 */
@Tag("slow")
final class WorksOnNewestJdkTest {

    private static final int NEWEST = 25;

    private static final List<String> SUITES = List.of(
            "testkit.DirectoryStoreContractTest",
            "testkit.MemoryStoreContractTest",
            "testkit.TimeAndPlaceTest",
            "engine.key.CacheKeyTest",
            "engine.key.CanonicalNumberTest",
            "engine.fingerprint.FingerprintTest",
            "engine.fingerprint.FileHasherTest",
            "engine.fingerprint.ValueFingerprintTest",
            "engine.fingerprint.InputFingerprintsTest",
            "engine.store.DirectoryStoreTest",
            "engine.store.StoreFormatTest",
            "engine.store.CatalogMergeTest",
            "engine.run.RunRecordTest",
            "engine.sweep.SweepTest");

    @Test
    @Timeout(120)
    void keepsTheContractAndTheFormatsThere() throws Exception {
        Optional<Path> home = findNewestJdk();
        assumeTrue(
                home.isPresent(),
                "no JDK " + NEWEST + " or newer: name one by -Dnecrozma.jdk25=HOME or JDK25_HOME, or install it beside "
                        + System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of(
                home.get().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + testsOfTheEngine(),
                RunTests.class.getName()));
        SUITES.forEach(suite -> command.add("dev.necrozma." + suite));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("\\d{3} succeeded on \\d\\d");
    }

    /* Maven lets no module use the tests of another before they are packaged; they lie beside its classes. */
    private static Path testsOfTheEngine() throws URISyntaxException {
        Path classes = Path.of(DirectoryStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path tests = classes.resolveSibling("test-classes");
        assertThat(tests).as("build the engine with its tests: -am").isDirectory();
        return tests;
    }

    private static Optional<Path> findNewestJdk() throws IOException {
        Optional<String> named = Optional.ofNullable(System.getProperty("necrozma.jdk25"))
                .or(() -> Optional.ofNullable(System.getenv("JDK25_HOME")));
        if (named.isPresent()) {
            return named.map(Path::of);
        }
        Path here = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(Objects.requireNonNull(here.getParent()))) {
            for (Path sibling : siblings.toList()) {
                if (feature(sibling) >= NEWEST && Files.isExecutable(sibling.resolve("bin/java"))) {
                    found.add(sibling);
                }
            }
        }
        return found.stream().findFirst();
    }

    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        Properties facts = new Properties();
        try (var reader = Files.newBufferedReader(release, UTF_8)) {
            facts.load(reader);
        }
        String version = facts.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
