/**
 * Committed results: found, read and published. Start with {@link dev.necrozma.engine.store.ArtifactStore}.
 */
@NullMarked
package dev.necrozma.engine.store;

import org.jspecify.annotations.NullMarked;
