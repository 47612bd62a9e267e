/**
 * Currency-market computations.
 */
@NullMarked
package dev.necrozma.market;

import org.jspecify.annotations.NullMarked;
