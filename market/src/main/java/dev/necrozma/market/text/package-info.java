/** Numbers as text that is the same on every JDK, and text of others that does no harm where it is printed. */
@NullMarked
package dev.necrozma.market.text;

import org.jspecify.annotations.NullMarked;
