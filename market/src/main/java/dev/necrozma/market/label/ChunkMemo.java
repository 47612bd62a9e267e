package dev.necrozma.market.label;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Keeps what was derived for chunks until it is full; what comes later is derived each time. Nothing is thrown out to make room: units
 * go round the same chunks again and again, and what was used longest ago is what will be wanted next. Safe for use by several
 * threads, two of which may derive the same at the same time.
 */
final class ChunkMemo {

    private record Place(Object what, int chunk) {}

    private final Map<Place, Object> kept = new ConcurrentHashMap<>();
    private final AtomicLong free;

    ChunkMemo(long mostBytes) {
        this.free = new AtomicLong(mostBytes);
    }

    <T> T get(Class<T> type, Object what, int chunk, long sizeBytes, Supplier<T> source) {
        Place place = new Place(what, chunk);
        Object found = kept.get(place);
        if (found != null) {
            return type.cast(found);
        }
        T made = source.get();
        if (free.addAndGet(-sizeBytes) >= 0) {
            if (kept.putIfAbsent(place, made) != null) {
                free.addAndGet(sizeBytes);
            }
        } else {
            free.addAndGet(sizeBytes);
        }
        return made;
    }
}
