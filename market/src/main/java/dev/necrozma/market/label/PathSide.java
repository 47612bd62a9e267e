package dev.necrozma.market.label;

import org.jspecify.annotations.Nullable;

/**
 * The path as one price side sees it, in half-points, with the prices at which positions that are valued by it are opened.
 * Immutable by convention.
 */
final class PathSide {

    /** The price at which each entry is opened. */
    final long[] entries;

    /** The price at the time of each path point. */
    final long[] closes;

    /** The first price of each path point; null where a point is one price. */
    final long @Nullable [] opens;

    /** Maxima of the most that a path point reaches. */
    private final BlockMaxima above;

    /** Maxima of the negative of the least. */
    private final BlockMaxima below;

    private PathSide(long[] entries, long[] closes, long @Nullable [] opens, BlockMaxima above, BlockMaxima below) {
        this.entries = entries;
        this.closes = closes;
        this.opens = opens;
        this.above = above;
        this.below = below;
    }

    static PathSide ofPoints(long[] entries, long[] prices) {
        return new PathSide(entries, prices, null, new BlockMaxima(prices, 1), new BlockMaxima(prices, -1));
    }

    static PathSide ofCandles(long[] opens, long[] highs, long[] lows, long[] closes) {
        return new PathSide(closes, closes, opens, new BlockMaxima(highs, 1), new BlockMaxima(lows, -1));
    }

    /** Extremes in the direction of {@code sign}, as numbers that grow in it. */
    BlockMaxima towards(int sign) {
        return sign > 0 ? above : below;
    }
}
