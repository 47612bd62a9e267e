package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.util.Arrays;

/**
 * Where the newest entry of each key lies: a hash table in arrays, with some 60 bytes a key. Rows are numbered from 0 in the order in
 * which keys were added, and none is ever removed. Not safe for use by several threads.
 */
final class KeyTable {

    private static final int WORDS = 7;
    private static final int PLACE = 6;
    private static final int FIRST_ROWS = 16;

    /* The key's id, the id of the record and its place, together: four words, two and one a row. */
    private long[] words = new long[FIRST_ROWS * WORDS];
    /* Rows plus one, by the first word of the key's id, which is as good as random; 0 where there is none. */
    private int[] slots = new int[2 * FIRST_ROWS];
    private int rows;

    int size() {
        return rows;
    }

    /** The row of a key, or -1. */
    int find(Fingerprint keyId) {
        return slots[slotOf(keyId)] - 1;
    }

    /** The row of a key, which is added without a record if it is new. */
    int findOrAdd(Fingerprint keyId) {
        int slot = slotOf(keyId);
        if (slots[slot] == 0) {
            if (rows * WORDS == words.length) {
                grow();
                slot = slotOf(keyId);
            }
            words[rows * WORDS] = keyId.word0();
            words[rows * WORDS + 1] = keyId.word1();
            words[rows * WORDS + 2] = keyId.word2();
            words[rows * WORDS + 3] = keyId.word3();
            rows++;
            slots[slot] = rows;
        }
        return slots[slot] - 1;
    }

    void set(int row, RecordId record, long place) {
        words[row * WORDS + 4] = record.writer();
        words[row * WORDS + 5] = record.number();
        words[row * WORDS + PLACE] = place;
    }

    RecordId record(int row) {
        return new RecordId(words[row * WORDS + 4], words[row * WORDS + 5]);
    }

    long place(int row) {
        return words[row * WORDS + PLACE];
    }

    private int slotOf(Fingerprint keyId) {
        int slot = (int) keyId.word0() & (slots.length - 1);
        while (slots[slot] != 0 && !isKey(slots[slot] - 1, keyId)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isKey(int row, Fingerprint keyId) {
        int at = row * WORDS;
        return words[at] == keyId.word0()
                && words[at + 1] == keyId.word1()
                && words[at + 2] == keyId.word2()
                && words[at + 3] == keyId.word3();
    }

    private void grow() {
        int room = Math.multiplyExact(2, rows);
        words = Arrays.copyOf(words, Math.multiplyExact(room, WORDS));
        slots = new int[Math.multiplyExact(2, room)];
        for (int row = 0; row < rows; row++) {
            int slot = (int) words[row * WORDS] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = row + 1;
        }
    }
}
