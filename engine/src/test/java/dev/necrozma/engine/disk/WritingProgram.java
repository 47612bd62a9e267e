package dev.necrozma.engine.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a file, or writes a long one like it, and says how that went; a process of its own. */
final class WritingProgram {

    private WritingProgram() {}

    /** Takes {@code copy} or {@code write}, a file, and the file to create. */
    public static void main(String[] arguments) throws IOException {
        byte[] content = Files.readAllBytes(Path.of(arguments[1]));
        Path target = Path.of(arguments[2]);
        LocalDisk disk = new LocalDisk();
        try {
            if (arguments[0].equals("copy")) {
                disk.copy(Path.of(arguments[1]), target);
            } else {
                try (DiskWriter writer = disk.createLong(target)) {
                    writer.write(content, 0, content.length);
                    writer.sync();
                }
            }
            System.out.println("written");
        } catch (IOException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
    }
}
