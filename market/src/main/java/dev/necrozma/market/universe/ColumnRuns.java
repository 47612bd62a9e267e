package dev.necrozma.market.universe;

/**
 * Runs of set bits down the columns of a bit matrix, counted for all columns of a word at a time: what line structures of recurrence
 * plots are made of (Marwan, Romano, Thiel and Kurths 2007).
 *
 * <p>Not for several threads.
 */
final class ColumnRuns {

    private final int words;
    private final long[] matrix;
    private final long[] runs;

    /**
     * Element {@code l} is in how many places {@code l} set bits follow each other: a run of {@code m} has {@code m - l + 1} of them.
     */
    private final long[] places;

    private int longest;

    /** For matrices of {@code rows} rows of {@code words} elements each. */
    ColumnRuns(int rows, int words) {
        this.words = words;
        this.matrix = new long[rows * words];
        this.runs = new long[rows * words];
        this.places = new long[rows + 3];
    }

    /** Where to write the matrix, row by row, before {@link #count}. */
    long[] matrix() {
        return matrix;
    }

    void count() {
        System.arraycopy(matrix, 0, runs, 0, matrix.length);
        places[1] = 0;
        for (long word : matrix) {
            places[1] += Long.bitCount(word);
        }
        int length = 1;
        while (places[length] != 0) {
            length++;
            places[length] = extend(length);
        }
        longest = length - 1;
        places[length + 1] = 0;
    }

    /** Leaves in {@link #runs} the places where {@code length} bits follow each other; returns how many. */
    private long extend(int length) {
        int ahead = (length - 1) * words;
        long count = 0;
        for (int i = 0; i < matrix.length - ahead; i++) {
            runs[i] &= matrix[i + ahead];
            count += Long.bitCount(runs[i]);
        }
        return count;
    }

    /** All set bits. */
    long points() {
        return places[1];
    }

    /** The length of the longest run; 0 if no bit is set. */
    int longest() {
        return longest;
    }

    /** In how many places so many bits follow each other. */
    long places(int length) {
        return length > longest ? 0 : places[length];
    }

    /** How many runs have that length exactly. */
    long runs(int length) {
        return places(length) - 2 * places(length + 1) + places(length + 2);
    }

    /** How many runs have 2 bits or more. */
    long lines() {
        return places(2) - places(3);
    }

    /** How many bits are in runs of 2 or more. */
    long linePoints() {
        return 2 * places(2) - places(3);
    }

    /** Entropy, in nats, of the lengths of the runs of 2 or more; NaN if there is none. */
    double lineEntropy() {
        double sum = 0;
        for (int length = 2; length <= longest; length++) {
            sum += CountEntropy.kLogK(Math.toIntExact(runs(length)));
        }
        int lines = Math.toIntExact(lines());
        return lines == 0 ? Double.NaN : (CountEntropy.kLogK(lines) - sum) / lines;
    }
}
