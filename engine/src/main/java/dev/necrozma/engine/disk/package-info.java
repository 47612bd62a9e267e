/**
 * The engine's only way to files and locks: {@link dev.necrozma.engine.disk.Disk}, and the local one.
 */
@NullMarked
package dev.necrozma.engine.disk;

import org.jspecify.annotations.NullMarked;
