/**
 * What every store keeps to, as tests: start at {@link dev.necrozma.testkit.store.ArtifactStoreContract}.
 */
@NullMarked
package dev.necrozma.testkit.store;

import org.jspecify.annotations.NullMarked;
