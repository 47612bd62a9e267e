/**
 * Comparisons with other tools and among variants, each in one process, run by hand. docs/performance.md states what they said.
 */
@NullMarked
package dev.necrozma.benchmarks;

import org.jspecify.annotations.NullMarked;
