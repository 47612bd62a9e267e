package dev.necrozma.market.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads rows whose fields stand in fixed columns.
 *
 * <p>Two ways lead through a line. Most lines repeat the bytes before the time (exchange, symbol, an opening quote) of the
 * line above and hold no other surprise: they are read from left to right in one go. Any other line is split into fields
 * first, which also tells what is wrong with it. Both give the same row.
 */
final class ColumnRows implements RowParser {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SKIPPED = -1;
    private static final int MAX_PREFIX = 64;

    private final Columns columns;
    private final char delimiter;
    private final int priceCount;
    /* What each column after the time holds: an index of a price, or SKIPPED. Empty: no way in one go. */
    private final int[] rolesAfterTime;
    private final TimeText time;
    private final DecimalText decimal;
    private final GroupedNumber grouped;
    /* Whether a date, the delimiter and the time of day are read as one. */
    private final boolean twoFields;
    private final boolean unchangedBlanks;
    private final double[] lastPrices = new double[4];
    private final int[] lastPlaces = new int[4];
    private final int[] found = new int[4]; // places of the prices of this row
    private int pricePlaces;
    private final CsvFields fields = new CsvFields();
    private byte[] prefix = new byte[0];
    private boolean quotedTime;
    private boolean prefixKnown;
    private byte[] symbolBytes = new byte[0];
    private String symbol = "";

    ColumnRows(Columns columns) {
        this.columns = columns;
        this.delimiter = columns.delimiter();
        this.priceCount = columns.prices().size();
        this.rolesAfterTime = rolesAfterTime(columns);
        this.twoFields = isTimeInTwoFields(columns);
        this.time = new TimeText(columns.times(), delimiter, twoFields);
        this.decimal = new DecimalText(columns.decimal().mark());
        this.grouped = new GroupedNumber(columns.decimal());
        this.unchangedBlanks = columns.blankPrices() == Columns.BlankPrice.UNCHANGED;
    }

    @Override
    public RowStatus parse(byte[] bytes, int from, int to, Row row) {
        return prefixKnown && parseInOneGo(bytes, from, to, row) ? RowStatus.OK : parseFields(bytes, from, to, row);
    }

    @Override
    public Optional<String> symbol() {
        return symbol.isEmpty() ? Optional.empty() : Optional.of(symbol);
    }

    private boolean parseInOneGo(byte[] bytes, int from, int to, Row row) {
        int p = from + prefix.length;
        if (p >= to || !startsWithPrefix(bytes, from) || !time.scan(bytes, p, to)) {
            return false;
        }
        if (twoFields && bytes[p + 10] != delimiter && bytes[p + 8] != delimiter) {
            return false; // a time in the field of the date
        }
        p = time.end();
        if (quotedTime) {
            if (p >= to || bytes[p] != '"') {
                return false;
            }
            p++;
        }
        int places = 0;
        for (int role : rolesAfterTime) {
            if (p >= to || bytes[p] != delimiter) {
                return false;
            }
            p++;
            if (role == SKIPPED) {
                p = skipField(bytes, p, to);
                continue;
            }
            double price = decimal.scan(bytes, p, to);
            if (price > 0 && price < Double.POSITIVE_INFINITY) {
                p = decimal.end();
                row.prices[role] = price;
                places = Math.max(places, decimal.places());
                if (unchangedBlanks) {
                    found[role] = decimal.places();
                }
            } else if (unchangedBlanks && lastPrices[role] > 0 && (p == to || bytes[p] == delimiter)) {
                row.prices[role] = lastPrices[role];
                places = Math.max(places, lastPlaces[role]);
                found[role] = lastPlaces[role];
            } else {
                return false;
            }
        }
        if ((p < to && bytes[p] != delimiter) || (columns.volume() >= 0 && isFlat(row))) {
            return false;
        }
        if (unchangedBlanks) {
            remember(row);
        }
        row.places = places;
        takeTime(row);
        return true;
    }

    private boolean isFlat(Row row) {
        return row.prices[1] == row.prices[2];
    }

    private void remember(Row row) {
        System.arraycopy(row.prices, 0, lastPrices, 0, priceCount);
        System.arraycopy(found, 0, lastPlaces, 0, priceCount);
    }

    private boolean startsWithPrefix(byte[] bytes, int from) {
        if (prefix.length < Long.BYTES) {
            return Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
        }
        long difference = 0;
        int last = prefix.length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            difference |= (long) LONG.get(bytes, from + i) ^ (long) LONG.get(prefix, i);
        }
        return (difference | ((long) LONG.get(bytes, from + last) ^ (long) LONG.get(prefix, last))) == 0;
    }

    private int skipField(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] != delimiter) {
            if (bytes[p] == '"') {
                return to; // may hide a delimiter: leave it to the other way
            }
            p++;
        }
        return p;
    }

    private RowStatus parseFields(byte[] bytes, int from, int to, Row row) {
        fields.split(bytes, from, to, delimiter);
        if (columns.last() >= fields.count()) {
            return RowStatus.MISSING_COLUMN;
        }
        if (!parseTime(bytes)) {
            return RowStatus.UNPARSABLE_TIME;
        }
        takeTime(row);
        RowStatus status = parsePrices(bytes, row);
        if (status != RowStatus.OK) {
            return status;
        }
        if (columns.volume() >= 0 && isFlat(row) && isZero(bytes, columns.volume())) {
            return RowStatus.EMPTY_BAR;
        }
        if (columns.symbol() >= 0 && !takeSymbol(bytes)) {
            return RowStatus.OTHER_SYMBOL;
        }
        learnPrefix(bytes, from);
        return RowStatus.OK;
    }

    private boolean isZero(byte[] bytes, int column) {
        return decimal.parse(bytes, fields.from(column), fields.to(column)) == 0;
    }

    private boolean parseTime(byte[] bytes) {
        int day = columns.time();
        if (columns.timeOfDay() >= 0 && columns.times().pattern().isPresent()) {
            return parseJoinedTime(bytes);
        }
        if (!time.parse(bytes, fields.from(day), fields.to(day))) {
            return false;
        }
        int ofDay = columns.timeOfDay();
        return ofDay < 0 || time.parseTimeOfDay(bytes, fields.from(ofDay), fields.to(ofDay));
    }

    /* A pattern is of the date, a blank and the time of day. */
    private boolean parseJoinedTime(byte[] bytes) {
        int day = columns.time();
        int ofDay = columns.timeOfDay();
        int dayLength = fields.to(day) - fields.from(day);
        int length = fields.to(ofDay) - fields.from(ofDay);
        byte[] joined = new byte[dayLength + 1 + length];
        System.arraycopy(bytes, fields.from(day), joined, 0, dayLength);
        joined[dayLength] = ' ';
        System.arraycopy(bytes, fields.from(ofDay), joined, dayLength + 1, length);
        return time.parse(joined, 0, joined.length);
    }

    private RowStatus parsePrices(byte[] bytes, Row row) {
        int most = 0;
        boolean oneSided = false;
        RowStatus status = RowStatus.OK;
        for (int i = 0; i < priceCount; i++) {
            int column = columns.prices().get(i);
            if (unchangedBlanks && fields.from(column) == fields.to(column)) {
                row.prices[i] = lastPrices[i];
                found[i] = lastPlaces[i];
                oneSided |= lastPrices[i] == 0;
            } else {
                double price = price(bytes, fields.from(column), fields.to(column));
                if (Double.isNaN(price)) {
                    return hasDecimalComma(bytes, column) ? RowStatus.DECIMAL_COMMA : RowStatus.UNPARSABLE_NUMBER;
                }
                if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
                    status = RowStatus.BAD_PRICE;
                }
                row.prices[i] = price;
                found[i] = pricePlaces;
            }
            most = Math.max(most, found[i]);
        }
        row.places = most;
        if (unchangedBlanks && status == RowStatus.OK) {
            remember(row);
        }
        return oneSided && status == RowStatus.OK ? RowStatus.ONE_SIDED : status;
    }

    /* The number in the field, and its places in pricePlaces; NaN if it is none. */
    private double price(byte[] bytes, int from, int to) {
        double price = decimal.parse(bytes, from, to);
        pricePlaces = decimal.places();
        if (!Double.isNaN(price)) {
            return price;
        }
        Optional<String> plain = grouped.plain(bytes, from, to);
        plain.ifPresent(number -> pricePlaces =
                Math.max(0, new BigDecimal(number).stripTrailingZeros().scale()));
        return plain.map(Double::parseDouble).orElse(Double.NaN);
    }

    /* A comma before a point separates thousands; a comma where commas separate fields is any mistake. */
    private boolean hasDecimalComma(byte[] bytes, int column) {
        String text = new String(
                bytes, fields.from(column), fields.to(column) - fields.from(column), StandardCharsets.ISO_8859_1);
        return delimiter != ','
                && columns.decimal() != DecimalMark.COMMA
                && text.lastIndexOf(',') > text.lastIndexOf('.');
    }

    private void takeTime(Row row) {
        row.seconds = time.seconds();
        row.nanos = time.nanos();
        row.zoned = time.zoned();
        row.truncated = time.truncated();
    }

    /* Whether the symbol is that of the rows above. */
    private boolean takeSymbol(byte[] bytes) {
        int from = fields.from(columns.symbol());
        int to = fields.to(columns.symbol());
        if (!symbol.isEmpty() && Arrays.equals(bytes, from, to, symbolBytes, 0, symbolBytes.length)) {
            return true;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toUpperCase(Locale.ROOT);
        boolean same = symbol.isEmpty() || symbol.equals(text);
        if (symbol.isEmpty()) {
            symbol = text;
            symbolBytes = Arrays.copyOfRange(bytes, from, to);
        }
        return same;
    }

    private void learnPrefix(byte[] bytes, int from) {
        int length = fields.from(columns.time()) - from;
        prefixKnown = rolesAfterTime.length > 0 && length <= MAX_PREFIX;
        if (prefixKnown) {
            prefix = Arrays.copyOfRange(bytes, from, from + length);
            quotedTime = length > 0 && prefix[length - 1] == '"';
        }
    }

    private static boolean isTimeInTwoFields(Columns columns) {
        return columns.timeOfDay() == columns.time() + 1
                && columns.times().pattern().isEmpty();
    }

    private static int[] rolesAfterTime(Columns columns) {
        int first = columns.prices().stream().mapToInt(Integer::intValue).min().orElseThrow();
        int last = columns.prices().stream().mapToInt(Integer::intValue).max().orElseThrow();
        int timeEnd = Math.max(columns.time(), columns.timeOfDay());
        boolean oneTime = columns.timeOfDay() < 0 || isTimeInTwoFields(columns);
        /* A blank may stand within a time or before an offset. */
        if (!oneTime || first < timeEnd || columns.symbol() > columns.time() || columns.delimiter() == ' ') {
            return new int[0];
        }
        int[] roles = new int[last - timeEnd];
        Arrays.fill(roles, SKIPPED);
        for (int i = 0; i < columns.prices().size(); i++) {
            roles[columns.prices().get(i) - timeEnd - 1] = i;
        }
        return roles;
    }
}
