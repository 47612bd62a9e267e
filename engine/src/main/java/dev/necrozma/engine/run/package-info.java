/**
 * A summary of each run, kept beside the store. Start with {@link dev.necrozma.engine.run.RunRecord}.
 */
@NullMarked
package dev.necrozma.engine.run;

import org.jspecify.annotations.NullMarked;
