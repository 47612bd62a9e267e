package dev.necrozma.engine.retention;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store may hold.
 *
 * @param maxBytes of all files of results together, each file counted once
 * @param maxAge after which a result goes that no run has used
 * @param expire the age, by stage, after which its results go, used or not
 * @param keepLast what the last so many runs used stays; if this is the only limit, everything else goes
 */
public record RetentionLimits(
        OptionalLong maxBytes, Optional<Duration> maxAge, SortedMap<String, Duration> expire, OptionalInt keepLast) {

    /** Nothing is ever deleted. */
    public static final RetentionLimits NONE =
            new RetentionLimits(OptionalLong.empty(), Optional.empty(), new TreeMap<>(), OptionalInt.empty());

    public RetentionLimits {
        expire = Collections.unmodifiableSortedMap(new TreeMap<>(expire));
        if (maxBytes.isPresent() && maxBytes.getAsLong() < 0) {
            throw new IllegalArgumentException("maxBytes must not be negative: " + maxBytes.getAsLong());
        }
        if (keepLast.isPresent() && keepLast.getAsInt() < 1) {
            throw new IllegalArgumentException("keepLast must be positive: " + keepLast.getAsInt());
        }
        maxAge.ifPresent(age -> requirePositive("maxAge", age));
        expire.forEach((stage, age) -> requirePositive("expire of " + stage, age));
    }

    /** Limits on size and age, and nothing else. */
    public static RetentionLimits of(OptionalLong maxBytes, Optional<Duration> maxAge, Map<String, Duration> expire) {
        return new RetentionLimits(maxBytes, maxAge, new TreeMap<>(expire), OptionalInt.empty());
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether what was not used by the last runs goes for that reason alone. */
    boolean onlyKeepsLast() {
        return keepLast.isPresent() && maxBytes.isEmpty() && maxAge.isEmpty() && expire.isEmpty();
    }

    private static void requirePositive(String name, Duration age) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + age);
        }
    }
}
