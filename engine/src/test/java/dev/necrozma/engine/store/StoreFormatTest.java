package dev.necrozma.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.ManualClock;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a store as docs/formats.md describes it, by nothing of the engine. */
final class StoreFormatTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_767_323_045_678L);
    private static final CacheKey KEY = CacheKey.of("s", 1).build();

    /* printf 'necrozma key 1\nstage s\nversion 1\n' | sha256sum */
    private static final String KEY_ID = "e8f96ed32c377de2513fa539f828fe5b33f156d82d14cd86843229a69f2e3f73";

    @TempDir
    private Path directory;

    private DataInputStream body;

    @BeforeEach
    void write() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), directory, new ManualClock(NOW))) {
            Draft draft = store.draft(KEY, "ünit");
            draft.put("inline", "text".getBytes(UTF_8));
            draft.put("large", new byte[5000]);
            draft.attribute("rows", "12");
            draft.cost(Duration.ofNanos(77));
            Artifact artifact = store.publish(List.of(draft)).get(0);
            store.evict(List.of(artifact), "size limit");
        }
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(part))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private void openBody(Path segment) throws Exception {
        byte[] file = Files.readAllBytes(segment);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        assertThat(in.readNBytes(8)).isEqualTo("NZSEG  1".getBytes(UTF_8));
        int length = in.readInt();
        byte[] sum = in.readNBytes(32);
        byte[] deflated = in.readAllBytes();
        assertThat(sum).isEqualTo(sha256(Arrays.copyOf(file, 12), deflated));
        byte[] inflated = new InflaterInputStream(new ByteArrayInputStream(deflated)).readAllBytes();
        assertThat(inflated).hasSize(length);
        body = new DataInputStream(new ByteArrayInputStream(inflated));
    }

    private String text() throws IOException {
        return new String(body.readNBytes((int) body.readLong()), UTF_8);
    }

    private String hex(int bytes) throws IOException {
        return HexFormat.of().formatHex(body.readNBytes(bytes));
    }

    @Test
    void theDirectoryIsLaidOutAsDocumented() throws Exception {
        assertThat(directory.resolve("FORMAT")).hasContent("necrozma store 1\n");
        try (Stream<Path> parts = Files.list(directory)) {
            assertThat(parts.map(part -> part.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "FORMAT", "catalog", "inputs", "lock", "objects", "progress", "quarantine", "runs", "tmp");
        }
        assertThat(files("catalog"))
                .extracting(file -> file.getFileName().toString())
                .satisfiesExactly(
                        first -> assertThat(first).matches("000000000001-[0-9a-f]{16}\\.seg"),
                        second -> assertThat(second).matches("000000000002-[0-9a-f]{16}\\.seg"));
    }

    @Test
    void aSegmentHasARecordAsDocumented() throws Exception {
        Path segment = files("catalog").get(0);
        openBody(segment);
        int length = body.readInt();
        int left = body.available() - length;
        assertThat(body.readByte()).isEqualTo((byte) 1);
        assertThat(hex(32)).isEqualTo(KEY_ID);
        assertThat(hex(8)).isEqualTo(segment.getFileName().toString().substring(13, 29));
        assertThat(body.readLong()).as("the writer's first record").isEqualTo(1);
        assertThat(text()).isEqualTo("necrozma key 1\nstage s\nversion 1\n");
        assertThat(text()).isEqualTo("ünit");
        assertThat(body.readLong()).isEqualTo(1_767_323_045_678L);
        assertThat(body.readLong()).isEqualTo(77);
        assertThat(body.readLong()).isEqualTo(1);
        assertThat(text()).isEqualTo("rows");
        assertThat(text()).isEqualTo("12");
        assertThat(body.readLong()).isEqualTo(2);

        assertThat(text()).isEqualTo("inline");
        assertThat(body.readLong()).isEqualTo(4);
        assertThat(body.readNBytes(32)).isEqualTo(sha256("text".getBytes(UTF_8)));
        assertThat(body.readByte()).isEqualTo((byte) 1);
        assertThat(body.readNBytes(4)).isEqualTo("text".getBytes(UTF_8));

        assertThat(text()).isEqualTo("large");
        assertThat(body.readLong()).isEqualTo(5000);
        assertThat(body.readNBytes(32)).isEqualTo(sha256(new byte[5000]));
        assertThat(body.readByte()).isEqualTo((byte) 0);
        assertThat(body.available()).isEqualTo(left);
        assertEndsWithItsName(segment);
    }

    private void assertEndsWithItsName(Path segment) throws IOException {
        assertThat(body.readInt()).isEqualTo(body.available());
        assertThat(body.readByte()).isEqualTo((byte) 4);
        assertThat(text()).isEqualTo(segment.getFileName().toString());
        assertThat(body.available()).isZero();
    }

    @Test
    void anEvictionIsARemovalAsDocumented() throws Exception {
        openBody(files("catalog").get(1));
        body.readInt();
        assertThat(body.readByte()).isEqualTo((byte) 2);
        assertThat(hex(32)).isEqualTo(KEY_ID);
        body.readLong();
        assertThat(body.readLong()).isEqualTo(1);
        assertThat(text()).isEqualTo("necrozma key 1\nstage s\nversion 1\n");
        assertThat(text()).isEqualTo("ünit");
        assertThat(text()).isEqualTo("EVICTED");
        assertThat(text()).isEqualTo("size limit");
        assertThat(body.readLong()).isEqualTo(1_767_323_045_678L);
        assertEndsWithItsName(files("catalog").get(1));
        assertThat(files("objects")).isEmpty();
    }

    @Test
    void anObjectIsNamedByItsContentAndHoldsNothingElse() throws Exception {
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            Results.publish(store, KEY, new byte[5000]);
        }
        String name = HexFormat.of().formatHex(sha256(new byte[5000]));
        assertThat(files("objects"))
                .containsExactly(directory
                        .resolve("objects")
                        .resolve(name.substring(0, 2))
                        .resolve(name));
        assertThat(files("objects").get(0)).hasBinaryContent(new byte[5000]);
    }

    @Test
    void aMergedSegmentNamesThoseItStandsFor() throws Exception {
        List<Path> before;
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            for (int i = files("catalog").size(); i < Catalog.MERGE_ABOVE; i++) {
                Results.publish(store, Results.key(i), new byte[3]);
            }
            before = files("catalog");
            Results.publish(store, Results.key(1000), new byte[3]);
        }
        assertThat(files("catalog")).hasSize(1);
        openBody(files("catalog").get(0));
        body.readInt();
        assertThat(body.readByte()).isEqualTo((byte) 3);
        assertThat(body.readLong()).isEqualTo(before.size() + 1);
        for (Path segment : before) {
            assertThat(text()).isEqualTo(segment.getFileName().toString());
        }
        assertThat(text()).startsWith("000000000049-");
        assertThat(body.readInt()).isPositive();
    }

    /** As the first programs wrote them: the entries alone, without the name. */
    @Test
    void aSegmentThatDoesNotSayItsNameIsRead() throws Exception {
        Path removal = files("catalog").get(1);
        Files.delete(removal);
        Path segment = files("catalog").get(0);
        openBody(segment);
        int length = body.readInt();
        byte[] entry = body.readNBytes(length);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(deflated))) {
            out.writeInt(length);
            out.write(entry);
        }
        byte[] head = Arrays.copyOf(Files.readAllBytes(segment), 12);
        ByteBuffer.wrap(head).putInt(8, 4 + length);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(head);
        file.write(sha256(head, deflated.toByteArray()));
        file.write(deflated.toByteArray());
        Files.write(segment, file.toByteArray());
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            assertThat(store.find(KEY)).get().extracting(Artifact::unit).isEqualTo("ünit");
            assertThat(store.incidents()).isEmpty();
        }
    }
}
