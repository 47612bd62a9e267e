package dev.necrozma.market.label;

import dev.necrozma.market.candle.PriceScale;

/** Differences of prices as labels state them: pips, rounded to a millionth, as the nearest float. */
final class Pips {

    private static final double MILLIONTHS = 1e6;

    private Pips() {}

    static float of(PriceScale scale, long halfPoints) {
        return of(scale.pips(halfPoints));
    }

    static float of(double pips) {
        return (float) (Math.rint(pips * MILLIONTHS) / MILLIONTHS);
    }
}
