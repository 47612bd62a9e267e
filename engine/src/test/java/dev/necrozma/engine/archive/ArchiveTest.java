package dev.necrozma.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.StoreView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {

    private static final CacheKey SMALL = CacheKey.of("s", 1).parameter("n", 1).build();
    private static final CacheKey LARGE = CacheKey.of("s", 1).parameter("n", 2).build();

    @TempDir
    private Path folder;

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static final Instant COMPUTED = Instant.parse("2026-01-02T03:04:05.678Z");

    private Path source() throws IOException {
        Path source = folder.resolve("source");
        try (DirectoryStore store = DirectoryStore.open(source)) {
            Draft small = store.draft(SMALL, "../../small");
            small.put("/etc/passwd", content(10));
            small.put("..", new byte[0]);
            small.attribute("rows", "7");
            small.cost(Duration.ofNanos(123));
            Draft large = store.draft(LARGE, "large");
            large.put("data", content(10_000));
            large.created(COMPUTED);
            store.publish(List.of(small, large));
        }
        return source;
    }

    private byte[] archive() throws IOException {
        StoreView view = StoreView.open(new LocalDisk(), source(), Clock.systemUTC());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Archive.write(view, view.artifacts(), out)).isEqualTo(new Archive.Summary(2, 10_010));
        return out.toByteArray();
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @Test
    void carriesResultsWithAllThatIsKnownOfThem() throws IOException {
        byte[] archive = archive();
        assertThat(Archive.check(in(archive))).isEqualTo(new Archive.Summary(2, 10_010));

        try (DirectoryStore target = DirectoryStore.open(folder.resolve("target"))) {
            assertThat(Archive.add(in(archive), target)).isEqualTo(new Archive.Added(2, 0));
            Artifact small = target.find(SMALL).orElseThrow();
            assertThat(small.unit()).isEqualTo("../../small");
            assertThat(small.attributes()).containsOnlyKeys("rows").containsEntry("rows", "7");
            assertThat(small.cost()).isEqualTo(Duration.ofNanos(123));
            assertThat(target.find(LARGE).map(Artifact::created)).contains(COMPUTED);
            assertThat(target.read(small, "/etc/passwd")).isEqualTo(content(10));
            assertThat(target.read(small, "..")).isEmpty();
            assertThat(target.read(target.find(LARGE).orElseThrow(), "data")).isEqualTo(content(10_000));
            assertThat(Archive.add(in(archive), target)).isEqualTo(new Archive.Added(0, 2));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.endsWith("small") || file.endsWith("passwd"));
        }
    }

    /** As earlier programs wrote them: a result without the time at which it was computed. */
    @Test
    void anArchiveOfTheFirstFormatIsReadAndItsResultsAreAsOldAsTheirImport() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBytes("NZARCH 1");
            out.writeByte(1);
            for (String text : List.of(SMALL.text(), "unit")) {
                out.writeLong(text.length());
                out.writeBytes(text);
            }
            out.writeLong(123); // cost
            out.writeLong(0); // attributes
            out.writeLong(0); // files
            out.writeByte(0);
            out.writeLong(1);
            out.write(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        }
        Instant now = Instant.parse("2026-02-03T04:05:06Z");
        Path directory = folder.resolve("target");
        try (DirectoryStore target =
                DirectoryStore.open(new LocalDisk(), directory, Clock.fixed(now, ZoneOffset.UTC))) {
            assertThat(Archive.add(in(bytes.toByteArray()), target)).isEqualTo(new Archive.Added(1, 0));
            assertThat(target.find(SMALL).map(Artifact::created)).contains(now);
            assertThat(target.find(SMALL).map(Artifact::cost)).contains(Duration.ofNanos(123));
        }
    }

    @Test
    void everyChangedOrMissingByteIsNoticed() throws IOException {
        byte[] archive = archive();
        for (int at = 0; at < archive.length; at += at < 400 || at > archive.length - 100 ? 1 : 97) {
            byte[] changed = archive.clone();
            changed[at] ^= 0x20;
            int place = at;
            assertThatThrownBy(() -> Archive.check(in(changed)))
                    .as("byte " + place)
                    .isInstanceOf(ArchiveException.class);
            assertThatThrownBy(() -> Archive.check(in(Arrays.copyOf(archive, place))))
                    .as("cut at " + place)
                    .isInstanceOf(ArchiveException.class);
        }
        byte[] longer = Arrays.copyOf(archive, archive.length + 1);
        assertThatThrownBy(() -> Archive.check(in(longer))).isInstanceOf(ArchiveException.class);
    }

    @Test
    void aDamagedArchiveLeavesNothingHalf() throws IOException {
        byte[] archive = archive();
        archive[archive.length / 2] ^= 1; // in the content of the large result, or behind it
        try (DirectoryStore target = DirectoryStore.open(folder.resolve("target"))) {
            assertThatThrownBy(() -> Archive.add(in(archive), target)).isInstanceOf(ArchiveException.class);
            assertThat(target.find(LARGE)).isEmpty();
        }
        try (Stream<Path> left = Files.list(folder.resolve("target/tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatIsDamagedInTheStoreIsNotExported() throws IOException {
        Path source = source();
        try (Stream<Path> files = Files.walk(source.resolve("objects"))) {
            Path object = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(object);
            bytes[5] ^= 1;
            Files.write(object, bytes);
        }
        StoreView view = StoreView.open(new LocalDisk(), source, Clock.systemUTC());

        assertThatThrownBy(() -> Archive.write(view, view.artifacts(), new ByteArrayOutputStream()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("file data of large is damaged");
    }
}
