/**
 * Disks on which things go wrong.
 */
@NullMarked
package dev.necrozma.testkit.disk;

import org.jspecify.annotations.NullMarked;
