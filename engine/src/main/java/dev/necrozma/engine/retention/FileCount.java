package dev.necrozma.engine.retention;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many results have each file, and what all files take, each counted once. */
final class FileCount {

    private final Map<Fingerprint, Integer> holders = new HashMap<>();
    private long bytes;

    FileCount(List<Holding> held) {
        for (Holding holding : held) {
            bytes += holding.inlineBytes();
            holding.files().forEach((file, length) -> {
                if (holders.merge(file, 1, Integer::sum) == 1) {
                    bytes += length;
                }
            });
        }
    }

    void remove(Holding holding) {
        bytes -= holding.inlineBytes();
        holding.files().forEach((file, length) -> {
            if (holders.merge(file, -1, Integer::sum) == 0) {
                bytes -= length;
            }
        });
    }

    long bytes() {
        return bytes;
    }
}
