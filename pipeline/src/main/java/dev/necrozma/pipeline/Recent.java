package dev.necrozma.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The values made last, at most a few of them: units that are computed one after the other read the same inputs. A value is made
 * by one thread while others that want it wait. Safe for use by several threads.
 */
final class Recent<K, V> {

    /** Makes a value. */
    interface Source<V> {
        V make() throws IOException;
    }

    private static final class Slot<V> {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable V value;
    }

    private final Map<K, Slot<V>> slots;

    Recent(int most) {
        slots = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Source<V> source) throws IOException {
        Slot<V> slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(key, absent -> new Slot<>());
        }
        slot.lock.lock();
        try {
            V value = slot.value;
            if (value == null) {
                value = source.make();
                slot.value = value;
            }
            return value;
        } finally {
            slot.lock.unlock();
        }
    }
}
