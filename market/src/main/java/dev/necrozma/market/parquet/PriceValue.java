package dev.necrozma.market.parquet;

import dev.necrozma.market.text.Printable;
import dev.necrozma.market.text.ShortestDecimal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** A price, from whatever column of numbers, as the double nearest to its decimal, and the places that it needs. */
final class PriceValue {

    /** More than any price that is a decimal of ours needs. */
    private static final int TOO_MANY = 11;

    private static final double LARGEST_EXACT = 1L << 53;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

    private final PriceRows.Reading reading;
    private double value;
    private int places;
    /* What most prices of a column need; where to look first. */
    private int usual = 5;

    private PriceValue(PrimitiveType type, Path file) throws IOException {
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        int scale = annotation instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
        boolean decimalBytes = annotation instanceof DecimalLogicalTypeAnnotation;
        switch (type.getPrimitiveTypeName()) {
            case DOUBLE -> reading = column -> set(column.getDouble());
            case FLOAT -> reading = column -> setFloat(column.getFloat());
            case INT32 ->
                reading = column ->
                        set(BigDecimal.valueOf(column.getInteger(), scale).doubleValue());
            case INT64 ->
                reading = column ->
                        set(BigDecimal.valueOf(column.getLong(), scale).doubleValue());
            case FIXED_LEN_BYTE_ARRAY, BINARY -> {
                if (!decimalBytes || type.getTypeLength() > PriceRows.MOST_VALUE_BYTES) {
                    throw noNumber(type, file);
                }
                reading = column -> set(decimal(PriceRows.bounded(column.getBinary()), scale));
            }
            default -> throw noNumber(type, file);
        }
    }

    private static double decimal(Binary digits, int scale) {
        return new BigDecimal(new BigInteger(digits.getBytes()), scale).doubleValue();
    }

    static PriceValue of(PrimitiveType type, Path file) throws IOException {
        return new PriceValue(type, file);
    }

    private static IOException noNumber(PrimitiveType type, Path file) {
        return new IOException(file + ": column '" + Printable.excerpt(type.getName(), TimeValue.LONGEST_NAME)
                + "' holds no numbers, but " + Printable.excerpt(type.toString(), TimeValue.LONGEST_NAME)
                + "; write it as double");
    }

    void read(ColumnReader column) throws IOException {
        reading.read(column);
    }

    double value() {
        return value;
    }

    int places() {
        return places;
    }

    /* The decimal that whoever rounded to floats had. */
    private void setFloat(float read) {
        set(Float.isFinite(read) ? Double.parseDouble(ShortestDecimal.of(read)) : read);
    }

    private void set(double read) {
        value = read;
        places = TOO_MANY;
        if (!(Math.abs(read) < LARGEST_EXACT)) {
            return;
        }
        for (int i = usual; i < POWERS.length; i++) {
            double digits = Math.rint(read * POWERS[i]);
            if (Math.abs(digits) < LARGEST_EXACT && digits / POWERS[i] == read) {
                usual = i;
                places = withoutZeros((long) digits, i);
                return;
            }
        }
    }

    private static int withoutZeros(long digits, int places) {
        int left = places;
        long rest = digits;
        while (left > 0 && rest % 10 == 0) {
            rest /= 10;
            left--;
        }
        return left;
    }
}
