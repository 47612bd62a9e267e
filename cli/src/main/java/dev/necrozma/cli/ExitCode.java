package dev.necrozma.cli;

/** How the program ends, for scripts. */
enum ExitCode {
    /** Everything asked for is there. */
    DONE(0),
    /** Some unit failed, or the program has an error. */
    FAILED(1),
    /** The arguments, the configuration or the input cannot be used. */
    USAGE(2),
    /** The store, the output folder or standard output cannot be used, or the system refuses to have an input read. */
    STORE(3),
    /** Stopped by Ctrl-C (SIGINT). */
    INTERRUPTED(130),
    /** Stopped by SIGTERM. */
    TERMINATED(143);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
