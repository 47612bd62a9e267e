/**
 * Synthetic quotes for trying the program and for its tests. Start with {@link dev.necrozma.market.sample.SampleTicks}.
 */
@NullMarked
package dev.necrozma.market.sample;

import org.jspecify.annotations.NullMarked;
