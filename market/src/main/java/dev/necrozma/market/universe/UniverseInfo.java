package dev.necrozma.market.universe;

/**
 * What a universe was made of.
 *
 * @param symbol of the instrument
 * @param intervalMinutes the width of a candle
 * @param lookback the candles of a window
 * @param totalCandles how many complete candles there were
 * @param firstCandleNanos the left edge of the first complete candle, UTC epoch nanoseconds; 0 if there is none
 * @param lastCandleNanos the left edge of the last complete candle, UTC epoch nanoseconds; 0 if there is none
 */
public record UniverseInfo(
        String symbol,
        int intervalMinutes,
        int lookback,
        int totalCandles,
        long firstCandleNanos,
        long lastCandleNanos) {

    /** Such as {@code universe_5m_20lb}. */
    public String name() {
        return UniverseSpec.name(intervalMinutes, lookback);
    }
}
