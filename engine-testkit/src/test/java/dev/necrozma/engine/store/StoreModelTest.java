package dev.necrozma.engine.store;

import static dev.necrozma.testkit.store.ArtifactStoreContract.content;
import static dev.necrozma.testkit.store.ArtifactStoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on two stores over one directory, against a map. */
final class StoreModelTest {

    private static final int KEYS = 12;
    private static final int[] LENGTHS = {0, 10, 4096, 4097, 9000, 20_000};

    @TempDir
    private Path directory;

    /** The length of what each key has; see {@link ArtifactStoreContract#content}. */
    private final Map<Integer, Integer> model = new HashMap<>();

    private final DirectoryStore[] stores = new DirectoryStore[2];
    private Duration later = Duration.ZERO;

    private DirectoryStore open() throws IOException {
        return DirectoryStore.open(new LocalDisk(), directory, Clock.offset(Clock.systemUTC(), later));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260102})
    void agreesWithAMap(long seed) throws IOException {
        Random random = new Random(seed);
        stores[0] = open();
        stores[1] = open();
        try {
            for (int step = 0; step < 400; step++) {
                String what = "seed " + seed + ", step " + step;
                step(random);
                if (step % 10 == 0) {
                    assertAgrees(what);
                }
            }
            assertAgrees("seed " + seed + ", end");
        } finally {
            stores[0].close();
            stores[1].close();
        }
    }

    private void step(Random random) throws IOException {
        int which = random.nextInt(2);
        DirectoryStore store = stores[which];
        int number = random.nextInt(KEYS);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> publish(store, random);
            case 4 -> {
                store.refresh();
                Optional<Artifact> found = store.find(key(number));
                store.evict(found.stream().toList(), "model");
                model.remove(number);
            }
            case 5 -> damage(random);
            case 6 -> {
                store.close();
                stores[which] = open();
            }
            case 7 -> store.refresh();
            case 8 -> later = later.plusSeconds(random.nextInt(60));
            default -> readWithoutRefreshing(store, number);
        }
    }

    private void publish(DirectoryStore store, Random random) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        Map<Integer, Integer> published = new HashMap<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int number = random.nextInt(KEYS);
            int length = LENGTHS[random.nextInt(LENGTHS.length)];
            Draft draft = store.draft(key(number), "unit " + number);
            draft.put("data", content(length));
            drafts.add(draft);
            published.put(number, length);
        }
        if (random.nextInt(5) == 0) {
            for (Draft draft : drafts) {
                draft.close();
            }
        } else {
            store.publish(drafts);
            model.putAll(published);
        }
    }

    /* Harms an object, then reads every result, so that all who have it lose it. */
    private void damage(Random random) throws IOException {
        List<Path> objects;
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            objects = files.filter(Files::isRegularFile).sorted().toList();
        }
        if (objects.isEmpty()) {
            return;
        }
        Path object = objects.get(random.nextInt(objects.size()));
        String harmed = object.getFileName().toString();
        if (random.nextBoolean()) {
            Files.delete(object);
        } else {
            byte[] bytes = Files.readAllBytes(object);
            bytes[random.nextInt(bytes.length)] ^= 1;
            Files.write(object, bytes);
        }
        stores[0].refresh();
        for (int number = 0; number < KEYS; number++) {
            Optional<Artifact> artifact = stores[0].find(key(number));
            if (artifact.isPresent()
                    && artifact.get().fingerprint("data").toString().equals(harmed)) {
                model.remove(number);
                assertLost(artifact.get());
            }
        }
    }

    private void assertLost(Artifact artifact) throws IOException {
        try {
            stores[0].read(artifact, "data");
            throw new AssertionError("read what is damaged");
        } catch (PayloadLostException expected) {
            assertThat(stores[0].find(artifact.key())).isEmpty();
        }
    }

    /* It may be out of date, but never wrong: what it finds has the bytes that its fingerprint says, or is lost. */
    private static void readWithoutRefreshing(DirectoryStore store, int number) throws IOException {
        Optional<Artifact> found = store.find(key(number));
        if (found.isPresent()) {
            try {
                byte[] bytes = store.read(found.get(), "data");
                assertThat(Fingerprint.of(bytes)).isEqualTo(found.get().fingerprint("data"));
            } catch (PayloadLostException evictedMeanwhile) {
                assertThat(store.find(key(number)).map(Artifact::recordId))
                        .isNotEqualTo(Optional.of(found.get().recordId()));
            }
        }
    }

    private void assertAgrees(String what) throws IOException {
        for (DirectoryStore store : stores) {
            store.refresh();
            for (int number = 0; number < KEYS; number++) {
                Optional<Artifact> found = store.find(key(number));
                assertThat(found.isPresent()).as(what + ", key " + number).isEqualTo(model.containsKey(number));
                if (found.isPresent()) {
                    assertThat(store.read(found.get(), "data")).as(what).isEqualTo(content(model.get(number)));
                }
            }
        }
    }
}
