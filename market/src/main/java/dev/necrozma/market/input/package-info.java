/** Reads the bytes of files that users name. {@link dev.necrozma.market.input.ReadableFile} is all of it. */
@NullMarked
package dev.necrozma.market.input;

import org.jspecify.annotations.NullMarked;
