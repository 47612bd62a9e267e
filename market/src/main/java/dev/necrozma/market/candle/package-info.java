/**
 * Candles of mid prices: how ticks and imported bars become candles, what a price difference is in exact half-points, and the
 * stored form. Start with {@link dev.necrozma.market.candle.Candles}.
 */
@NullMarked
package dev.necrozma.market.candle;

import org.jspecify.annotations.NullMarked;
