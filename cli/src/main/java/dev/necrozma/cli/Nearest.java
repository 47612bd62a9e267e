package dev.necrozma.cli;

import java.util.Collection;
import java.util.Optional;

/** Guesses what a mistyped word was meant to be. */
final class Nearest {

    private Nearest() {}

    /** A clause to append to an error: {@code ; did you mean `cache`?}, or what is known if nothing is near. */
    static String suggestion(String word, Collection<String> known) {
        return find(word, known)
                .map(near -> "; did you mean `" + near + "`?")
                .orElseGet(() -> "; known are " + String.join(", ", known));
    }

    /** The known word with the fewest edits to {@code word}, the first of several; absent if it takes more than a third of it. */
    static Optional<String> find(String word, Collection<String> known) {
        int most = Math.max(1, (word.length() + 1) / 3);
        String nearest = null;
        int fewest = most + 1;
        for (String candidate : known) {
            if (Math.abs(word.length() - candidate.length()) >= fewest) {
                continue; // so many edits at the least
            }
            int edits = edits(word, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment distance). */
    static int edits(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        char a = one.charAt(i - 1);
        char b = other.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (a == b ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2);
        return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
    }
}
