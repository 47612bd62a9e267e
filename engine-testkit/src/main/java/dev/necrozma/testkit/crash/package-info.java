/**
 * Simulated crashes: a scenario is run once on a recording disk, power is lost before each of its operations, and the store is opened
 * on what a file system may have left. Start at {@link dev.necrozma.testkit.crash.CrashCheck}.
 */
@NullMarked
package dev.necrozma.testkit.crash;

import org.jspecify.annotations.NullMarked;
