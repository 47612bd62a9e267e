package dev.necrozma.market.parquet;

/** What compressors of the Lempel–Ziv family share. */
final class BackReference {

    private BackReference() {}

    /** Repeats at {@code to} what stands {@code distance} before it; the two may overlap. */
    static void copy(byte[] bytes, int to, int distance, int length) {
        if (distance >= length) {
            System.arraycopy(bytes, to - distance, bytes, to, length);
            return;
        }
        for (int i = to; i < to + length; i++) {
            bytes[i] = bytes[i - distance];
        }
    }
}
