package dev.necrozma.engine.store;

import static dev.necrozma.engine.store.Results.content;
import static dev.necrozma.engine.store.Results.key;
import static dev.necrozma.engine.store.Results.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogMergeTest {

    @TempDir
    private Path directory;

    /** Segments are as old as the file system says, so this one starts now. */
    private final ManualClock clock = new ManualClock(Instant.now());

    private DirectoryStore open() throws IOException {
        return open(new ForwardingDisk(new LocalDisk()));
    }

    private DirectoryStore open(ForwardingDisk disk) throws IOException {
        return DirectoryStore.open(disk, directory, clock);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("catalog"))) {
            return files.toList();
        }
    }

    private static void publishUpTo(DirectoryStore store, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            publish(store, key(i), content(10 + i));
        }
    }

    private static void assertHas(DirectoryStore store, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            assertThat(store.read(store.find(key(i)).orElseThrow(), "data")).isEqualTo(content(10 + i));
        }
    }

    @Test
    void mergingKeepsEveryResultAndEveryExplanation() throws IOException {
        try (DirectoryStore store = open()) {
            Artifact evicted = publish(store, key(1000), content(5000));
            store.evict(List.of(evicted), "size limit");
            publish(store, key(0), content(7));
            publishUpTo(store, 0, Catalog.MERGE_ABOVE + 5);
            assertHas(store, 0, Catalog.MERGE_ABOVE + 5);
        }
        assertThat(segments()).hasSizeLessThan(10);
        try (DirectoryStore store = open()) {
            assertHas(store, 0, Catalog.MERGE_ABOVE + 5);
            assertThat(store.find(key(1000))).isEmpty();
            assertThat(store.removal(key(1000)).map(Removal::detail)).contains("size limit");
            assertThat(store.newest("stage", "unit")).contains(key(Catalog.MERGE_ABOVE + 4));
        }
    }

    /** Publishes one segment that is so large that the next merge leaves it as it is. */
    private static void publishMuch(DirectoryStore store, int from, int count) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            Draft draft = store.draft(key(i), "unit");
            draft.put("data", content(4000));
            drafts.add(draft);
        }
        store.publish(drafts);
    }

    @Test
    void whatIsLargeIsNotWrittenAgainAndWhatWasRemovedStaysSo() throws IOException {
        Path large;
        try (DirectoryStore store = open()) {
            publishMuch(store, 1000, 300);
            large = segments().get(0);
            Artifact again = publish(store, key(1001), content(9));
            store.evict(List.of(again), "size limit");
            store.evict(store.find(key(1002)).stream().toList(), "age limit");
            publish(store, key(1003), content(11));
            publishUpTo(store, 0, Catalog.MERGE_ABOVE);
        }

        assertThat(large).exists();
        assertThat(segments()).hasSizeLessThan(10);
        try (DirectoryStore store = open()) {
            assertHas(store, 0, Catalog.MERGE_ABOVE);
            assertThat(store.find(key(1001)))
                    .as("the one before it never stands again")
                    .isEmpty();
            assertThat(store.removal(key(1001)).map(Removal::detail)).contains("size limit");
            assertThat(store.find(key(1002))).isEmpty();
            assertThat(store.read(store.find(key(1003)).orElseThrow(), "data")).isEqualTo(content(11));
            assertThat(store.read(store.find(key(1000)).orElseThrow(), "data")).isEqualTo(content(4000));
            publishUpTo(store, 2000, 2000 + 20 * Catalog.MERGE_ABOVE);
            assertThat(store.find(key(1001))).isEmpty();
            assertThat(store.find(key(1002))).isEmpty();
            assertHas(store, 2000, 2000 + 20 * Catalog.MERGE_ABOVE);
        }
        try (DirectoryStore store = open()) {
            assertThat(store.find(key(1001))).isEmpty();
            assertThat(store.find(key(1002))).isEmpty();
            assertThat(store.find(key(1003))).isPresent();
            assertHas(store, 2000, 2000 + 20 * Catalog.MERGE_ABOVE);
        }
    }

    @Test
    void replacedSegmentsGoAtOnce() throws IOException {
        try (DirectoryStore store = open()) {
            publishUpTo(store, 0, Catalog.MERGE_ABOVE);
            assertThat(segments()).hasSize(Catalog.MERGE_ABOVE);
            publishUpTo(store, 100, 101);
            assertThat(segments()).hasSize(1);
        }
    }

    /** As after a crash while they were deleted. Else segments that nobody says are replaced would come to life again when the merged one goes. */
    @Test
    void replacedSegmentsThatCameBackStayReplacedByTheNextMerge() throws IOException {
        List<Path> old;
        Path aside = directory.resolveSibling("aside");
        Files.createDirectories(aside);
        try (DirectoryStore store = open()) {
            publishUpTo(store, 0, Catalog.MERGE_ABOVE);
            store.evict(store.find(key(3)).stream().toList(), "size limit");
            old = segments();
            for (Path segment : old) {
                Files.copy(segment, aside.resolve(segment.getFileName()));
            }
        }
        open().close();
        assertThat(segments()).hasSize(1);
        for (Path segment : old) {
            Files.copy(aside.resolve(segment.getFileName()), segment);
        }
        try (DirectoryStore store = open()) {
            assertThat(segments()).hasSize(1);
            publishUpTo(store, 1000, 1000 + Catalog.MERGE_ABOVE);
            assertThat(segments()).hasSize(1);
        }
        try (DirectoryStore store = open()) {
            assertThat(store.find(key(3))).isEmpty();
            assertHas(store, 4, Catalog.MERGE_ABOVE);
        }
    }

    @Test
    void manyMergesKeepEveryResult() throws IOException {
        int many = 5 * Catalog.MERGE_ABOVE + 10;
        try (DirectoryStore store = open()) {
            publishUpTo(store, 0, many);
            assertThat(segments()).hasSizeLessThan(Catalog.MERGE_ABOVE + 1);
            assertHas(store, 0, many);
        }
        try (DirectoryStore store = open()) {
            assertHas(store, 0, many);
        }
    }

    /** A directory may be listed so slowly that the merged segment came behind, and those that it replaces went ahead. */
    @Test
    void aListingThatMetNeitherTheMergedSegmentNorThoseItReplacesIsNotBelieved() throws IOException {
        boolean[] torn = new boolean[1];
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            @Override
            public List<Path> list(Path listed) throws IOException {
                List<Path> names = super.list(listed);
                if (torn[0] && listed.endsWith("catalog")) {
                    torn[0] = false;
                    return names.subList(0, names.size() - 1);
                }
                return names;
            }
        };
        try (DirectoryStore writer = open();
                DirectoryStore reader = open(disk)) {
            publishUpTo(writer, 0, Catalog.MERGE_ABOVE);
            reader.refresh();
            publishUpTo(writer, Catalog.MERGE_ABOVE, Catalog.MERGE_ABOVE + 1);
            torn[0] = true;
            reader.refresh();
            assertThat(torn[0]).isFalse();
            assertHas(reader, 0, Catalog.MERGE_ABOVE + 1);
        }
    }

    /** Once is enough to see that nobody else did: a sweep looks after each of its checkpoints. */
    @Test
    void whatTheStoreAddedItselfIsNotLookedForTwice() throws IOException {
        List<Path> listed = new ArrayList<>();
        try (DirectoryStore store = open(noting(listed));
                DirectoryStore other = open()) {
            publishUpTo(store, 0, 2);
            listed.clear();
            store.refresh();
            assertThat(listed).hasSize(1);
            publishUpTo(other, 2, 3);
            listed.clear();
            store.refresh();
            assertThat(listed).hasSize(2);
            assertHas(store, 0, 3);
        }
    }

    /** A replaced segment that is still there is one that nobody may read again, as it may be gone the next moment. */
    @Test
    void aSegmentThatComesBackIsReplacedStill() throws IOException {
        List<Path> listed = new ArrayList<>();
        try (DirectoryStore store = open(noting(listed))) {
            publishUpTo(store, 0, Catalog.MERGE_ABOVE);
            Path first = segments().stream().min(Path::compareTo).orElseThrow();
            byte[] before = Files.readAllBytes(first);
            publishUpTo(store, Catalog.MERGE_ABOVE, Catalog.MERGE_ABOVE + 1);
            assertThat(first).doesNotExist();
            Files.write(first, before);
            store.refresh();
            publishUpTo(store, 1000, 1001);
            assertThat(first).doesNotExist();
            assertHas(store, 0, Catalog.MERGE_ABOVE + 1);
            store.refresh();
            listed.clear();
            publishUpTo(store, 1001, 1002);
            assertThat(listed).as("no merge is due again").hasSize(1);
        }
    }

    private static ForwardingDisk noting(List<Path> listed) {
        return new ForwardingDisk(new LocalDisk()) {
            @Override
            public List<Path> list(Path directory) throws IOException {
                listed.add(directory);
                return super.list(directory);
            }
        };
    }

    /** The segments go between the reader's listing and its reading. */
    @Test
    void aReaderWhoseSegmentVanishedListsAgain() throws IOException {
        DirectoryStore[] other = new DirectoryStore[1];
        boolean[] meanwhile = new boolean[1];
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            @Override
            public List<Path> list(Path listed) throws IOException {
                List<Path> names = super.list(listed);
                if (meanwhile[0] && listed.endsWith("catalog")) {
                    meanwhile[0] = false;
                    publishUpTo(other[0], 1000, 1002);
                    publishUpTo(other[0], 1002, 1003);
                }
                return names;
            }
        };
        try (DirectoryStore reader = open(disk);
                DirectoryStore writer = open()) {
            other[0] = writer;
            publishUpTo(writer, 0, Catalog.MERGE_ABOVE);
            int before = segments().size();
            meanwhile[0] = true;
            reader.refresh();
            assertThat(segments()).hasSizeLessThan(before);
            assertHas(reader, 0, Catalog.MERGE_ABOVE);
            assertHas(reader, 1000, 1003);
            assertThat(reader.incidents()).isEmpty();
        }
    }

    @Test
    void aMergeThatTheDiskRefusesLeavesThePublicationDone() throws IOException {
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            private int refused;

            @Override
            public DiskWriter create(Path file) throws IOException {
                if (segmentsNow() > Catalog.MERGE_ABOVE) {
                    refused++;
                    throw new IOException(file + ": No space left on device " + refused);
                }
                return super.create(file);
            }

            private int segmentsNow() {
                try {
                    return segments().size();
                } catch (IOException none) {
                    return 0;
                }
            }
        };
        try (DirectoryStore store = open(disk)) {
            publishUpTo(store, 0, Catalog.MERGE_ABOVE + 1);
            assertHas(store, 0, Catalog.MERGE_ABOVE + 1);
            assertThat(store.incidents())
                    .singleElement()
                    .asString()
                    .startsWith("catalog segments could not be merged: ")
                    .contains("No space left on device");
        }
    }
}
