/**
 * The command line: the only code that parses arguments, prints or exits. Start with {@link dev.necrozma.cli.Necrozma};
 * {@code RunCommand} is the command that matters.
 */
@NullMarked
package dev.necrozma.cli;

import org.jspecify.annotations.NullMarked;
