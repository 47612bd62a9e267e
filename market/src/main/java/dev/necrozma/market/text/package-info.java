/** Numbers as text that is the same on every JDK. */
@NullMarked
package dev.necrozma.market.text;

import org.jspecify.annotations.NullMarked;
