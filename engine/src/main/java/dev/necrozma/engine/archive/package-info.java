/** Carries results from one store to another in one file. Start with {@link dev.necrozma.engine.archive.Archive}. */
@NullMarked
package dev.necrozma.engine.archive;

import org.jspecify.annotations.NullMarked;
