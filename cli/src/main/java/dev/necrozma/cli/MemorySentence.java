package dev.necrozma.cli;

import java.util.List;

/** Says that the heap was too small, in place of what the virtual machine says. */
final class MemorySentence {

    static final String TEXT = "not enough memory: give more with NECROZMA_JAVA_OPTIONS=-Xmx4g";

    private static final List<String> OF_THE_MACHINE = List.of(
            "Java heap space",
            "GC overhead limit exceeded",
            "Requested array size exceeds VM limit",
            OutOfMemoryError.class.getSimpleName());

    private MemorySentence() {}

    /** The reason {@code said} of a failed unit, or the sentence if that is what it comes to. */
    static String of(String said) {
        return OF_THE_MACHINE.contains(said) ? TEXT : said;
    }
}
