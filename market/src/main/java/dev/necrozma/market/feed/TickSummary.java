package dev.necrozma.market.feed;

import dev.necrozma.market.tick.TickSeries;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ticks at a glance, month after month: their times and their spreads. Spreads are differences of decimals, so they are
 * counted in whole points of the month's places and no rounding of doubles shows.
 */
final class TickSummary {

    private static final int UNIT_PLACES = 10;
    private static final double UNITS = 1e10;
    private static final int NEAR_ZERO = 1 << 12;
    private static final int MAX_DISTINCT = 1 << 17;

    private final TimeSummary times;
    private final TreeMap<Long, Long> counts = new TreeMap<>();
    /* A count is of spreads of this many units of 1e-10; more than one only after too many distinct ones. */
    private long coarseness = 1;
    private long total;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    TickSummary(TimeSummary times) {
        this.times = times;
    }

    void add(TickSeries ticks) {
        times.add(ticks);
        int places = ticks.decimals() < 0 ? UNIT_PLACES : ticks.decimals();
        double scale = Double.parseDouble("1e" + places);
        long unitsPerPoint = Math.round(UNITS / scale);
        long[] near = new long[2 * NEAR_ZERO + 1];
        for (int i = 0; i < ticks.size(); i++) {
            long points = (long) (ticks.ask(i) * scale + 0.5) - (long) (ticks.bid(i) * scale + 0.5);
            if (points >= -NEAR_ZERO && points <= NEAR_ZERO) {
                near[(int) points + NEAR_ZERO]++;
            } else {
                count(points * unitsPerPoint, 1);
            }
        }
        for (int i = 0; i < near.length; i++) {
            if (near[i] > 0) {
                count((i - NEAR_ZERO) * unitsPerPoint, near[i]);
            }
        }
    }

    Optional<ImportReport.Spreads> spreads() {
        if (total == 0) {
            return Optional.empty();
        }
        return Optional.of(new ImportReport.Spreads(
                counts.getOrDefault(0L, 0L),
                counts.headMap(0L).values().stream().mapToLong(Long::longValue).sum(),
                min / UNITS,
                median(),
                max / UNITS));
    }

    private void count(long units, long times) {
        total += times;
        min = Math.min(min, units);
        max = Math.max(max, units);
        counts.merge(coarse(units), times, Long::sum);
        if (counts.size() > MAX_DISTINCT) {
            Map<Long, Long> finer = new TreeMap<>(counts);
            counts.clear();
            coarseness *= 10;
            finer.forEach((key, value) -> counts.merge(coarse(key), value, Long::sum));
        }
    }

    /* Rounds away from zero, so that only zero counts as zero. */
    private long coarse(long units) {
        long quotient = units / coarseness;
        return (quotient * coarseness == units ? quotient : quotient + Long.signum(units)) * coarseness;
    }

    private double median() {
        return (atRank((total - 1) / 2) + atRank(total / 2)) / 2.0 / UNITS;
    }

    private long atRank(long rank) {
        long below = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            below += entry.getValue();
            if (below > rank) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + total);
    }
}
