package dev.necrozma.engine.store;

import dev.necrozma.engine.fingerprint.Fingerprint;

/**
 * One file of an artifact.
 *
 * @param lengthBytes its length
 * @param fingerprint the plain SHA-256 of its content
 */
public record PayloadRef(String name, long lengthBytes, Fingerprint fingerprint) {

    public PayloadRef {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a payload needs a name");
        }
        if (lengthBytes < 0) {
            throw new IllegalArgumentException("lengthBytes must not be negative: " + lengthBytes);
        }
    }
}
