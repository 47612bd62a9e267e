package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.RunListener;
import dev.necrozma.pipeline.RunReport;
import dev.necrozma.pipeline.RunRequest;
import java.io.IOException;

/** What {@code run} calls: {@link dev.necrozma.pipeline.ForexPipeline#run}, or a stand-in that fails as a test wants. */
@FunctionalInterface
interface Pipeline {

    RunReport run(RunRequest request, RunListener listener, Cancellation cancellation)
            throws BadInputException, IOException, InterruptedException;
}
