/**
 * Content hashes of values and files, remembered for files that did not change. Start with
 * {@link dev.necrozma.engine.fingerprint.Fingerprint}.
 */
@NullMarked
package dev.necrozma.engine.fingerprint;

import org.jspecify.annotations.NullMarked;
