package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Aligns columns. */
final class Columns {

    /** So wide is what people are shown, at most. */
    static final int WIDTH = 100;

    private static final int GAP = 2;
    private static final int LEAST_ROOM = 20;

    private Columns() {}

    /**
     * A line for each row, two spaces between columns.
     *
     * @param rows of as many cells each
     * @param left how many columns go to the left, at least one; the others go to the right
     */
    static List<String> lines(List<List<String>> rows, int left) {
        int[] widths = widths(rows);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String pad = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : " ".repeat(GAP)).append(i < left ? cell + pad : pad + cell);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /**
     * The same within {@link #WIDTH}: if they would be wider, the cells of one column go on below themselves.
     *
     * @param wrapped the number of that column
     */
    static List<String> fitted(List<List<String>> rows, int left, int wrapped) {
        int[] widths = widths(rows);
        int tooWide = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - WIDTH;
        if (tooWide <= 0) {
            return lines(rows, left);
        }
        int room = Math.max(LEAST_ROOM, widths[wrapped] - tooWide);
        List<List<String>> broken = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>(row);
            for (String piece : pieces(row.get(wrapped), room)) {
                cells.set(wrapped, piece);
                broken.add(cells);
                cells = new ArrayList<>(Collections.nCopies(widths.length, ""));
            }
        }
        return lines(broken, left).stream().map(String::stripTrailing).toList();
    }

    /** A text in lines of {@link #WIDTH} at most, the further ones behind {@code indent}. */
    static List<String> wrapped(String text, String indent) {
        List<String> lines = new ArrayList<>();
        for (String piece : pieces(text, WIDTH - indent.length())) {
            lines.add((lines.isEmpty() ? "" : indent) + piece);
        }
        return lines;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    /* Broken at blanks; a word that is longer than a line has one of its own, whole: it may be a name to copy. */
    private static List<String> pieces(String text, int room) {
        List<String> pieces = new ArrayList<>();
        String left = text;
        while (left.length() > room) {
            int blank = left.lastIndexOf(' ', room);
            int end = left.substring(0, Math.max(0, blank)).isBlank() ? left.indexOf(' ', room) : blank;
            if (end < 0) {
                break;
            }
            pieces.add(left.substring(0, end));
            left = left.substring(end + 1);
        }
        pieces.add(left);
        return pieces;
    }
}
