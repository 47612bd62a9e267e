package dev.necrozma.market.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads times from bytes, whatever their form tells: {@code 2014-05-01 05:00:01.787Z} and its relatives (T, slashes or dots
 * between, an offset, no seconds, a fraction of any length, no time at all), {@code 20140430 190000292}, {@code 20180101
 * 170000}, {@code 01.05.2014 05:00:01}, and seconds, milli-, micro- or nanoseconds since 1970 by their size. What is finer
 * than a nanosecond is cut off. Not thread-safe: results of the last call are fields.
 */
final class TimeText {

    /** What a number of time units since 1970 counts. */
    enum EpochUnit {
        BY_SIZE(0),
        SECONDS(1),
        MILLIS(1_000),
        MICROS(1_000_000),
        NANOS(1_000_000_000);

        private final long perSecond;

        EpochUnit(long perSecond) {
            this.perSecond = perSecond;
        }
    }

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /* ":00.000Z", the bits that its digits may differ in, and what lifts a digit above its limit to the high bit. */
    private static final long MILLIS_OF_UTC = 0x5a30_3030_2e30_303aL;
    private static final long DIGITS_ONLY = 0x000f_0f0f_000f_0f00L;
    private static final long ABOVE_LIMITS = 0x0076_7676_0076_7a00L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    /** No byte of a line. */
    static final char NO_DELIMITER = '\n';

    /* The end of the day and what separates it from the time, in the second eight bytes of a minute. */
    private static final long DAY_AND_SEPARATOR = 0xff_ffffL;
    private static final int MIN_YEAR = 1900;
    private static final int MAX_YEAR = 2261; // later ones do not fit in nanoseconds
    private static final long MIN_SECONDS = LocalDate.of(MIN_YEAR, 1, 1).toEpochDay() * 86_400;
    private static final long MAX_SECONDS = LocalDate.of(MAX_YEAR + 1, 1, 1).toEpochDay() * 86_400;
    private static final long DAY_SECONDS = 86_400;

    private final EpochUnit unit;
    private final @Nullable TimePattern pattern;
    private final char delimiter;
    private final char betweenDateAndTime;

    /* Rows of the same minute share its 16 bytes (yyyy-MM-dd HH:mm), or the 8 of a compact day. */
    private long minuteHigh;
    private long minuteLow;
    private long minuteSeconds;
    private long daySeconds;
    private long compactDay;
    private long compactDaySeconds;

    private int end;
    private long seconds;
    private int nanos;
    private boolean zoned;
    private boolean truncated;

    TimeText(EpochUnit unit) {
        this(Columns.TimeForm.of(unit), NO_DELIMITER, false);
    }

    /**
     * @param delimiter what ends a field, so that it is no part of a time
     * @param twoFields whether {@link #scan} may meet a date, the delimiter, and the time of day
     */
    TimeText(Columns.TimeForm form, char delimiter, boolean twoFields) {
        this.unit = form.epoch();
        this.pattern = form.pattern().orElse(null);
        this.delimiter = delimiter;
        this.betweenDateAndTime = twoFields ? delimiter : 'T';
    }

    /** Where the time of the last call ended. */
    int end() {
        return end;
    }

    long seconds() {
        return seconds;
    }

    int nanos() {
        return nanos;
    }

    /** Whether the seconds are of UTC because the text states an offset or counts from the epoch. */
    boolean zoned() {
        return zoned;
    }

    /** Whether the text has more digits than nanoseconds; they were cut off. */
    boolean truncated() {
        return truncated;
    }

    /** Whether the bytes are a time as a whole. */
    boolean parse(byte[] bytes, int from, int to) {
        return scan(bytes, from, to) && end == to;
    }

    /** Adds the time of day in the bytes, {@code 05:00:01.787} or {@code 050001787}, to the date read last. */
    boolean parseTimeOfDay(byte[] bytes, int from, int to) {
        long day = seconds;
        if (!scanTimeOfDay(bytes, from, to) || !scanOffset(bytes, to)) {
            return false;
        }
        seconds += day;
        return end == to;
    }

    /** Whether a time stands at the start of the bytes; what follows it is left to the caller. */
    boolean scan(byte[] bytes, int from, int to) {
        zoned = false;
        truncated = false;
        nanos = 0;
        if (pattern != null) {
            return scanPattern(pattern, bytes, from, to);
        }
        if (to - from >= 19 && isRememberedMinute(bytes, from)) {
            return (to - from >= 24 && scanMillisOfUtc((long) LONG.get(bytes, from + 16), from))
                    || (scanSeconds(bytes, from + 16, to, minuteSeconds) && scanOffset(bytes, to));
        }
        int digits = countDigits(bytes, from, to);
        if (digits == 4 && to - from >= 10) {
            return scanDashed(bytes, from, to);
        }
        if (digits == 2 && to - from >= 10 && bytes[from + 2] == '.' && bytes[from + 5] == '.') {
            return date(four(bytes, from + 6), two(bytes, from + 3), two(bytes, from)) && scanAfterDay(bytes, from, to);
        }
        if (unit == EpochUnit.BY_SIZE && (digits == 8 || digits == 12 || digits == 14 || digits == 17)) {
            return scanCompact(bytes, from, to);
        }
        return digits > 0 && scanEpoch(bytes, from, from + digits, to);
    }

    /* Reads the rest of the minute where it is ":ss.SSSZ", as it is in most files that state UTC. */
    private boolean scanMillisOfUtc(long text, int from) {
        long digits = text ^ MILLIS_OF_UTC;
        if (((digits & DIGITS_ONLY) != digits) || (((digits + ABOVE_LIMITS) & HIGH_BITS) != 0)) {
            return false;
        }
        seconds = minuteSeconds + ((digits >>> 8) & 0xf) * 10 + ((digits >>> 16) & 0xf);
        long millis = ((digits >>> 32) & 0xf) * 100 + ((digits >>> 40) & 0xf) * 10 + ((digits >>> 48) & 0xf);
        nanos = (int) millis * 1_000_000;
        zoned = true;
        end = from + 24;
        return true;
    }

    private boolean scanPattern(TimePattern form, byte[] bytes, int from, int to) {
        TimePattern.Reading reading = form.read(bytes, from, to);
        end = from + reading.length();
        seconds = reading.seconds();
        nanos = reading.nanos();
        zoned = reading.zoned();
        truncated = reading.truncated();
        return reading.length() > 0 && seconds >= MIN_SECONDS && seconds < MAX_SECONDS;
    }

    private boolean scanDashed(byte[] bytes, int from, int to) {
        byte separator = bytes[from + 4];
        if ((separator != '-' && separator != '/' && separator != '.') || bytes[from + 7] != separator) {
            return false;
        }
        return date(four(bytes, from), two(bytes, from + 5), two(bytes, from + 8)) && scanAfterDay(bytes, from, to);
    }

    /* Reads what follows the ten bytes of a day that was just read. */
    private boolean scanAfterDay(byte[] bytes, int from, int to) {
        long day = seconds;
        if (!scanRest(bytes, from + 10, to)) {
            return false;
        }
        rememberMinute(bytes, from, day);
        return true;
    }

    /* Whether the text begins with the minute in minuteSeconds, or one of the same day, which it then becomes. */
    private boolean isRememberedMinute(byte[] bytes, int from) {
        long high = (long) LONG.get(bytes, from);
        long low = (long) LONG.get(bytes, from + 8);
        if (high != minuteHigh) {
            return false;
        }
        if (low == minuteLow) {
            return true;
        }
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        boolean sameDay = ((low ^ minuteLow) & DAY_AND_SEPARATOR) == 0;
        if (!sameDay || bytes[from + 13] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return false;
        }
        minuteLow = low;
        minuteSeconds = daySeconds + hour * 3600L + minute * 60L;
        return true;
    }

    private void rememberMinute(byte[] bytes, int from, long day) {
        byte next = bytes[from + 10];
        boolean timeFollows = next == ' ' || next == 'T' || next == betweenDateAndTime;
        daySeconds = day;
        minuteHigh = timeFollows ? (long) LONG.get(bytes, from) : 0;
        minuteLow = ~(long) LONG.get(bytes, from + 8) ^ DAY_AND_SEPARATOR;
        if (!isRememberedMinute(bytes, from)) {
            minuteHigh = 0;
        }
    }

    /* Reads what may follow a date: nothing, or a blank or T and a time of day. */
    private boolean scanRest(byte[] bytes, int from, int to) {
        long day = seconds;
        end = from;
        if (from >= to
                || (bytes[from] != ' '
                        && bytes[from] != 'T'
                        && bytes[from] != 't'
                        && bytes[from] != betweenDateAndTime)) {
            return true;
        }
        if (!scanTimeOfDay(bytes, from + 1, to)) {
            return false;
        }
        seconds += day;
        return scanOffset(bytes, to);
    }

    private boolean scanTimeOfDay(byte[] bytes, int from, int to) {
        nanos = 0;
        if (to - from < 4) {
            return false;
        }
        boolean colons = bytes[from + 2] == ':';
        int minuteAt = colons ? from + 3 : from + 2;
        int hour = two(bytes, from);
        int minute = two(bytes, minuteAt);
        if (minuteAt + 2 > to || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return false;
        }
        long minutes = (hour * 60L + minute) * 60;
        int p = minuteAt + 2;
        if (colons) {
            return scanSeconds(bytes, p, to, minutes);
        }
        end = p;
        seconds = minutes;
        return p + 2 > to || !isDigit(bytes[p]) || scanCompactSeconds(bytes, p, to, minutes);
    }

    private boolean scanSeconds(byte[] bytes, int from, int to, long minuteStart) {
        if (from >= to || bytes[from] != ':') {
            seconds = minuteStart;
            end = from;
            return true;
        }
        int second = from + 3 <= to ? two(bytes, from + 1) : -1;
        if (second < 0 || second > 59) {
            return false;
        }
        seconds = minuteStart + second;
        end = from + 3;
        boolean fractionFollows = end < to && (bytes[end] == '.' || (bytes[end] == ',' && delimiter != ','));
        return !fractionFollows || scanFraction(bytes, end, to);
    }

    private boolean scanCompactSeconds(byte[] bytes, int from, int to, long minuteStart) {
        int second = two(bytes, from);
        if (second < 0 || second > 59) {
            return false;
        }
        seconds = minuteStart + second;
        end = from + 2;
        if (end < to && isDigit(bytes[end])) {
            return scanFraction(bytes, end - 1, to);
        }
        return end >= to || bytes[end] != '.' || scanFraction(bytes, end, to);
    }

    /* Reads the digits after the byte at from; a comma that no digit follows belongs to the row. */
    private boolean scanFraction(byte[] bytes, int from, int to) {
        int p = from + 1;
        int value = 0;
        int digits = 0;
        int digit;
        while (p < to && (digit = bytes[p] - '0') >= 0 && digit <= 9) {
            if (digits < 9) {
                value = value * 10 + digit;
                digits++;
            }
            p++;
        }
        if (digits == 0) {
            return bytes[from] == ',';
        }
        nanos = digits == 3 ? value * 1_000_000 : scaled(value, digits);
        truncated |= p - from - 1 > 9;
        end = p;
        return true;
    }

    private static int scaled(int value, int digits) {
        int scaled = value;
        for (int i = digits; i < 9; i++) {
            scaled *= 10;
        }
        return scaled;
    }

    /* Reads the offset that may follow a time, such as Z, GMT, +02, +0200 or +02:00, and takes it off. */
    private boolean scanOffset(byte[] bytes, int to) {
        int p = end;
        if (p >= to) {
            return true;
        }
        if (bytes[p] == 'Z' || bytes[p] == 'z') {
            zoned = true;
            end = p + 1;
            return true;
        }
        if (bytes[p] == ' ') {
            p++;
        }
        if (p + 3 <= to && (matches(bytes, p, 'u', 't', 'c') || matches(bytes, p, 'g', 'm', 't'))) {
            zoned = true;
            p += 3;
            end = p;
        }
        if (p >= to || (bytes[p] != '+' && bytes[p] != '-')) {
            return true;
        }
        return scanHoursAndMinutes(bytes, p, to);
    }

    private boolean scanHoursAndMinutes(byte[] bytes, int from, int to) {
        int digits = countDigits(bytes, from + 1, to);
        int hours = digits == 2 || digits == 4 ? two(bytes, from + 1) : -1;
        int minutes = 0;
        end = from + 1 + digits;
        if (digits == 4) {
            minutes = two(bytes, from + 3);
        } else if (digits == 2 && end < to && bytes[end] == ':') {
            minutes = end + 3 <= to ? two(bytes, end + 1) : -1;
            end += 3;
        }
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return false;
        }
        long offset = hours * 3600L + minutes * 60L;
        seconds -= bytes[from] == '-' ? -offset : offset;
        zoned = true;
        return true;
    }

    private boolean scanCompact(byte[] bytes, int from, int to) {
        long day = (long) LONG.get(bytes, from);
        if (day == compactDay) {
            seconds = compactDaySeconds;
        } else {
            if (!date(four(bytes, from), two(bytes, from + 4), two(bytes, from + 6))) {
                return false;
            }
            compactDay = day;
            compactDaySeconds = seconds;
        }
        if (from + 8 < to && isDigit(bytes[from + 8])) {
            long start = seconds;
            if (!scanTimeOfDay(bytes, from + 8, to)) {
                return false;
            }
            seconds += start;
            return scanOffset(bytes, to);
        }
        return scanRest(bytes, from + 8, to);
    }

    private boolean scanEpoch(byte[] bytes, int from, int digitsEnd, int to) {
        if (digitsEnd - from > 19) {
            return false;
        }
        long value = 0;
        for (int p = from; p < digitsEnd; p++) {
            value = value * 10 + (bytes[p] - '0');
        }
        long perSecond = unit == EpochUnit.BY_SIZE ? unitBySize(value).perSecond : unit.perSecond;
        seconds = value / perSecond;
        long nanosPerUnit = 1_000_000_000L / perSecond;
        nanos = (int) (value % perSecond * nanosPerUnit);
        end = digitsEnd;
        zoned = true;
        if (value < 0 || seconds < MIN_SECONDS || seconds >= MAX_SECONDS) {
            return false;
        }
        return digitsEnd >= to || bytes[digitsEnd] != '.' || addFraction(bytes, digitsEnd, to, nanosPerUnit);
    }

    private boolean addFraction(byte[] bytes, int pointAt, int to, long nanosPerUnit) {
        int whole = nanos;
        if (!scanFraction(bytes, pointAt, to)) {
            return false;
        }
        nanos = whole + (int) (nanos * nanosPerUnit / 1_000_000_000L);
        long finest = 1;
        for (int digit = pointAt + 1; digit < end && finest <= nanosPerUnit; digit++) {
            finest *= 10;
        }
        truncated = finest > nanosPerUnit;
        return true;
    }

    /* Times from 1973 to 5138 have 9 to 11 digits in seconds, three more in each finer unit. */
    private static EpochUnit unitBySize(long value) {
        if (value < 100_000_000_000L) {
            return EpochUnit.SECONDS;
        }
        if (value < 100_000_000_000_000L) {
            return EpochUnit.MILLIS;
        }
        return value < 100_000_000_000_000_000L ? EpochUnit.MICROS : EpochUnit.NANOS;
    }

    private boolean date(int year, int month, int day) {
        if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12) {
            return false;
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return false;
        }
        seconds = LocalDate.of(year, month, day).toEpochDay() * DAY_SECONDS;
        return true;
    }

    private static int countDigits(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && isDigit(bytes[p])) {
            p++;
        }
        return p - from;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean matches(byte[] bytes, int at, char first, char second, char third) {
        return (bytes[at] | 0x20) == first && (bytes[at + 1] | 0x20) == second && (bytes[at + 2] | 0x20) == third;
    }

    /* Two digits as a number; negative if they are none. */
    private static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static int four(byte[] bytes, int at) {
        int high = two(bytes, at);
        int low = two(bytes, at + 2);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }
}
