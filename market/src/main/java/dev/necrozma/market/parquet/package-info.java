/**
 * The Parquet form of universes. Owns everything that touches Parquet's classes, which take a while to load: whoever has
 * nothing to read or write need not come here. Start with {@link dev.necrozma.market.parquet.UniverseParquet}.
 */
@NullMarked
package dev.necrozma.market.parquet;

import org.jspecify.annotations.NullMarked;
