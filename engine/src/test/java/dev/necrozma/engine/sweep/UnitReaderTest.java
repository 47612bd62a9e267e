package dev.necrozma.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.FileHasher;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.PayloadLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitReaderTest {

    @TempDir
    private Path directory;

    private DirectoryStore store;
    private UnitReader reader;
    private final List<String> recomputed = new ArrayList<>();
    private byte baseValue = 1;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(directory);
        LocalDisk disk = new LocalDisk();
        InputFingerprints inputs = new InputFingerprints(disk, directory.resolve("inputs"), new FileHasher(disk, 1));
        reader = new UnitReader(
                store,
                inputs,
                (unit, computed) -> recomputed.add(
                        unit.name() + " " + computed.why().reason() + (computed.differs() ? " differs" : "")));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private Artifact run(SweepUnit unit) throws Exception {
        reader.register(List.of(unit));
        return SweepExecutor.sequential(store)
                .run(new Sweep(unit.key().stage(), List.of(unit)))
                .artifact(unit.name());
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private SweepUnit base() {
        return new SweepUnit("base", CacheKey.of("base", 1).build(), out -> out.put("data", filled(10_000, baseValue)));
    }

    private SweepUnit above(String stage, Artifact below) {
        CacheKey key =
                CacheKey.of(stage, 1).input("below", below.fingerprint("data")).build();
        return new SweepUnit(stage, key, out -> {
            byte[] data = reader.read(below, "data");
            out.put("data", filled(data.length + 1, data[0] + 1));
        });
    }

    private void lose(Artifact artifact) throws IOException {
        String name = artifact.fingerprint("data").toString();
        Files.delete(directory.resolve("objects").resolve(name.substring(0, 2)).resolve(name));
    }

    @Test
    void recomputesWhatIsLostThroughTwoLevels() throws Exception {
        Artifact base = run(base());
        Artifact middle = run(above("middle", base));
        lose(base);
        lose(middle);
        Artifact top = run(above("top", middle));
        assertThat(store.read(top, "data")).isEqualTo(filled(10_002, 3));
        assertThat(recomputed).containsExactly("base MISSING", "middle MISSING");
        assertThat(store.find(base.key())).isPresent();
        assertThat(reader.read(middle, "data")).isEqualTo(filled(10_001, 2));
        assertThat(recomputed).hasSize(2);
    }

    @Test
    void whatIsWholeIsNotComputed() throws Exception {
        Artifact base = run(base());
        assertThat(reader.read(base, "data")).isEqualTo(filled(10_000, 1));
        assertThat(recomputed).isEmpty();
    }

    @Test
    void otherContentIsReportedAndNotPassedOn() throws Exception {
        Artifact base = run(base());
        lose(base);
        baseValue = 9;
        assertThatThrownBy(() -> reader.read(base, "data"))
                .isInstanceOf(IOException.class)
                .hasMessage("stage base version 1 is not deterministic: base was lost, and has other content now;"
                        + " run again");
        assertThat(recomputed).containsExactly("base MISSING differs");
    }

    @Test
    void aStoreThatCannotTakeTheRecomputedEndsTheRun() throws Exception {
        boolean[] full = new boolean[1];
        ForwardingDisk disk = new ForwardingDisk(new LocalDisk()) {
            @Override
            public void rename(Path from, Path to) throws IOException {
                if (full[0] && to.toString().contains("objects")) {
                    throw new IOException(to + ": No space left on device");
                }
                super.rename(from, to);
            }
        };
        store.close();
        store = DirectoryStore.open(disk, directory, Clock.systemUTC());
        reader = new UnitReader(
                store,
                new InputFingerprints(disk, directory.resolve("inputs"), new FileHasher(disk, 1)),
                (unit, computed) -> {});
        Artifact base = run(base());
        lose(base);
        full[0] = true;
        assertThatThrownBy(() -> run(above("middle", base)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("base was lost, and the store could not take it again")
                .hasMessageContaining("No space left on device");
    }

    /* A link to itself can be read by nobody, whoever runs this. */
    @Test
    void aStoreThatCannotReadIsNoFaultOfTheUnitAndEndsTheSweep() throws Exception {
        Artifact base = run(base());
        Path object = store.file(base, "data").orElseThrow();
        Files.delete(object);
        Files.createSymbolicLink(object, object.getFileName());
        assertThatThrownBy(() -> run(above("above", base)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("base could not be read from the store: " + object);
        assertThat(store.find(base.key())).as("it may be whole").isPresent();
    }

    @Test
    void anUnknownUnitStaysLost() throws Exception {
        Artifact base = SweepExecutor.sequential(store)
                .run(new Sweep("base", List.of(base())))
                .artifact("base");
        lose(base);
        assertThatThrownBy(() -> reader.read(base, "data")).isInstanceOf(PayloadLostException.class);
    }

    @Test
    void aFailureOfTheComputationIsSaid() throws Exception {
        Artifact base = run(base());
        reader.register(List.of(new SweepUnit("base", base.key(), out -> {
            throw new Exception("no base today");
        })));
        lose(base);
        assertThatThrownBy(() -> reader.read(base, "data"))
                .isInstanceOf(IOException.class)
                .hasMessage("base was lost and could not be computed again: no base today");
    }
}
