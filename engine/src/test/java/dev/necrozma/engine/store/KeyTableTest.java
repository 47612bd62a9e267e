package dev.necrozma.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyTableTest {

    /** Ids that differ in few bits, so that many want one slot. */
    private static Fingerprint id(Random random) {
        return new Fingerprint(random.nextInt(8), random.nextInt(8), random.nextInt(8), random.nextInt(8));
    }

    @Test
    void holdsWhatAMapHolds() {
        KeyTable table = new KeyTable();
        Map<Fingerprint, Long> map = new HashMap<>();
        Random random = new Random(1);
        for (long n = 1; n <= 3000; n++) {
            Fingerprint key = id(random);
            table.set(table.findOrAdd(key), new RecordId(n, -n), n);
            map.put(key, n);
        }
        assertThat(table.size()).isEqualTo(map.size());
        for (int n = 0; n < 5000; n++) {
            Fingerprint key = id(random);
            int row = table.find(key);
            assertThat(row < 0).as("absent %s", key).isEqualTo(!map.containsKey(key));
            if (row >= 0) {
                assertThat(table.place(row)).isEqualTo(map.get(key));
                assertThat(table.record(row)).isEqualTo(new RecordId(map.get(key), -map.get(key)));
            }
        }
    }

    @Test
    void unitsKeepTheNewestOfTheirPlaces() {
        UnitTable table = new UnitTable();
        Map<Long, Long> map = new HashMap<>();
        Random random = new Random(1);
        for (int n = 0; n < 3000; n++) {
            long hash = random.nextInt(1000) * 0x100000001L;
            long place = random.nextInt(1 << 20);
            table.merge(hash, place, Math::max);
            map.merge(hash, place, Math::max);
        }
        for (long n = 0; n < 2000; n++) {
            assertThat(table.find(n * 0x100000001L)).isEqualTo(map.getOrDefault(n * 0x100000001L, -1L));
        }
    }
}
