/**
 * What determines a result: {@link dev.necrozma.engine.key.CacheKey}.
 */
@NullMarked
package dev.necrozma.engine.key;

import org.jspecify.annotations.NullMarked;
