package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.List;

/** Aligns columns. */
final class Columns {

    private Columns() {}

    /**
     * A line for each row, two spaces between columns.
     *
     * @param rows of as many cells each
     * @param left how many columns go to the left, at least one; the others go to the right
     */
    static List<String> lines(List<List<String>> rows, int left) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String pad = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : "  ").append(i < left ? cell + pad : pad + cell);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
