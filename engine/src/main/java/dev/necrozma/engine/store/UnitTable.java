package dev.necrozma.engine.store;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/**
 * Where the newest entry of each unit lies, by a hash of its name: whoever reads it there sees whether it is that unit's. Of two units
 * with one hash, as good as never met, the older is forgotten. Not safe for use by several threads.
 */
final class UnitTable {

    private static final long NONE = -1;

    private long[] hashes = new long[32];
    private long[] places = none(32);
    private int size;

    /** The place given for {@code hash}, or -1. */
    long find(long hash) {
        return places[slotOf(hash)];
    }

    /** Gives a place for {@code hash}; of that and the one given before, {@code newest} chooses. */
    void merge(long hash, long place, LongBinaryOperator newest) {
        int slot = slotOf(hash);
        if (places[slot] == NONE) {
            put(slot, hash, place);
            size++;
            if (2 * size > places.length) {
                grow();
            }
        } else {
            places[slot] = newest.applyAsLong(places[slot], place);
        }
    }

    private int slotOf(long hash) {
        int slot = (int) (hash ^ (hash >>> 32)) & (places.length - 1);
        while (places[slot] != NONE && hashes[slot] != hash) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }

    private void put(int slot, long hash, long place) {
        hashes[slot] = hash;
        places[slot] = place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldPlaces = places;
        hashes = new long[Math.multiplyExact(2, oldHashes.length)];
        places = none(hashes.length);
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != NONE) {
                put(slotOf(oldHashes[i]), oldHashes[i], oldPlaces[i]);
            }
        }
    }

    private static long[] none(int length) {
        long[] places = new long[length];
        Arrays.fill(places, NONE);
        return places;
    }
}
