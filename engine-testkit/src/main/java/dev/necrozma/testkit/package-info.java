/**
 * What proves the engine, for those who change it and those who write stores of their own: disks that fail and crash in
 * {@link dev.necrozma.testkit.disk}, the contract of stores in {@link dev.necrozma.testkit.store}, what must hold after a crash in
 * {@link dev.necrozma.testkit.crash}, and bad input in {@link dev.necrozma.testkit.fuzz}.
 */
@NullMarked
package dev.necrozma.testkit;

import org.jspecify.annotations.NullMarked;
