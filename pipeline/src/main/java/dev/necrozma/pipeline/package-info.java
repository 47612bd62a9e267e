/**
 * The currency-market pipeline on the engine: import, candles, universes. Start with
 * {@link dev.necrozma.pipeline.ForexPipeline}.
 */
@NullMarked
package dev.necrozma.pipeline;

import org.jspecify.annotations.NullMarked;
