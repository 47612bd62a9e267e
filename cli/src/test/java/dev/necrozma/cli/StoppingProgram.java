package dev.necrozma.cli;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.pipeline.ForexPipeline;
import java.util.Arrays;

/** The program on a disk that stops in the middle of some work of the store; a process of its own, to be killed. */
final class StoppingProgram {

    private StoppingProgram() {}

    /** Is told which work, the number of the operation before which to stop, and what to tell the program. */
    public static void main(String[] args) {
        StoppingDisk disk = new StoppingDisk(new LocalDisk(), args[0], Integer.parseInt(args[1]));
        Necrozma.start(
                (request, listener, cancellation) -> ForexPipeline.run(request, listener, cancellation, disk),
                Arrays.copyOfRange(args, 2, args.length));
    }
}
