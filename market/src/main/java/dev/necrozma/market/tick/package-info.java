/**
 * Ticks and imported bars in memory and as stored month files. Start with {@link dev.necrozma.market.tick.TickSeries}.
 */
@NullMarked
package dev.necrozma.market.tick;

import org.jspecify.annotations.NullMarked;
