package dev.necrozma.cli;

import java.io.PrintStream;

/** Says that a list is not of all that there was. */
final class LostResults {

    private LostResults() {}

    /** @param what their kind, of several */
    static void tell(PrintStream err, long lost, String what) {
        if (lost > 0) {
            err.println("necrozma: not listed: " + Numbers.grouped(lost) + " " + what
                    + " of the last run, damaged or no longer found in the store: run again");
        }
    }
}
