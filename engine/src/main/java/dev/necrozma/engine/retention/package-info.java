/**
 * Keeps a store within limits on size and age. {@link dev.necrozma.engine.retention.RetentionPlan} decides, from values alone;
 * {@link dev.necrozma.engine.retention.Retention} reads what a store holds and deletes. Start with the plan.
 */
@NullMarked
package dev.necrozma.engine.retention;

import org.jspecify.annotations.NullMarked;
