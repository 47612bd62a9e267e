package dev.necrozma.engine.disk;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Draft;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a file, or writes a long one or a result like it, and says how that went; a process of its own. */
final class WritingProgram {

    private WritingProgram() {}

    private static void draft(LocalDisk disk, Path target, byte[] content) throws IOException {
        Draft draft = new Draft(CacheKey.of("stage", 1).build(), "unit", disk, () -> target);
        try (OutputStream out = draft.create("data")) {
            out.write(content);
        } catch (IOException refused) {
            throw draft.trouble().orElseThrow();
        }
    }

    /** Takes {@code copy}, {@code write} or {@code draft}, a file, and the file to create. */
    public static void main(String[] arguments) throws IOException {
        byte[] content = Files.readAllBytes(Path.of(arguments[1]));
        Path target = Path.of(arguments[2]);
        LocalDisk disk = new LocalDisk();
        try {
            if (arguments[0].equals("copy")) {
                disk.copy(Path.of(arguments[1]), target);
            } else if (arguments[0].equals("draft")) {
                draft(disk, target, content);
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
