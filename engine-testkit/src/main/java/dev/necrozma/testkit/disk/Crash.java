package dev.necrozma.testkit.disk;

import java.util.List;
import java.util.Random;

/**
 * How power is lost: what becomes of names and of bytes that no sync has made durable.
 *
 * @param seed of what is left to chance
 */
public record Crash(Names names, Data data, long seed) {

    /** What becomes of entries of directories that changed since the directory was synced. */
    public enum Names {
        /** Every directory is as it was when it was last synced. */
        LOST,
        /** Every change has reached the disk. */
        KEPT,
        /**
         * For each name alone, any of the states that it had since the sync. The one promise is that of a rename: a file that has
         * lost its old name has its new one.
         */
        ANY
    }

    /** What becomes of bytes that were written to a file since it was synced. */
    public enum Data {
        /** The file ends where it ended when it was synced. */
        LOST,
        /** Every byte has reached the disk. */
        KEPT,
        /** The file ends at some sector on the way. */
        TORN,
        /** The file has its length, and zeros. */
        ZEROED,
        /** The file has its length, and bytes that nobody wrote. */
        GARBAGE,
        /** Every sector alone is as written, zero, or garbage. */
        HOLED,
        /** Any of the above, for each file alone. */
        ANY
    }

    /** Any of them. */
    public static Crash random(Random random) {
        return new Crash(one(List.of(Names.values()), random), one(List.of(Data.values()), random), random.nextLong());
    }

    static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
