package dev.necrozma.engine.stats;

import java.util.ArrayList;
import java.util.List;

/** Counts by classes. */
public record Histogram(List<Bin> bins) {

    public Histogram {
        bins = List.copyOf(bins);
    }

    /**
     * A class.
     *
     * @param below what all in it are below, and what all in the class after it are not; {@link Long#MAX_VALUE} for the last
     * @param bytes of those in it
     */
    public record Bin(long below, int count, long bytes) {}

    /** What is counted: a value that decides the class, and bytes. */
    record Item(long value, long bytes) {}

    static Histogram of(List<Long> edges, List<Item> items) {
        int[] counts = new int[edges.size() + 1];
        long[] bytes = new long[edges.size() + 1];
        for (Item item : items) {
            int bin = 0;
            while (bin < edges.size() && item.value() >= edges.get(bin)) {
                bin++;
            }
            counts[bin]++;
            bytes[bin] += item.bytes();
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < counts.length; bin++) {
            bins.add(new Bin(bin < edges.size() ? edges.get(bin) : Long.MAX_VALUE, counts[bin], bytes[bin]));
        }
        return new Histogram(bins);
    }
}
