package dev.necrozma.cli;

import dev.necrozma.engine.run.StageRecord;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Shows the progress of a stage that reuses everything on a terminal; a process of its own. */
final class IdleBarProgram {

    private IdleBarProgram() {}

    public static void main(String[] args) {
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        try (Progress progress = new BarProgress(terminal, 80)) {
            progress.stageStarted("universes", 25, 25);
            progress.stageEnded(new StageRecord("universes", 25, 0, 0, 0, 0, 0, 0, 0, Map.of(), List.of()));
            progress.message("nothing to draw");
        }
    }
}
