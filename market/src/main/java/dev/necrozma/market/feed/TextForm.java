package dev.necrozma.market.feed;

import java.util.Locale;
import java.util.Optional;

/**
 * How a text of no vendor's layout is written, as far as the user says.
 *
 * @param columns which columns hold what; empty: as the header names them
 * @param timeFormat a pattern such as {@code dd/MM/yyyy HH:mm:ss.SSS}, or {@code epoch_s}, {@code epoch_ms}, {@code epoch_us}, {@code
 *     epoch_ns}; empty: recognised
 * @param decimal what stands before the fraction of a number; empty: a point
 * @param delimiter what separates fields; empty: recognised
 */
public record TextForm(
        Optional<ColumnChoice> columns,
        Optional<String> timeFormat,
        Optional<DecimalMark> decimal,
        Optional<Character> delimiter) {

    /** Everything is recognised. */
    public static final TextForm AS_FOUND =
            new TextForm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /* What may stand in a time or a number, or quotes, would separate too much. */
    private static final String DELIMITERS = ",;\t| ^~!&*@$%_";

    /** @throws IllegalArgumentException in a sentence for the user, if the time format is none */
    public TextForm {
        timeFormat.ifPresent(TextForm::timeForm);
    }

    /**
     * Returns the text if it is a time format.
     *
     * @throws IllegalArgumentException in a sentence for the user, if it is none
     */
    public static String checkTimeFormat(String text) {
        timeForm(text);
        return text;
    }

    public boolean isAsFound() {
        return columns.isEmpty() && timeFormat.isEmpty() && decimal.isEmpty() && delimiter.isEmpty();
    }

    /**
     * Reads {@code point} or {@code comma}.
     *
     * @throws IllegalArgumentException in a sentence for the user
     */
    public static DecimalMark parseDecimal(String text) {
        return switch (text.strip()) {
            case "point", "." -> DecimalMark.POINT;
            case "comma", "," -> DecimalMark.COMMA;
            default -> throw new IllegalArgumentException("must be point or comma: " + text);
        };
    }

    /**
     * Reads a single character, or the name of one.
     *
     * @throws IllegalArgumentException in a sentence for the user
     */
    public static char parseDelimiter(String text) {
        String delimiter = switch (text.toLowerCase(Locale.ROOT)) {
            case "comma" -> ",";
            case "semicolon" -> ";";
            case "tab", "\\t" -> "\t";
            case "pipe", "bar" -> "|";
            case "space", "blank" -> " ";
            default -> text;
        };
        if (delimiter.length() != 1 || DELIMITERS.indexOf(delimiter.charAt(0)) < 0) {
            throw new IllegalArgumentException(
                    "must be comma, semicolon, tab, pipe, space or one of , ; | ^ ~ ! & * @ $ % _: " + text);
        }
        return delimiter.charAt(0);
    }

    /** The name of a delimiter, for keys and messages. */
    public static String delimiterName(char delimiter) {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            case ' ' -> "space";
            default -> String.valueOf(delimiter);
        };
    }

    /** The columns with the forms of times and numbers that were given. */
    Columns applyTo(Columns columns) {
        Columns timed =
                timeFormat.map(text -> columns.withTimes(timeForm(text))).orElse(columns);
        return decimal.map(timed::withDecimal).orElse(timed);
    }

    private static Columns.TimeForm timeForm(String text) {
        return switch (text) {
            case "epoch_s" -> Columns.TimeForm.of(TimeText.EpochUnit.SECONDS);
            case "epoch_ms" -> Columns.TimeForm.of(TimeText.EpochUnit.MILLIS);
            case "epoch_us" -> Columns.TimeForm.of(TimeText.EpochUnit.MICROS);
            case "epoch_ns" -> Columns.TimeForm.of(TimeText.EpochUnit.NANOS);
            default -> new Columns.TimeForm(TimeText.EpochUnit.BY_SIZE, Optional.of(TimePattern.of(text)));
        };
    }
}
