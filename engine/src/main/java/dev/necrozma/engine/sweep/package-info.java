/**
 * Many independent computations, each done once. Start with {@link dev.necrozma.engine.sweep.SweepExecutor}.
 */
@NullMarked
package dev.necrozma.engine.sweep;

import org.jspecify.annotations.NullMarked;
