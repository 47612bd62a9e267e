package dev.necrozma.market.feed;

import dev.necrozma.market.tick.TickSeries;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;

/**
 * How the spreads of ticks are distributed, and how the ticks are over the hours of the UTC day. Profiles of parts add up to that of
 * the whole. A spread is counted as the decimal difference of its two prices, in units of 1e-10; where prices have more than six
 * places, so that nearly every spread is another, to four digits.
 */
public final class TickProfile {

    private static final double UNITS = 1e10;
    private static final int UNIT_PLACES = 10;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final int HOURS = 24;
    private static final int NEAR_ZERO = 1 << 12;
    private static final int EXACT_PLACES = 6;

    private final TreeMap<Long, Long> spreads = new TreeMap<>();
    private final long[] hours = new long[HOURS];
    private long count;

    /** Adds ticks. */
    public void add(TickSeries ticks) {
        int places = ticks.decimals() < 0 ? UNIT_PLACES : ticks.decimals();
        double scale = Double.parseDouble("1e" + places);
        long unitsPerPoint = Math.round(UNITS / scale);
        long[] near = new long[2 * NEAR_ZERO + 1];
        for (int i = 0; i < ticks.size(); i++) {
            hours[(int) Math.floorMod(Math.floorDiv(ticks.timeNanos(i), HOUR_NANOS), (long) HOURS)]++;
            long points = (long) (ticks.ask(i) * scale + 0.5) - (long) (ticks.bid(i) * scale + 0.5);
            if (points >= -NEAR_ZERO && points <= NEAR_ZERO) {
                near[(int) points + NEAR_ZERO]++;
            } else {
                count(points * unitsPerPoint, 1, places);
            }
        }
        for (int i = 0; i < near.length; i++) {
            if (near[i] > 0) {
                count((i - NEAR_ZERO) * unitsPerPoint, near[i], places);
            }
        }
        count += ticks.size();
    }

    private void count(long units, long times, int places) {
        spreads.merge(places > EXACT_PLACES ? toFourDigits(units) : units, times, Long::sum);
    }

    private static long toFourDigits(long units) {
        long scale = 1;
        while (Math.abs(units / scale) >= 10_000) {
            scale *= 10;
        }
        return units / scale * scale;
    }

    /** Adds what another profile counts. */
    public void add(TickProfile other) {
        other.spreads.forEach((units, times) -> spreads.merge(units, times, Long::sum));
        for (int hour = 0; hour < HOURS; hour++) {
            hours[hour] += other.hours[hour];
        }
        count += other.count;
    }

    /** How many ticks there are. */
    public long count() {
        return count;
    }

    /** How many ticks there are in each hour of the UTC day. */
    public long[] hours() {
        return hours.clone();
    }

    /** How many spreads are zero. */
    public long zero() {
        return spreads.getOrDefault(0L, 0L);
    }

    /** How many spreads are below zero. */
    public long negative() {
        return spreads.headMap(0L).values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * A quantile of the spreads, of type 7, in quote currency.
     *
     * @param perMille 0 for the least, 500 for the median, 1000 for the greatest
     * @throws IllegalStateException if there is no tick
     */
    public double spread(int perMille) {
        if (count == 0) {
            throw new IllegalStateException("no ticks");
        }
        long thousandths = Math.multiplyExact(count - 1, (long) perMille);
        long below = atRank(thousandths / 1000);
        long rest = thousandths % 1000;
        long above = rest == 0 ? below : atRank(thousandths / 1000 + 1);
        return (below + (above - below) * rest / 1000.0) / UNITS;
    }

    private long atRank(long rank) {
        long below = 0;
        for (Map.Entry<Long, Long> entry : spreads.entrySet()) {
            below += entry.getValue();
            if (below > rank) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + count);
    }

    /** A line of the hours' counts, then a line for each spread and its count, least first. */
    public byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        for (long hour : hours) {
            text.append(hour).append(' ');
        }
        text.setCharAt(text.length() - 1, '\n');
        spreads.forEach(
                (units, times) -> text.append(units).append(' ').append(times).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what {@link #toBytes} wrote. */
    public static TickProfile parse(byte[] bytes) {
        TickProfile profile = new TickProfile();
        Scanner numbers = new Scanner(new ByteArrayInputStream(bytes), StandardCharsets.US_ASCII);
        for (int hour = 0; hour < HOURS; hour++) {
            profile.hours[hour] = numbers.nextLong();
            profile.count += profile.hours[hour];
        }
        while (numbers.hasNextLong()) {
            profile.spreads.put(numbers.nextLong(), numbers.nextLong());
        }
        return profile;
    }
}
