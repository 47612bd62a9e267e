package dev.necrozma.testkit;

import static dev.necrozma.testkit.store.ArtifactStoreContract.content;
import static dev.necrozma.testkit.store.ArtifactStoreContract.key;

import dev.necrozma.engine.archive.Archive;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.retention.Deletion;
import dev.necrozma.engine.retention.Retention;
import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.store.ArtifactStore;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.store.StoreView;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepListener;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.testkit.crash.CrashScenario;
import dev.necrozma.testkit.crash.StoreOpening;
import dev.necrozma.testkit.crash.Witness;
import dev.necrozma.testkit.disk.MemoryDisk;
import dev.necrozma.testkit.store.ArtifactStoreContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** The ways to use a store of a directory that must survive crashes. */
enum Scenarios implements CrashScenario {

    /** The first opening makes the directories; the second has nothing to do. */
    FIRST_OPENING {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            stores.open(disk).close();
            try (ArtifactStore store = stores.open(disk)) {
                witness.publish(store, key(1), content(9000));
            }
        }
    },

    /** Small and large files, alone and together, the same content twice, and a later result of a key. */
    PUBLISHING {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (ArtifactStore store = stores.open(disk)) {
                witness.publish(store, key(1), content(100));
                witness.publish(store, key(2), content(9000));
                witness.publish(store, Map.of(key(3), content(5000), key(4), content(200), key(5), content(70_000)));
                witness.publish(store, key(6), content(9000));
                witness.publish(store, key(2), content(6000));
                witness.publish(store, key(4), content(4097));
            }
        }
    },

    /** A sweep makes its results durable beside the computation. */
    CHECKPOINTS {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            Map<CacheKey, byte[]> results = new LinkedHashMap<>();
            List<SweepUnit> units = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                byte[] content = content(i % 3 == 0 ? 300 : 4500 + 100 * i);
                results.put(key(i), content);
                units.add(new SweepUnit("unit " + i, key(i), out -> out.put(Witness.PAYLOAD, content)));
            }
            try (ArtifactStore store = stores.open(disk)) {
                witness.expect(results);
                SweepListener listener = new SweepListener() {
                    @Override
                    public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
                        if (outcome instanceof Outcome.Computed) {
                            witness.committed(unit.key());
                        }
                    }
                };
                CheckpointPolicy often = new CheckpointPolicy(3, Duration.ofNanos(1), Duration.ofMillis(1));
                SweepExecutor.threads(store, 2)
                        .run(
                                new Sweep("sweep", units),
                                new SweepOptions(Optional.empty(), often),
                                listener,
                                Cancellation.none());
            }
        }
    },

    /** So many segments that they are merged three times, and go. */
    MERGING {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (ArtifactStore store = stores.open(disk)) {
                for (int i = 0; i < 52; i++) {
                    witness.publish(store, key(i % 40), content(i));
                }
                witness.evict(store, List.of(key(3), key(14)));
                witness.publish(store, Map.of(key(3), content(7000), key(4), content(8000)));
                witness.evict(store, List.of(key(3)));
                for (int i = 100; i < 150; i++) {
                    witness.publish(store, key(i), content(i));
                }
                for (int i = 150; i < 200; i++) {
                    witness.publish(store, key(i), content(i));
                }
            }
            stores.open(disk).close();
        }
    },

    /** A third merge deletes what it stands for, of which some stood for others; among what goes are results that were removed. */
    MERGING_AND_DELETING {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (ArtifactStore store = stores.open(disk)) {
                publishEach(store, witness, 0, 49); // of which the last is merged with the others
                List<CacheKey> removed =
                        IntStream.range(0, 49).mapToObj(number -> key(number)).toList();
                witness.evict(store, removed);
                Map<CacheKey, byte[]> again = new LinkedHashMap<>();
                removed.forEach(key -> again.put(key, content(10)));
                witness.publish(store, again);
                witness.evict(store, removed);
                publishEach(store, witness, 100, 45); // merged again
                publishEach(store, witness, 200, 47); // one short of being merged
                witness.crashFromHere();
                witness.publish(store, key(300), content(300));
            }
        }

        private void publishEach(ArtifactStore store, Witness witness, int first, int count) throws IOException {
            for (int i = first; i < first + count; i++) {
                witness.publish(store, key(i), content(i));
            }
        }
    },

    /** Results go, with the files that no other result has, and come back. */
    EVICTION {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (ArtifactStore store = stores.open(disk)) {
                for (int i = 1; i <= 6; i++) {
                    witness.publish(store, key(i), content(i % 2 == 0 ? 8000 : 5000 + i));
                }
                witness.evict(store, List.of(key(1), key(2)));
                witness.publish(store, key(1), content(5001));
                witness.evict(store, List.of(key(3), key(4), key(6)));
                witness.publish(store, Map.of(key(3), content(5003), key(4), content(8000)));
                witness.evict(store, List.of(key(1), key(3), key(4), key(5)));
            }
        }
    },

    /** What limits leave no room for goes, by age and by size, and so do files of results that later ones replaced; some come back. */
    RETENTION {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (DirectoryStore store = (DirectoryStore) stores.open(disk)) {
                Retention retention = new Retention(store, disk, CLOCK);
                for (int i = 1; i <= 6; i++) {
                    witness.publish(store, key(i), content(i % 2 == 0 ? 8000 : 5000 + i));
                }
                CLOCK.move(Duration.ofDays(2));
                for (int i = 6; i <= 9; i++) {
                    witness.publish(store, key(i), content(i == 9 ? 300 : 6000 + i));
                }
                CLOCK.move(Retention.ORPHAN_GRACE.plusMinutes(1));
                keep(retention, witness, OptionalLong.empty(), Optional.of(Duration.ofDays(1)));
                witness.publish(store, Map.of(key(1), content(5001), key(2), content(200)));
                witness.publish(store, key(1), content(5005));
                CLOCK.move(Retention.ORPHAN_GRACE.plusMinutes(1));
                keep(retention, witness, OptionalLong.of(12_000), Optional.empty());
                keep(retention, witness, OptionalLong.of(0), Optional.of(Duration.ofHours(1)));
            }
        }

        private void keep(Retention retention, Witness witness, OptionalLong size, Optional<Duration> age)
                throws IOException {
            RetentionLimits limits = RetentionLimits.of(size, age, Map.of());
            List<Fingerprint> needed = List.of(key(4).id());
            Map<String, List<CacheKey>> going = new LinkedHashMap<>();
            for (Deletion deletion : retention.plan(limits, needed).deletions()) {
                Fingerprint id = deletion.holding().keyId();
                going.computeIfAbsent(deletion.detail(), absent -> new ArrayList<>())
                        .add(IntStream.rangeClosed(1, 9)
                                .mapToObj(ArtifactStoreContract::key)
                                .filter(key -> key.id().equals(id))
                                .findFirst()
                                .orElseThrow());
            }
            witness.remove(going.values(), () -> retention.keep(limits, needed));
        }
    },

    /** An archive is added to a store that has some of it already. */
    IMPORT {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            Map<CacheKey, byte[]> results = new LinkedHashMap<>();
            for (int i = 1; i <= 8; i++) {
                results.put(key(i), content(i % 3 == 0 ? 300 : 5000 + i % 4));
            }
            byte[] archive = archive(results);
            try (DirectoryStore store = (DirectoryStore) stores.open(disk)) {
                witness.publish(store, key(2), content(7000));
                results.remove(key(2));
                witness.publish(results, () -> Archive.add(new ByteArrayInputStream(archive), store));
            }
        }

        private byte[] archive(Map<CacheKey, byte[]> results) throws IOException {
            MemoryDisk elsewhere = new MemoryDisk(CLOCK);
            try (DirectoryStore store = DirectoryStore.open(elsewhere, Path.of("/elsewhere"), CLOCK)) {
                for (Map.Entry<CacheKey, byte[]> result : results.entrySet()) {
                    ArtifactStoreContract.publish(store, result.getKey(), result.getValue());
                }
            }
            StoreView view = StoreView.open(elsewhere, Path.of("/elsewhere"), CLOCK);
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            Archive.write(view, view.artifacts(), archive);
            return archive.toByteArray();
        }
    },

    /** Damaged files are set aside where no more are kept, so that the oldest go. */
    FULL_QUARANTINE {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (DirectoryStore store = (DirectoryStore) stores.open(disk)) {
                Path quarantine = store.directory().resolve("quarantine");
                disk.createDirectories(quarantine);
                for (int i = 0; i < KEPT_IN_QUARANTINE; i++) {
                    write(disk, quarantine.resolve("00000000000000" + i % 10 + "-" + i));
                }
                for (int i = 1; i <= 3; i++) {
                    witness.publish(store, key(i), content(5000 + i));
                }
                witness.crashFromHere();
                for (int i = 1; i <= 2; i++) {
                    witness.damage(key(i));
                    flip(disk, file(disk, Fingerprint.of(content(5000 + i)).toString(), 0));
                    readOrPublishAgain(store, witness, i);
                }
                if (disk.list(quarantine).size() > KEPT_IN_QUARANTINE) {
                    throw new AssertionError("more is kept in quarantine: " + disk.list(quarantine));
                }
            }
        }

        private void write(MemoryDisk disk, Path file) throws IOException {
            try (DiskWriter writer = disk.create(file)) {
                writer.write(content(600), 0, 600);
                writer.sync();
            }
            disk.syncDirectory(file.resolveSibling(""));
        }
    },

    /** A damaged file and a damaged segment are set aside, and computed again. */
    REPAIR {
        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            try (ArtifactStore store = stores.open(disk)) {
                for (int i = 1; i <= 4; i++) {
                    witness.publish(store, key(i), content(5000 + i));
                }
                witness.damage(key(2));
                flip(disk, file(disk, Fingerprint.of(content(5002)).toString(), 0));
                for (int i = 1; i <= 4; i++) {
                    readOrPublishAgain(store, witness, i);
                }
            }
            for (int i = 1; i <= 4; i++) {
                witness.damage(key(i));
            }
            flip(disk, file(disk, "/catalog/", 2));
            try (ArtifactStore store = stores.open(disk)) {
                for (int i = 1; i <= 4; i++) {
                    readOrPublishAgain(store, witness, i);
                }
            }
        }
    };

    private static final int KEPT_IN_QUARANTINE = 64;

    /** By which stores and disks tell the time. */
    static final SteppedClock CLOCK = new SteppedClock(ArtifactStoreContract.NOW);

    /** Anything, in any order. */
    record AtRandom(long seed) implements CrashScenario {

        @Override
        public String name() {
            return "AT_RANDOM " + seed;
        }

        @Override
        public void run(MemoryDisk disk, StoreOpening stores, Witness witness) throws Exception {
            Random random = new Random(seed);
            ArtifactStore store = stores.open(disk);
            try {
                for (int step = 0; step < 25; step++) {
                    int number = random.nextInt(8);
                    switch (random.nextInt(6)) {
                        case 0 -> {
                            store.close();
                            store = stores.open(disk);
                        }
                        case 1 -> {
                            if (store.find(key(number)).isPresent()) {
                                witness.evict(store, List.of(key(number)));
                            }
                        }
                        case 2 -> {
                            Map<CacheKey, byte[]> batch = new LinkedHashMap<>();
                            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                                batch.put(key(random.nextInt(8)), content(random.nextInt(12_000)));
                            }
                            witness.publish(store, batch);
                        }
                        default -> witness.publish(store, key(number), content(random.nextInt(9000)));
                    }
                }
            } finally {
                store.close();
            }
        }
    }

    private static void readOrPublishAgain(ArtifactStore store, Witness witness, int number) throws IOException {
        try {
            if (store.find(key(number)).isPresent()) {
                store.read(store.find(key(number)).orElseThrow(), Witness.PAYLOAD);
                return;
            }
        } catch (PayloadLostException lost) {
            // It was damaged.
        }
        witness.publish(store, key(number), content(5000 + number));
    }

    private static Path file(MemoryDisk disk, String part, int which) {
        return disk.files().stream()
                .filter(file -> file.toString().contains(part))
                .toList()
                .get(which);
    }

    private static void flip(MemoryDisk disk, Path file) throws IOException {
        byte[] bytes = disk.content(file);
        bytes[bytes.length / 2] ^= 1;
        disk.damage(file, bytes);
    }
}
