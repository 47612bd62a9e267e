package dev.necrozma.market.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file by the columns that the user chose. */
final class ChosenColumns {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final Head head;
    private final TextForm form;
    private final ColumnChoice choice;
    private final String place;
    private final char delimiter;
    private final List<String> names;

    private ChosenColumns(Head head, TextForm form, ColumnChoice choice, String place) {
        this.head = head;
        this.form = form;
        this.choice = choice;
        this.place = place;
        this.delimiter = form.delimiter().orElseGet(this::likelyDelimiter);
        this.names = CsvFields.of(head.lines().get(0), delimiter);
    }

    /**
     * How to read the entry called {@code place} that begins with {@code head}.
     *
     * @throws FeedException if a column is not there
     */
    static Recognised recognise(Head head, TextForm form, ColumnChoice choice, String place) throws FeedException {
        return new ChosenColumns(head, form, choice, place).recognise();
    }

    private Recognised recognise() throws FeedException {
        for (Map.Entry<ColumnChoice.Role, String> column : choice.columns().entrySet()) {
            position(column.getKey()); // volumes too must be there
        }
        boolean twoFields = choice.find(ColumnChoice.Role.DATE).isPresent()
                && choice.find(ColumnChoice.Role.TIME).isPresent();
        int time = find(twoFields ? ColumnChoice.Role.DATE : ColumnChoice.Role.TIME);
        Columns columns = form.applyTo(Columns.of(
                delimiter,
                find(ColumnChoice.Role.SYMBOL),
                time >= 0 ? time : find(ColumnChoice.Role.DATE),
                twoFields ? find(ColumnChoice.Role.TIME) : Columns.NONE,
                prices()));
        return new Recognised(
                GenericLayout.NAME,
                choice.ofTicks() ? SeriesKind.TICKS : SeriesKind.BARS,
                choice.namesAny() || !isRow(head.lines().get(0), columns),
                "",
                0,
                ClockRule.UTC,
                new ColumnRows(columns));
    }

    private List<Integer> prices() throws FeedException {
        Integer[] positions = new Integer[choice.prices().size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = find(choice.prices().get(i));
        }
        return List.of(positions);
    }

    private int find(ColumnChoice.Role role) throws FeedException {
        return choice.find(role).isPresent() ? position(role) : Columns.NONE;
    }

    private int position(ColumnChoice.Role role) throws FeedException {
        String column = choice.find(role).orElseThrow();
        if (ColumnChoice.isPosition(column)) {
            int position = Integer.parseInt(column);
            if (position > names.size()) {
                throw missing(role, column, "it has " + names.size() + (names.size() == 1 ? " column" : " columns"));
            }
            return position - 1;
        }
        int at = names.indexOf(column);
        for (int i = 0; at < 0 && i < names.size(); i++) {
            at = names.get(i).equalsIgnoreCase(column) ? i : -1;
        }
        if (at < 0) {
            throw missing(role, column, "its first line has no such name");
        }
        return at;
    }

    private FeedException missing(ColumnChoice.Role role, String column, String why) {
        return new FeedException(place + ":" + head.firstLineNumber() + ": --columns " + role.label() + "=" + column
                + " is not in '" + head.excerpt() + "': " + why + " (columns separated by "
                + TextForm.delimiterName(delimiter) + ")");
    }

    private char likelyDelimiter() {
        Optional<DecimalMark> comma = form.decimal().filter(DecimalMark.COMMA::equals);
        char best = ',';
        int most = comma.isPresent() ? 1 : 0; // commas within numbers separate nothing
        for (char candidate : DELIMITERS) {
            int count = CsvFields.of(head.lines().get(0), candidate).size();
            if (count > most && !(candidate == ',' && comma.isPresent())) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static boolean isRow(String line, Columns columns) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + LineReader.PADDING);
        return new ColumnRows(columns).parse(padded, 0, bytes.length, new Row()) == RowStatus.OK;
    }
}
