package dev.necrozma.market.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    private final DecimalText decimal = new DecimalText();
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
        this.time = new TimeText(columns.epoch());
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
            if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
                return false;
            }
            p = decimal.end();
            row.prices[role] = price;
            places = Math.max(places, decimal.places());
        }
        if (p < to && bytes[p] != delimiter) {
            return false;
        }
        row.places = places;
        takeTime(row);
        return true;
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
        int last = Math.max(columns.time(), Math.max(columns.timeOfDay(), columns.symbol()));
        for (int column : columns.prices()) {
            last = Math.max(last, column);
        }
        if (last >= fields.count()) {
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
        if (columns.symbol() >= 0 && !takeSymbol(bytes)) {
            return RowStatus.OTHER_SYMBOL;
        }
        learnPrefix(bytes, from);
        return RowStatus.OK;
    }

    private boolean parseTime(byte[] bytes) {
        int day = columns.time();
        if (!time.parse(bytes, fields.from(day), fields.to(day))) {
            return false;
        }
        int ofDay = columns.timeOfDay();
        return ofDay < 0 || time.parseTimeOfDay(bytes, fields.from(ofDay), fields.to(ofDay));
    }

    private RowStatus parsePrices(byte[] bytes, Row row) {
        int places = 0;
        RowStatus status = RowStatus.OK;
        for (int i = 0; i < priceCount; i++) {
            int column = columns.prices().get(i);
            double price = decimal.parse(bytes, fields.from(column), fields.to(column));
            if (Double.isNaN(price)) {
                return hasDecimalComma(bytes, column) ? RowStatus.DECIMAL_COMMA : RowStatus.UNPARSABLE_NUMBER;
            }
            if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
                status = RowStatus.BAD_PRICE;
            }
            row.prices[i] = price;
            places = Math.max(places, decimal.places());
        }
        row.places = places;
        return status;
    }

    /* A comma before a point separates thousands; a comma where commas separate fields is any mistake. */
    private boolean hasDecimalComma(byte[] bytes, int column) {
        String text = new String(
                bytes, fields.from(column), fields.to(column) - fields.from(column), StandardCharsets.ISO_8859_1);
        return delimiter != ',' && text.lastIndexOf(',') > text.lastIndexOf('.');
    }

    private void takeTime(Row row) {
        row.seconds = time.seconds();
        row.nanos = time.nanos();
        row.zoned = time.zoned();
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

    private static int[] rolesAfterTime(Columns columns) {
        int last = columns.prices().stream().mapToInt(Integer::intValue).max().orElseThrow();
        int first = columns.prices().stream().mapToInt(Integer::intValue).min().orElseThrow();
        if (first < columns.time() || columns.timeOfDay() >= 0 || columns.symbol() > columns.time()) {
            return new int[0];
        }
        int[] roles = new int[last - columns.time()];
        Arrays.fill(roles, SKIPPED);
        for (int i = 0; i < columns.prices().size(); i++) {
            roles[columns.prices().get(i) - columns.time() - 1] = i;
        }
        return roles;
    }
}
