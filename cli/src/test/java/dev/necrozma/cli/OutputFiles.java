package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An output folder with the store in it. */
final class OutputFiles {

    private OutputFiles() {}

    /** What was published, by relative path. */
    static SortedMap<String, Fingerprint> of(Path output) throws IOException {
        SortedMap<String, Fingerprint> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                if (!name.startsWith("cache/") && !name.startsWith(".necrozma")) {
                    contents.put(name, Fingerprint.of(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }

    /** Makes sure that the program finds no damage in the store, if there is one. */
    static void requireWholeStore(Path output, String what) {
        if (Files.exists(output.resolve("cache/FORMAT"))) {
            Session verified = Session.of(output, "cache", "verify", "--deep", "--output", output.toString());
            assertThat(verified.exitCode())
                    .as(what + ": " + verified.out() + verified.err())
                    .isZero();
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
