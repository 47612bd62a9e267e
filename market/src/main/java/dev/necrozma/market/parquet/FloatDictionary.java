package dev.necrozma.market.parquet;

import java.util.Arrays;

/**
 * Numbers the distinct floats of a column in one row group in the order in which they appear. It gives up, until it is cleared, at a
 * page that has too many new ones to be worth it. Used by one thread.
 */
final class FloatDictionary {

    /** As many as an index of two bytes tells apart. */
    private static final int MOST = 1 << PageBuffer.MOST_BITS;

    private static final int LEAST_SLOTS = 1 << 10;

    /** Bits of a NaN, which is no entry. */
    private static final long EMPTY = -1L;

    /** An entry's number above its bits; open addressing with linear probing, at most half full. */
    private long[] slots = new long[LEAST_SLOTS];

    private int[] entries = new int[LEAST_SLOTS / 2];
    private int size;
    private boolean open;

    FloatDictionary() {
        clear();
    }

    void clear() {
        Arrays.fill(slots, EMPTY);
        size = 0;
        open = true;
    }

    int size() {
        return size;
    }

    /** The bits of the floats in the order of their numbers; the first {@link #size} count. */
    int[] entries() {
        return entries;
    }

    /**
     * Numbers the floats of a page.
     *
     * @param bits of floats that are not NaN
     * @return whether the page should have numbers; if not, the page left no entry behind
     */
    boolean number(int[] bits, int count, int[] numbers) {
        if (!open) {
            return false;
        }
        int before = size;
        // Half as many new entries of four bytes as there are values save nothing over the values themselves: an index
        // has two.
        int most = Math.min(MOST, before + (count >>> 1) + 1);
        for (int i = 0; i < count; i++) {
            int number = find(bits[i], most);
            if (number < 0) {
                open = false;
                size = before;
                return false;
            }
            numbers[i] = number;
        }
        return true;
    }

    private int find(int key, int most) {
        long[] table = slots;
        int mask = table.length - 1;
        for (int at = hash(key) & mask; ; at = (at + 1) & mask) {
            long slot = table[at];
            if ((int) slot == key && slot != EMPTY) {
                return (int) (slot >>> 32);
            }
            if (slot == EMPTY) {
                return size < most ? add(key, at) : -1;
            }
        }
    }

    private int add(int key, int at) {
        int number = size++;
        entries[number] = key;
        slots[at] = slot(number, key);
        if (size == entries.length) {
            grow();
        }
        return number;
    }

    private void grow() {
        entries = Arrays.copyOf(entries, 2 * entries.length);
        slots = new long[2 * slots.length];
        Arrays.fill(slots, EMPTY);
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int at = hash(entries[number]) & mask;
            while (slots[at] != EMPTY) {
                at = (at + 1) & mask;
            }
            slots[at] = slot(number, entries[number]);
        }
    }

    private static long slot(int number, int key) {
        return (long) number << 32 | (key & 0xffffffffL);
    }

    /* Pips and minutes differ in their upper bits: a product carries low ones upwards only, so that its upper half is used. */
    private static int hash(int key) {
        int product = key * 0x9E3779B9;
        return product ^ product >>> 15;
    }
}
