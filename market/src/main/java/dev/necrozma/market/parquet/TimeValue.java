package dev.necrozma.market.parquet;

import dev.necrozma.market.text.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A time, from whatever column that holds times: a timestamp of any unit, the twelve bytes of older writers, or a number of
 * seconds, milli-, micro- or nanoseconds since 1970, told by its size.
 */
final class TimeValue {

    /** How much of the name of a column a sentence has room for. */
    static final int LONGEST_NAME = 100;

    private static final long NANOS = 1_000_000_000L;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;
    private static final long JULIAN_EPOCH_DAY = 2_440_588;
    private static final long DAY_SECONDS = 86_400;

    private final PriceRows.Reading reading;
    private final boolean utc;
    private long seconds;
    private int nanos;

    private TimeValue(PrimitiveType type, Path file) throws IOException {
        boolean stamp = type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation;
        switch (type.getPrimitiveTypeName()) {
            case INT64 -> {
                if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation annotation) {
                    long perSecond = perSecond(annotation);
                    reading = column -> set(column.getLong(), perSecond);
                } else {
                    reading = column -> setBySize(column.getLong());
                }
                utc = !stamp || ((TimestampLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).isAdjustedToUTC();
            }
            case INT96 -> {
                reading = column -> setJulian(column.getBinary().toByteBuffer());
                utc = false;
            }
            case DOUBLE -> {
                reading = column -> setFraction(column.getDouble());
                utc = true;
            }
            default ->
                throw new IOException(
                        file + ": column '" + Printable.excerpt(type.getName(), LONGEST_NAME) + "' holds no times, but "
                                + Printable.excerpt(type.toString(), LONGEST_NAME) + "; write it as timestamp");
        }
    }

    static TimeValue of(PrimitiveType type, Path file) throws IOException {
        return new TimeValue(type, file);
    }

    void read(ColumnReader column) throws IOException {
        reading.read(column);
    }

    boolean isUtc() {
        return utc;
    }

    boolean isValid() {
        return -MOST_SECONDS < seconds && seconds < MOST_SECONDS; // Long.MIN_VALUE, which is NaT, has no absolute value
    }

    long seconds() {
        return seconds;
    }

    int nanos() {
        return nanos;
    }

    private static long perSecond(TimestampLogicalTypeAnnotation annotation) {
        return switch (annotation.getUnit()) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> NANOS;
        };
    }

    private void set(long value, long perSecond) {
        seconds = Math.floorDiv(value, perSecond);
        nanos = (int) (Math.floorMod(value, perSecond) * (NANOS / perSecond));
    }

    /* Times from 1973 to 5138 have up to 11 digits in seconds, three more in each finer unit. */
    private void setBySize(long value) {
        long perSecond = 1;
        long limit = 100_000_000_000L;
        while (perSecond < NANOS && Math.abs(value) >= limit) {
            perSecond *= 1_000;
            limit *= 1_000;
        }
        set(value, perSecond);
    }

    /* Fractions of a second are decimals of at most six places, or no double could tell them. */
    private void setFraction(double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude < Long.MAX_VALUE)) {
            seconds = Long.MAX_VALUE;
        } else if (magnitude < 1e11) {
            set(Math.round(value * 1e6), 1_000_000);
        } else {
            setBySize((long) value);
        }
    }

    private void setJulian(ByteBuffer bytes) {
        ByteBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN);
        long ofDay = little.getLong();
        long day = Integer.toUnsignedLong(little.getInt()) - JULIAN_EPOCH_DAY;
        seconds = day * DAY_SECONDS + Math.floorDiv(ofDay, NANOS);
        nanos = (int) Math.floorMod(ofDay, NANOS);
    }
}
