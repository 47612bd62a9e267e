package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.pipeline.OutputFolder.Publication;
import dev.necrozma.testkit.disk.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(QuoteFile.walk(3_000)));
        output = folder.resolve("out");
    }

    @Test
    void linksOfSeveralFoldersToOneStoreAreNoDamage() throws Exception {
        Path store = folder.resolve("store");
        Path other = folder.resolve("other");
        new TestRun(output, input).cache(store).linked().run();
        new TestRun(other, input).cache(store).linked().run();

        TestRun again = new TestRun(output, input).cache(store).linked();
        again.run();

        assertThat(again.messages).isEmpty();
    }

    @Test
    void linkingWhatIsLinkedLeavesNothingBehind() throws Exception {
        new TestRun(output, input).linked().run();
        Files.delete(output.resolve(".necrozma-manifest"));

        new TestRun(output, input).linked().run();

        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aFileThatIsNotOursIsNeitherReplacedNorIsAnythingPublishedBesideIt() throws Exception {
        Path theirs = Files.createDirectories(output.resolve("universes")).resolve("universe_5m_5lb.parquet");
        Files.writeString(theirs, "mine");

        assertThatThrownBy(() -> new TestRun(output, input).run())
                .isInstanceOf(IOException.class)
                .hasMessage(theirs + " is not of this program: move it away, or choose another --output");
        assertThat(TestRun.tables(output)).containsOnlyKeys("universes/universe_5m_5lb.parquet");
        assertThat(theirs).hasContent("mine");

        Files.delete(theirs);
        new TestRun(output, input).run();
        assertThat(TestRun.tables(output)).hasSize(8);
    }

    @Test
    void whateverAManifestSaysNothingElseIsDeleted() throws Exception {
        Path victim = Files.writeString(output.resolveSibling("victim"), "mine");
        new TestRun(output, input).run();
        Path manifest = output.resolve(".necrozma-manifest");
        String said = Files.readString(manifest);
        assertThat(Manifest.parse(said).entries()).isNotEmpty();
        for (String path :
                List.of("universes/../../victim", "labels/..", "labels/", "cache/FORMAT", "/", "", "../victim")) {
            List<String> lines = new ArrayList<>(said.lines().toList());
            lines.set(lines.size() - 1, "- 0 0 0 0 " + path);
            lines.add(Fingerprint.ofText(String.join("\n", lines)).toString());
            Files.writeString(manifest, String.join("\n", lines) + "\n");
            assertThat(Manifest.parse(Files.readString(manifest)).entries())
                    .as(path)
                    .isEmpty();
        }

        new TestRun(output, input).grid(List.of(5), List.of(5)).run();

        assertThat(victim).hasContent("mine");
    }

    @Test
    void aFileThatIsNotOursIsNotReplacedInAFolderOfOurs() throws Exception {
        new TestRun(output, input).grid(List.of(5), List.of(5)).run();
        Path theirs = Files.writeString(output.resolve("universes/universe_1m_5lb.parquet"), "mine");

        assertThatThrownBy(() -> new TestRun(output, input).run()).hasMessageStartingWith(theirs + " is not of");
        assertThat(theirs).hasContent("mine");
        assertThat(TestRun.tables(output)).hasSize(3);
    }

    @Test
    void withoutAWholeManifestFilesThatHoldWhatWouldBePublishedAreOurs() throws Exception {
        new TestRun(output, input).run();
        Path manifest = output.resolve(".necrozma-manifest");
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(Files.readAllBytes(manifest), 100))) {
            Files.write(manifest, damaged);
            TestRun recovered = new TestRun(output, input);
            recovered.run();
            assertThat(recovered.messages).isEmpty();
        }
        Files.delete(manifest);
        Files.delete(output.resolve("universes/universe_1m_5lb.parquet"));
        new TestRun(output, input).run();

        new TestRun(output, input).grid(List.of(5), List.of(5)).run();

        assertThat(TestRun.tables(output)).hasSize(2);
    }

    @Test
    void withoutAManifestAnEditedFileIsNotOurs() throws Exception {
        new TestRun(output, input).run();
        Path edited = output.resolve("universes/universe_1m_5lb_metadata.json");
        byte[] bytes = Files.readAllBytes(edited);
        bytes[bytes.length / 2] ^= 1;
        Files.write(edited, bytes);
        Files.delete(output.resolve(".necrozma-manifest"));

        assertThatThrownBy(() -> new TestRun(output, input).run()).hasMessageStartingWith(edited + " is not of");

        assertThat(edited).hasBinaryContent(bytes);
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsSweptAway() throws Exception {
        Files.createDirectories(output.resolve("universes"));
        Files.writeString(output.resolve(".necrozma-new-1"), "half a manifest");
        Files.writeString(output.resolve("universes/.necrozma-new-2"), "half a table");

        new TestRun(output, input).run();

        assertThat(temporaries()).isEmpty();
    }

    @Test
    void whatARunPublishedBeforeItBrokeOffGoesWithTheNextGrid() throws Exception {
        OutputFolder published = new OutputFolder(new LocalDisk(), output);
        Publication first = new Publication("labels/first", "1", Optional.empty(), out -> out.write(1));
        Publication broken = new Publication("labels/second", "2", Optional.empty(), out -> {
            throw new IOException("no space left");
        });
        assertThatThrownBy(() -> published.publish("data", Set.of("labels"), List.of(first, broken)))
                .hasMessage("no space left");
        assertThat(output.resolve("labels/first")).exists();

        published.publish(
                "data", Set.of("labels"), List.of(new Publication("labels/third", "3", Optional.empty(), out -> {
                    assertThat(output.resolve("labels/first"))
                            .as("its room may be needed")
                            .doesNotExist();
                    out.write(3);
                })));

        assertThat(TestRun.tables(output)).containsOnlyKeys("labels/third");
    }

    @Test
    void aLinkBecomesACopyWhenCopiesAreWanted() throws Exception {
        new TestRun(output, input).linked().run();

        TestRun copied = new TestRun(output, input);
        copied.run();

        assertThat(Files.getAttribute(output.resolve("universes/universe_1m_5lb.parquet"), "unix:nlink"))
                .isEqualTo(1);
        assertThat(copied.messages).isEmpty();
    }

    @Test
    void runsWithStoresOfTheirOwnPublishOneAfterTheOther() throws Exception {
        List<String> messages = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (String store : List.of("store1", "store2")) {
                runs.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        TestRun run = new TestRun(output, input)
                                .cache(folder.resolve(store))
                                .grid(i % 2 == 0 ? List.of(1, 5) : List.of(5), List.of(5));
                        run.run();
                        messages.addAll(run.messages);
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(messages).allMatch(message -> message.contains("of an earlier run removed"));
        assertThat(TestRun.tables(output).keySet())
                .containsExactly("universes/universe_5m_5lb.parquet", "universes/universe_5m_5lb_metadata.json");
    }

    /** A summary of tables should not be there before them; and what is lost is computed again, which takes memory. */
    @Test
    void copiesComeFirstAndWhatIsMadeAfterThemInItsOrder() throws Exception {
        List<String> made = Collections.synchronizedList(new ArrayList<>());
        List<Publication> publications = List.of(
                publication("labels/summary", false, made),
                publication("labels/one", true, made),
                publication("labels/lost", false, made),
                publication("labels/two", true, made));

        new OutputFolder(new LocalDisk(), output).publish("dataset", Set.of("labels"), publications);

        assertThat(made.subList(0, 2)).containsExactlyInAnyOrder("copy of labels/one", "copy of labels/two");
        assertThat(made.subList(2, made.size())).containsExactly("labels/summary", "labels/lost");
        for (Publication publication : publications) {
            assertThat(output.resolve(publication.path())).hasContent(publication.path());
        }
    }

    @Test
    void severalCopiesAreUnderWayAndWhatFailsThenIsTriedAlone() throws Exception {
        CyclicBarrier four = new CyclicBarrier(4);
        List<Publication> publications = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String path = "labels/" + i;
            publications.add(new Publication(path, path, Optional.empty(), new OutputFolder.Content() {
                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write(path.getBytes(StandardCharsets.UTF_8));
                }

                @Override
                public boolean copyTo(Path file) throws IOException {
                    try {
                        four.await(20, TimeUnit.SECONDS);
                    } catch (Exception alone) {
                        throw new IllegalStateException(alone);
                    }
                    Files.writeString(file, "torn");
                    throw new IOException("No space left on device");
                }
            }));
        }

        new OutputFolder(new LocalDisk(), output).publish("dataset", Set.of("labels"), publications);

        for (Publication publication : publications) {
            assertThat(output.resolve(publication.path())).hasContent(publication.path());
        }
        assertThat(temporaries()).isEmpty();
    }

    private static Publication publication(String path, boolean isCopy, List<String> made) {
        return new Publication(path, path, Optional.empty(), new OutputFolder.Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                made.add(path);
                out.write(path.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public boolean copyTo(Path file) throws IOException {
                if (isCopy) {
                    made.add("copy of " + path);
                    Files.writeString(file, path);
                }
                return isCopy;
            }
        });
    }

    @Test
    void aFullDiskIsToldWithTheFileThatWasToBe() throws Exception {
        OutputFolder full = new OutputFolder(new FullDisk(new LocalDisk()), output);
        Publication table = new Publication("labels/t.parquet", "t", Optional.empty(), out -> out.write(1));

        /* The manifest comes first. */
        assertThatThrownBy(() -> full.publish("d", Set.of("labels"), List.of(table)))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(output.resolve(".necrozma-manifest") + ": No space left on device")
                .hasRootCauseMessage("No space left on device");
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aDirectoryInTheWayIsNamedAlone() throws Exception {
        Path theirs = Files.createDirectories(output.resolve(".necrozma-manifest/full"));
        OutputFolder folder = new OutputFolder(new LocalDisk(), output);
        Publication table = new Publication("labels/t.parquet", "t", Optional.empty(), out -> out.write(1));

        assertThatThrownBy(() -> folder.publish("d", Set.of("labels"), List.of(table)))
                .hasMessageStartingWith(theirs.resolveSibling("") + " is not of this program: move it away, ")
                .hasMessageNotContaining(".necrozma-new-");
    }

    @Test
    void whatCannotBeReadKeepsItsOwnName() {
        OutputFolder folder = new OutputFolder(new LocalDisk(), output);
        Publication table = new Publication("labels/t.parquet", "t", Optional.empty(), out -> {
            throw new NoSuchFileException("stored");
        });

        assertThatThrownBy(() -> folder.publish("d", Set.of("labels"), List.of(table)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("stored");
    }

    private List<Path> temporaries() throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".necrozma-new-"))
                    .toList();
        }
    }
}
