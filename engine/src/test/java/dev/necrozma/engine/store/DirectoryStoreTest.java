package dev.necrozma.engine.store;

import static dev.necrozma.engine.store.Results.NOW;
import static dev.necrozma.engine.store.Results.content;
import static dev.necrozma.engine.store.Results.key;
import static dev.necrozma.engine.store.Results.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryStoreTest {

    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock(NOW);
    private DirectoryStore store;

    @BeforeEach
    void open() throws IOException {
        store = another();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        assertThat(temporaryFiles()).as("nothing is left behind").isEmpty();
    }

    private Path directory() {
        return temporary.resolve("deep/er/store");
    }

    private DirectoryStore another() throws IOException {
        return DirectoryStore.open(new LocalDisk(), directory(), clock);
    }

    private Path object(byte[] content) {
        String name = Fingerprint.of(content).toString();
        return directory().resolve("objects").resolve(name.substring(0, 2)).resolve(name);
    }

    private List<Path> temporaryFiles() throws IOException {
        return files("tmp");
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory().resolve(part))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aReopenedStoreSaysTheSame() throws IOException {
        Draft draft = store.draft(key(1), "unit");
        draft.put("small", content(10));
        draft.put("large", content(10_000));
        draft.attribute("rows", "3");
        Artifact before = store.publish(List.of(draft)).get(0);
        Artifact evicted = publish(store, key(2), content(20));
        store.evict(List.of(evicted), "age limit");
        store.close();
        store = another();

        Artifact after = store.find(key(1)).orElseThrow();
        assertThat(after.sameContent(before)).isTrue();
        assertThat(after.attributes()).isEqualTo(before.attributes());
        assertThat(store.read(after, "small")).isEqualTo(content(10));
        assertThat(store.read(after, "large")).isEqualTo(content(10_000));
        assertThat(store.find(key(2))).isEmpty();
        assertThat(store.removal(key(2)).map(Removal::detail)).contains("age limit");
        assertThat(store.newest("stage", "unit")).contains(key(2));
    }

    @Test
    void closingTwiceLeavesOtherStoresTheirLocks() throws IOException {
        try (DirectoryStore other = another()) {
            store.close();
            store.close();
            try (Claim claim = other.claim(key(1)).orElseThrow()) {
                assertThat(claim).isNotNull();
            }
            publish(other, key(1), content(10));
        }
    }

    @Test
    void aClaimMayOutliveItsStore() throws IOException {
        Claim claim = store.claim(key(1)).orElseThrow();
        store.close();
        store = another();
        Claim next = store.claim(key(1)).orElseThrow();
        assertThatCode(claim::close).doesNotThrowAnyException();
        assertThat(store.claim(key(1))).isEmpty();
        next.close();
    }

    @Test
    void twoStoresOnOneDirectoryShareResultsAndClaims() throws IOException {
        try (DirectoryStore other = another()) {
            publish(store, key(1), content(5000));
            assertThat(other.find(key(1))).isEmpty();
            other.refresh();
            Artifact found = other.find(key(1)).orElseThrow();
            assertThat(other.read(found, "data")).isEqualTo(content(5000));

            try (Claim claim = store.claim(key(2)).orElseThrow()) {
                assertThat(claim).isNotNull();
                assertThat(other.claim(key(2))).isEmpty();
            }
            assertThat(other.claim(key(2))).isPresent();

            other.evict(List.of(found), "size limit");
            assertThatThrownBy(() -> store.read(store.find(key(1)).orElseThrow(), "data"))
                    .isInstanceOf(PayloadLostException.class);
            assertThat(store.removal(key(1)).map(Removal::cause)).contains(Removal.Cause.EVICTED);
            assertThat(store.incidents()).isEmpty();
        }
    }

    @Test
    void equalContentIsStoredOnce() throws IOException {
        publish(store, key(1), content(5000));
        publish(store, key(2), content(5000));
        assertThat(files("objects")).containsExactly(object(content(5000)));
    }

    @Test
    void filesUpTo4096BytesLieInTheCatalog() throws IOException {
        publish(store, key(1), content(4096));
        assertThat(files("objects")).isEmpty();
        publish(store, key(2), content(4097));
        assertThat(files("objects")).hasSize(1);
    }

    @Test
    void aClosedDraftLeavesNoTemporaryFile() throws IOException {
        Draft draft = store.draft(key(1), "unit");
        draft.put("closed", content(100_000));
        OutputStream open = draft.create("open");
        open.write(content(100_000));
        assertThat(temporaryFiles()).hasSize(2);
        draft.close();
        assertThat(temporaryFiles()).isEmpty();
    }

    /** A way in which the bytes of a file come to differ from those that were stored. */
    enum Damage {
        FLIPPED {
            @Override
            void harm(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        },
        TRUNCATED {
            @Override
            void harm(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
            }
        },
        EXTENDED {
            @Override
            void harm(Path file) throws IOException {
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
            }
        },
        EMPTIED {
            @Override
            void harm(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        DELETED {
            @Override
            void harm(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void harm(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedPayloadIsLostOnceThenAMissAndHealsWhenPublished(Damage damage) throws IOException {
        Artifact artifact = publish(store, key(1), content(10_000));
        damage.harm(object(content(10_000)));

        Removal.Cause cause = damage == Damage.DELETED ? Removal.Cause.MISSING : Removal.Cause.CORRUPT;
        assertThatThrownBy(() -> store.read(artifact, "data"))
                .isInstanceOfSatisfying(PayloadLostException.class, lost -> {
                    assertThat(lost.artifact()).isSameAs(artifact);
                    assertThat(lost.lossCause()).isEqualTo(cause);
                });
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.removal(key(1)).map(Removal::cause)).contains(cause);
        assertThat(store.incidents()).hasSize(1);
        assertThat(files("quarantine")).hasSize(damage == Damage.DELETED ? 0 : 1);
        store.close();
        store = another();
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.removal(key(1)).map(Removal::cause)).contains(cause);

        publish(store, key(1), content(10_000));
        assertThat(store.read(store.find(key(1)).orElseThrow(), "data")).isEqualTo(content(10_000));
        assertThat(store.removal(key(1))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void copyingADamagedPayloadIsNoticedToo(Damage damage) throws IOException {
        Artifact artifact = publish(store, key(1), content(600_000));
        damage.harm(object(content(600_000)));
        assertThatThrownBy(() -> store.copy(artifact, "data", new ByteArrayOutputStream()))
                .isInstanceOf(PayloadLostException.class);
        assertThat(store.find(key(1))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCopyInAFileIsNoticedToBeDamagedThoughThisProcessStoredIt(Damage damage) throws IOException {
        Artifact artifact = publish(store, key(1), content(600_000));
        Path object = object(content(600_000));
        FileTime written = Files.getLastModifiedTime(object);
        Object changed = Files.getAttribute(object, "unix:ctime");
        damage.harm(object);
        while (damage != Damage.DELETED
                && changed.equals(Files.getAttribute(object, "unix:ctime"))) { // until its clock has ticked
            Files.setLastModifiedTime(object, written);
        }
        Path copy = temporary.resolve("copy");

        assertThatThrownBy(() -> store.copy(artifact, "data", copy)).isInstanceOf(PayloadLostException.class);

        assertThat(copy).doesNotExist();
        assertThat(store.find(key(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096, 4097, 3_000_000})
    void aFileThatThisStoreWroteIsCopiedWithoutBeingReadAndOneOfAnEarlierStoreIsRead(int length) throws IOException {
        store.close();
        List<Path> opened = new ArrayList<>();
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            @Override
            public DiskReader open(Path file) throws IOException {
                if (file.toString().contains("objects")) {
                    opened.add(file);
                }
                return super.open(file);
            }

            @Override
            public long copy(Path file, Path copy) throws IOException {
                return new LocalDisk().copy(file, copy);
            }
        };
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        store = DirectoryStore.open(disk, directory(), clock);
        store.copy(publish(store, key(1), content(length)), "data", first);
        assertThat(opened).isEmpty();
        store.close();
        store = DirectoryStore.open(disk, directory(), clock);
        store.copy(store.find(key(1)).orElseThrow(), "data", second);

        assertThat(opened).hasSize(length > 4096 ? 1 : 0);
        assertThat(first).hasBinaryContent(content(length));
        assertThat(second).hasBinaryContent(content(length));
    }

    @Test
    void aFileThatChangesWhileItIsCopiedIsReadAfterAll() throws IOException {
        store.close();
        byte[] content = content(100_000);
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            @Override
            public long copy(Path file, Path copy) throws IOException {
                Damage.TRUNCATED.harm(file);
                long copied = super.copy(file, copy);
                Files.write(file, content);
                return copied;
            }
        };
        Path copy = temporary.resolve("copy");
        store = DirectoryStore.open(disk, directory(), clock);
        store.copy(publish(store, key(1), content), "data", copy);
        assertThat(copy).hasBinaryContent(content);
    }

    @Test
    void aCopyTakesThePlaceOfNoOtherFile() throws IOException {
        Artifact artifact = publish(store, key(1), content(10_000));
        Path theirs = Files.writeString(temporary.resolve("theirs"), "mine");
        assertThatThrownBy(() -> store.copy(artifact, "data", theirs)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(theirs).hasContent("mine");
    }

    @ParameterizedTest
    @EnumSource
    void publishingOverADamagedObjectHealsIt(Damage damage) throws IOException {
        Artifact first = publish(store, key(1), content(10_000));
        damage.harm(object(content(10_000)));
        Artifact second = publish(store, key(2), content(10_000));
        assertThat(store.read(second, "data")).isEqualTo(content(10_000));
        assertThat(store.read(first, "data")).isEqualTo(content(10_000));
        assertThat(store.incidents()).isEmpty();
    }

    @Test
    void aDamagedObjectIsLostToEveryResultThatHasIt() throws IOException {
        Artifact one = publish(store, key(1), content(10_000));
        Artifact two = publish(store, key(2), content(10_000));
        Damage.FLIPPED.harm(object(content(10_000)));
        assertThatThrownBy(() -> store.read(one, "data")).isInstanceOf(PayloadLostException.class);
        assertThatThrownBy(() -> store.read(two, "data")).isInstanceOf(PayloadLostException.class);
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.find(key(2))).isEmpty();
    }

    @Test
    void damageFoundThroughASupersededResultIsLostToTheLaterOneToo() throws IOException {
        Artifact earlier = publish(store, key(1), content(10_000));
        publish(store, key(1), content(10_000));
        Damage.FLIPPED.harm(object(content(10_000)));
        assertThatThrownBy(() -> store.read(earlier, "data")).isInstanceOf(PayloadLostException.class);
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.removal(key(1)).map(Removal::cause)).contains(Removal.Cause.CORRUPT);
    }

    @Test
    void aDamagedSegmentLosesItsResultsAndNoOthers() throws IOException {
        publish(store, key(1), content(10));
        Path damaged = files("catalog").get(0);
        publish(store, key(2), content(10));
        store.close();
        Damage.FLIPPED.harm(damaged);
        store = another();
        assertThat(store.find(key(1))).isEmpty();
        assertThat(store.find(key(2))).isPresent();
        assertThat(store.incidents())
                .singleElement()
                .asString()
                .startsWith("catalog segment " + damaged.getFileName() + " is damaged; it was moved to quarantine/");
        publish(store, key(1), content(10));
        assertThat(store.find(key(1))).isPresent();
    }

    /** Else who has read the damaged one would take the new one for read. */
    @Test
    void theNameOfADamagedSegmentIsNotUsedAgain() throws IOException {
        try (DirectoryStore other = another()) {
            publish(store, key(1), content(10));
            other.refresh();
            Path damaged = files("catalog").get(0);
            Damage.FLIPPED.harm(damaged);
            another().close();
            assertThat(files("catalog")).isEmpty();

            publish(store, key(2), content(10));
            other.refresh();
            assertThat(other.find(key(2))).isPresent();
        }
    }

    @Test
    void aSharpEyedForeignFormatIsRefused() throws IOException {
        store.close();
        Files.writeString(directory().resolve("FORMAT"), "necrozma store 2\n");
        assertThatThrownBy(this::another)
                .isInstanceOf(IOException.class)
                .hasMessage(directory() + " holds «necrozma store 2», and this program reads «necrozma store 1»;"
                        + " use another directory, or the program that made it");
    }

    @Test
    void anEmptyFormatIsWrittenAgain() throws IOException {
        Artifact artifact = publish(store, key(1), content(10_000));
        store.close();
        Files.writeString(directory().resolve("FORMAT"), "");
        store = another();
        assertThat(store.find(key(1)).orElseThrow().sameContent(artifact)).isTrue();
        assertThat(directory().resolve("FORMAT")).hasContent("necrozma store 1\n");
    }

    @Test
    void whoSharesADamagedFileHearsThatItWasDamaged() throws IOException {
        byte[] shared = content(10_000);
        Artifact one = publish(store, key(1), shared);
        Artifact other = publish(store, key(2), shared);
        clock.advance(Duration.ofMinutes(1));
        Damage.FLIPPED.harm(object(shared));

        assertThatThrownBy(() -> store.read(one, "data")).hasMessageEndingWith("has other bytes than were stored");
        assertThatThrownBy(() -> store.read(other, "data")).hasMessageEndingWith("lies damaged in quarantine");
        assertThat(store.removal(key(2)).map(Removal::cause)).contains(Removal.Cause.CORRUPT);
    }

    @Test
    void temporaryFilesOfTheDeadAreSweptAndThoseOfTheLivingStay() throws IOException {
        Path orphan = directory().resolve("tmp/00000000000000aa-7");
        Path unfinishedStart = directory().resolve("tmp/format-00000000000000bb");
        Files.write(orphan, content(10));
        Files.write(unfinishedStart, content(10));
        Draft draft = store.draft(key(1), "unit");
        draft.put("data", content(10_000));
        another().close();
        assertThat(orphan).doesNotExist();
        assertThat(unfinishedStart).doesNotExist();
        store.publish(List.of(draft));
        assertThat(store.find(key(1))).isPresent();
    }

    @Test
    void aCopyWithoutEmptyDirectoriesOpens() throws IOException {
        publish(store, key(1), content(10));
        store.close();
        for (String part : List.of("tmp", "objects", "quarantine", "inputs", "runs", "progress")) {
            Files.deleteIfExists(directory().resolve(part));
        }
        store = another();
        assertThat(store.find(key(1))).isPresent();
        publish(store, key(2), content(10_000));
    }

    @Test
    void theDirectoriesAboveANewStoreAreDurableToo() throws IOException {
        List<Path> operations = new ArrayList<>();
        Path above = temporary.toRealPath();
        Path directory = above.resolve("a/b/c");
        ForwardingDisk recording = new ForwardingDisk(new LocalDisk()) {
            @Override
            public void syncDirectory(Path synced) throws IOException {
                operations.add(synced);
                super.syncDirectory(synced);
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                operations.add(to);
                super.rename(from, to);
            }
        };
        DirectoryStore.open(recording, directory, clock).close();
        Path format = directory.resolve("FORMAT");
        assertThat(operations).contains(above, above.resolve("a"), above.resolve("a/b"));
        assertThat(operations.indexOf(directory))
                .as("the parts of the store are durable before FORMAT says so")
                .isBetween(0, operations.indexOf(format));
        assertThat(operations).endsWith(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 100_000})
    void aResultThatTheDiskRefusedIsNotPublishedThoughTheWriterWentOn(int length) throws IOException {
        boolean[] full = {false};
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            @Override
            public DiskWriter create(Path file) throws IOException {
                DiskWriter writer = super.create(file);
                return new DiskWriter() {
                    @Override
                    public void write(byte[] bytes, int offset, int count) throws IOException {
                        if (full[0]) {
                            full[0] = false;
                            throw new IOException(file + ": No space left on device");
                        }
                        writer.write(bytes, offset, count);
                    }

                    @Override
                    public void sync() throws IOException {
                        writer.sync();
                    }

                    @Override
                    public void close() throws IOException {
                        writer.close();
                    }
                };
            }
        };
        try (DirectoryStore refusing = DirectoryStore.open(disk, directory(), clock)) {
            Draft draft = refusing.draft(key(1), "unit");
            full[0] = true;
            try (OutputStream out = draft.create("data")) {
                assertThatThrownBy(() -> out.write(content(length))).hasMessageContaining("No space left");
                out.write(content(length));
            }
            assertThatThrownBy(() -> refusing.publish(List.of(draft)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(refusing.find(key(1))).isEmpty();
        }
    }
}
