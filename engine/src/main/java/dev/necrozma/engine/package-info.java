/**
 * The cache and resume engine.
 */
@NullMarked
package dev.necrozma.engine;

import org.jspecify.annotations.NullMarked;
