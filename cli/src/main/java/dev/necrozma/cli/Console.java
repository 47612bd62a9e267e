package dev.necrozma.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What the program sees of its surroundings.
 *
 * @param in standard input
 * @param out for results
 * @param err for errors and progress
 * @param workingDirectory where relative names start
 * @param terminalColumns the width of the terminal that {@code err} is; absent if it is none
 */
record Console(InputStream in, PrintStream out, PrintStream err, Path workingDirectory, OptionalInt terminalColumns) {}
