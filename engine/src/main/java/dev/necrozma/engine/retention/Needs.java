package dev.necrozma.engine.retention;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.KeyWords;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must stay, with what it was computed from: a file of one result is an input of another. */
final class Needs {

    private Needs() {}

    /**
     * The ids of the keys of all {@code artifacts} that are needed.
     *
     * @param keys of those that are
     * @param unfinished keys and inputs of sweeps that are not complete
     */
    static Set<Fingerprint> of(
            Collection<Artifact> artifacts, Collection<Fingerprint> keys, List<KeyWords> unfinished) {
        Map<Fingerprint, List<Artifact>> byFile = new HashMap<>();
        Set<Fingerprint> needed = new HashSet<>();
        Deque<Artifact> open = new ArrayDeque<>();
        Set<Fingerprint> wanted = new HashSet<>(keys);
        for (Artifact artifact : artifacts) {
            boolean own = wanted.contains(artifact.key().id())
                    || isNamed(artifact.key().id(), unfinished);
            for (PayloadRef payload : artifact.payloads().values()) {
                byFile.computeIfAbsent(payload.fingerprint(), absent -> new ArrayList<>())
                        .add(artifact);
                own |= isNamed(payload.fingerprint(), unfinished);
            }
            if (own && needed.add(artifact.key().id())) {
                open.add(artifact);
            }
        }
        while (!open.isEmpty()) {
            for (Fingerprint input : open.remove().key().inputs().values()) {
                for (Artifact source : byFile.getOrDefault(input, List.of())) {
                    if (needed.add(source.key().id())) {
                        open.add(source);
                    }
                }
            }
        }
        return needed;
    }

    private static boolean isNamed(Fingerprint fingerprint, List<KeyWords> unfinished) {
        for (KeyWords words : unfinished) {
            if (words.contains(fingerprint)) {
                return true;
            }
        }
        return false;
    }
}
