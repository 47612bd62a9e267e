/**
 * Instruments and their pip sizes.
 */
@NullMarked
package dev.necrozma.market.instrument;

import org.jspecify.annotations.NullMarked;
