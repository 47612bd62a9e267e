/**
 * Input that nobody would write, made of input that somebody did. Start at {@link dev.necrozma.testkit.fuzz.Mutator}.
 */
@NullMarked
package dev.necrozma.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
