package dev.necrozma.pipeline;

import dev.necrozma.market.instrument.Instrument;

/**
 * What the imported rows are prices of.
 *
 * @param symbolFrom what said the symbol, in words
 * @param pipSizeFrom what said the pip size, in words
 */
record ImportedInstrument(Instrument instrument, String symbolFrom, String pipSizeFrom) {}
