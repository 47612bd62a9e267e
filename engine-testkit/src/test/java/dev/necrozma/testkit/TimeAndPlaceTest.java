package dev.necrozma.testkit;

import static dev.necrozma.testkit.store.ArtifactStoreContract.content;
import static dev.necrozma.testkit.store.ArtifactStoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.testkit.disk.Fault;
import dev.necrozma.testkit.disk.FaultyDisk;
import dev.necrozma.testkit.disk.MemoryDisk;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** A store does not mind clocks that are set, other time zones and languages, and being somewhere else. */
final class TimeAndPlaceTest {

    private static final Path STORE = Path.of("/some/where/store");
    private static final Path ELSEWHERE = Path.of("/else/where");

    private final SteppedClock clock = new SteppedClock(ArtifactStoreContract.NOW);
    private final MemoryDisk disk = new MemoryDisk(clock);

    private DirectoryStore open(Disk on, Path directory) throws IOException {
        return DirectoryStore.open(on, directory, clock);
    }

    private static void publish(DirectoryStore store, int number, int length) throws IOException {
        try (Draft draft = store.draft(key(number), "unit")) {
            draft.put("data", content(length));
            store.publish(List.of(draft));
        }
    }

    private static void assertHas(DirectoryStore store, int number, int length) throws IOException {
        assertThat(store.read(store.find(key(number)).orElseThrow(), "data")).isEqualTo(content(length));
    }

    @Test
    void theLaterResultStandsThoughTheClockWentBack() throws IOException {
        try (DirectoryStore store = open(disk, STORE)) {
            publish(store, 1, 5000);
            clock.move(Duration.ofDays(-400));
            publish(store, 1, 6000);
            assertHas(store, 1, 6000);
        }
        try (DirectoryStore store = open(disk, STORE)) {
            assertHas(store, 1, 6000);
        }
    }

    /** None is lost to one that seems old, and a reader that was there before finds everything after. */
    @Test
    void nothingIsLostWhileTheClockStepsAndSegmentsAreMerged() throws IOException {
        Random random = new Random(1);
        try (DirectoryStore store = open(disk, STORE);
                DirectoryStore reader = open(disk, STORE)) {
            for (int i = 0; i < 300; i++) {
                publish(store, i, i);
                clock.move(Duration.ofSeconds(random.nextInt(4000) - 2000));
                if (i % 7 == 0) {
                    reader.refresh();
                    assertHas(reader, i, i);
                    int earlier = random.nextInt(i + 1);
                    assertHas(reader, earlier, earlier);
                }
            }
            reader.refresh();
            for (int i = 0; i < 300; i++) {
                assertHas(reader, i, i);
            }
            assertThat(reader.incidents()).isEmpty();
        }
    }

    @Test
    void aCopyInAnotherPlaceHasTheSameResults() throws IOException {
        try (DirectoryStore store = open(disk, STORE)) {
            publish(store, 1, 100);
            publish(store, 2, 9000);
        }
        for (Path file : disk.files()) {
            Path copy = ELSEWHERE.resolve(STORE.relativize(file));
            disk.createDirectories(copy.getParent());
            try (DiskWriter writer = disk.create(copy)) {
                byte[] bytes = disk.content(file);
                writer.write(bytes, 0, bytes.length);
            }
        }
        try (DirectoryStore copy = open(disk, ELSEWHERE)) {
            assertHas(copy, 1, 100);
            assertHas(copy, 2, 9000);
            assertThat(copy.incidents()).isEmpty();
        }
    }

    @Test
    void aReadOnlyPlaceIsRefusedAndNotTouched() throws IOException {
        try (DirectoryStore store = open(disk, STORE)) {
            publish(store, 1, 9000);
        }
        int before = disk.operations();
        FaultyDisk readOnly = FaultyDisk.from(disk, Fault.READ_ONLY, 1);
        assertThatThrownBy(() -> open(readOnly, STORE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Read-only file system");
        assertThat(disk.operations()).isEqualTo(before);
    }

    @Test
    void timeZoneAndLanguageOfTheMachineChangeNothing() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        Locale language = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            try (DirectoryStore store = open(disk, STORE)) {
                publish(store, 1, 100);
                publish(store, 2, 9000);
            }
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            try (DirectoryStore store = open(disk, STORE)) {
                assertHas(store, 1, 100);
                assertHas(store, 2, 9000);
                assertThat(store.find(key(1)).orElseThrow().created()).isEqualTo(ArtifactStoreContract.NOW);
            }
            assertThat(disk.files())
                    .allSatisfy(file -> assertThat(file.toString()).matches("[\\x20-\\x7e]+"));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(language);
        }
    }
}
