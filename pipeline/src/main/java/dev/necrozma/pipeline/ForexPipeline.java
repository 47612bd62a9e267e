package dev.necrozma.pipeline;

import dev.necrozma.engine.sweep.Cancellation;
import java.io.IOException;

/** The whole application: every stage in order. */
public final class ForexPipeline {

    private ForexPipeline() {}

    /**
     * Runs every stage, and publishes what people open.
     *
     * @throws BadInputException if the input cannot be used; then nothing was published
     * @throws IOException if the store or the output folder cannot be used
     * @throws InterruptedException if this thread was interrupted
     */
    public static RunReport run(RunRequest request, RunListener listener, Cancellation cancellation)
            throws BadInputException, IOException, InterruptedException {
        throw new BadInputException("the stages are being built");
    }
}
