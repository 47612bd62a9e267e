package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.DiskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads whole files. */
final class Payloads {

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Payloads() {}

    /** What the file holds from its start to where its end is met. */
    static byte[] readAll(Path file, DiskReader reader) throws IOException {
        long size = reader.size();
        if (size > LONGEST_ARRAY) {
            throw new IllegalArgumentException(file + " is too long for an array: " + size + " bytes");
        }
        byte[] content = new byte[(int) size];
        int have = 0;
        while (have < content.length) {
            int got = reader.read(have, content, have, content.length - have);
            if (got < 0) {
                return Arrays.copyOf(content, have);
            }
            have += got;
        }
        return content;
    }
}
