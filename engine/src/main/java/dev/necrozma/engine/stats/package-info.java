/**
 * What a store holds and what it saved, in numbers. Start with {@link dev.necrozma.engine.stats.StoreStatistics}; whoever wants the
 * results one by one opens a {@link dev.necrozma.engine.stats.StoreContents}.
 */
@NullMarked
package dev.necrozma.engine.stats;

import org.jspecify.annotations.NullMarked;
