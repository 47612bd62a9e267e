package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Copies one file, and says how that went; a process of its own. */
final class CopyingProgram {

    private CopyingProgram() {}

    public static void main(String[] files) {
        try {
            System.out.println("copied " + new LocalDisk().copy(Path.of(files[0]), Path.of(files[1])));
        } catch (IOException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }
}
