/**
 * What runs leave beside a store for people and programs that watch: a record of each run, and how far a sweep is. Start with
 * {@link dev.necrozma.engine.run.RunRecord} and {@link dev.necrozma.engine.run.SweepProgress}.
 */
@NullMarked
package dev.necrozma.engine.run;

import org.jspecify.annotations.NullMarked;
