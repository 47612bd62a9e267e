/**
 * The Parquet form of universes and labels. Owns everything that touches Parquet's classes, which take a while to load: whoever
 * has nothing to read or write need not come here. Start with {@link dev.necrozma.market.parquet.UniverseParquet}, {@link
 * dev.necrozma.market.parquet.LabelTableWriter} and, to read labels, {@link dev.necrozma.market.parquet.Labels}.
 */
@NullMarked
package dev.necrozma.market.parquet;

import org.jspecify.annotations.NullMarked;
