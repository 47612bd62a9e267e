package dev.necrozma.market.parquet;

/**
 * What labels were made from, for the readers of a table.
 *
 * @param symbol the instrument
 * @param entries {@code 1m} for the closes of such candles, or {@code tick}
 * @param path what decides the labels: {@code ticks} or {@code candles}
 */
public record LabelOrigin(String symbol, String entries, String path) {}
