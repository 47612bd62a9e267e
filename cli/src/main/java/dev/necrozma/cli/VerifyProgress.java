package dev.necrozma.cli;

import dev.necrozma.engine.store.Verification;
import dev.necrozma.engine.sweep.Cancellation;
import java.io.InterruptedIOException;
import java.util.Optional;

/** Draws a bar while files are verified, where there is a terminal; ends the verification when it is interrupted. */
final class VerifyProgress implements Verification.Watcher, AutoCloseable {

    private final Console console;
    private final Cancellation cancellation;
    private final boolean shown;
    private Optional<Bar> bar = Optional.empty();

    VerifyProgress(Console console, Cancellation cancellation, boolean shown) {
        this.console = console;
        this.cancellation = cancellation;
        this.shown = shown;
    }

    @Override
    public void started(int files) {
        if (shown && console.terminalColumns().isPresent() && files > 0) {
            bar = Optional.of(
                    new Bar(console.err(), console.terminalColumns().getAsInt(), CacheOptions.VERIFY, files, 0));
        }
    }

    @Override
    public void checked() throws InterruptedIOException {
        if (cancellation.isCancelled()) {
            throw new InterruptedIOException("interrupted");
        }
        bar.ifPresent(Bar::step);
    }

    @Override
    public void close() {
        bar.ifPresent(Bar::close);
    }
}
