package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.pipeline.ForexPipeline;
import dev.necrozma.testkit.disk.Fault;
import dev.necrozma.testkit.disk.FaultyDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves that ends in the middle, because its input is refused or a write fails: what was there, or whole files. */
@Tag("slow")
class NothingIsLeftHalfDoneTest {

    private static final String FORMER =
            "run x --symbol EURUSD --targets 5 --stops 5 --horizons 5 --intervals 5 --lookbacks 5 --no-progress";
    private static final String NEW = FORMER.replace("--targets 5", "--targets 5,10") + " --workers 1 --fresh";

    private static final int MOMENTS = Boolean.getBoolean("necrozma.test.everyFault") ? 200 : 10;

    @TempDir
    Path folder;

    @BeforeEach
    void run() throws IOException {
        Files.writeString(folder.resolve("x"), bars(0, 400));
        Files.writeString(folder.resolve("backwards"), bars(0, 300) + bars(100, 400));
        Files.writeString(folder.resolve("unreadable"), bars(0, 100) + "no bar\n".repeat(50) + bars(150, 400));
        Files.writeString(folder.resolve("overlapping"), bars(200, 500));
        Files.write(folder.resolve("cut.gz"), cut(gzip(bars(0, 400))));
        Files.writeString(folder.resolve("bad.yaml"), "labels: {targets: [5], stops: [5]");
    }

    @Test
    void anInputThatIsRefusedLeavesTheFolderAsItWas() throws IOException {
        List<String> refused = List.of(
                FORMER.replace("run x", "run backwards"),
                FORMER.replace("run x", "run unreadable"),
                FORMER.replace("run x", "run cut.gz"),
                FORMER.replace("run x", "run x overlapping"),
                FORMER.replace("run x", "run x nowhere"),
                FORMER + " --price bid_ask",
                FORMER + " --config bad.yaml");
        for (String command : refused) {
            Session session = session(command + " --output none");
            assertThat(session.exitCode()).as(command + session).isEqualTo(2);
            assertThat(session.err()).as(command).startsWith("necrozma: ").hasLineCount(1);
            if (Files.exists(folder.resolve("none"))) {
                assertThat(OutputFiles.of(folder.resolve("none"))).as(command).isEmpty();
                requireWhole("none", command);
            }
        }
        assertThat(session(FORMER + " --output results").exitCode()).isZero();
        SortedMap<String, String> before = everyFile();
        for (String command : refused) {
            Session session = session(command + " --output results");
            assertThat(session.exitCode()).as(command + session).isEqualTo(2);
            assertThat(everyFile()).as(command).isEqualTo(before);
            requireWhole("results", command);
        }
    }

    @Test
    void aWriteThatFailsLeavesWholeFilesOnly() throws IOException {
        assertThat(session(FORMER + " --output results").exitCode()).isZero();
        Map<String, Fingerprint> former = OutputFiles.of(folder.resolve("results"));
        FaultyDisk counting = FaultyDisk.counting(new LocalDisk());
        assertThat(session(NEW + " --output results", counting).exitCode()).isZero();
        Map<String, Fingerprint> later = OutputFiles.of(folder.resolve("results"));
        assertThat(later).hasSizeGreaterThan(former.size());
        int ended = 0;
        for (int moment = 0; moment < MOMENTS; moment++) {
            int operation = 1 + (2 * moment + 1) * counting.operations() / (2 * MOMENTS);
            Fault fault = moment % 2 == 0 ? Fault.NO_SPACE : Fault.IO_ERROR;
            assertThat(session(FORMER + " --output results").exitCode()).isZero();
            assertThat(OutputFiles.of(folder.resolve("results"))).isEqualTo(former);

            Session failed = session(NEW + " --output results", FaultyDisk.once(new LocalDisk(), fault, operation));

            String what = fault + " at operation " + operation + " of " + counting.operations() + ": " + failed;
            assertThat(failed.exitCode()).as(what).isIn(0, 3);
            ended += failed.exitCode() == 3 ? 1 : 0;
            OutputFiles.of(folder.resolve("results"))
                    .forEach((name, content) -> assertThat(content)
                            .as(name + " after " + what)
                            .isIn(Stream.of(former.get(name), later.get(name))
                                    .filter(known -> known != null)
                                    .toList()));
            requireWhole("results", what);
        }
        System.out.println("runs that ended in the middle: " + ended + " of " + MOMENTS);
        assertThat(ended).isGreaterThan(MOMENTS / 3);
        assertThat(session(NEW + " --output results").exitCode()).isZero();
        assertThat(OutputFiles.of(folder.resolve("results"))).isEqualTo(later);
    }

    private void requireWhole(String output, String what) throws IOException {
        List<String> temporary = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            files.filter(file -> file.getParent().endsWith("cache/tmp")
                            || file.getFileName().toString().startsWith(".necrozma-new-")
                            || file.getFileName().toString().startsWith("new-"))
                    .forEach(file -> temporary.add(file.toString()));
        }
        assertThat(temporary).as(what).isEmpty();
        OutputFiles.requireWholeStore(folder.resolve(output), what);
    }

    /* All that is published and the manifest, with the times of their last change. */
    private SortedMap<String, String> everyFile() throws IOException {
        SortedMap<String, String> everything = new TreeMap<>();
        Path results = folder.resolve("results");
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(results.resolve("cache"))) {
                    everything.put(
                            file.toString(),
                            Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS) + " "
                                    + Fingerprint.of(Files.readAllBytes(file)));
                }
            }
        }
        return everything;
    }

    private Session session(String command) {
        return Session.of(folder, command.split(" ", -1));
    }

    private Session session(String command, FaultyDisk disk) {
        return Session.of(
                (request, listener, cancellation) -> ForexPipeline.run(request, listener, cancellation, disk),
                folder,
                command.split(" ", -1));
    }

    private static String bars(int from, int to) {
        return String.join("\n", RunTest.bars().lines().toList().subList(from, to)) + "\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
