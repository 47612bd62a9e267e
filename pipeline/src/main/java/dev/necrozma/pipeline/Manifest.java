package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which files of an output folder are ours, and of which dataset. Immutable. */
final class Manifest {

    /** Of a folder that has none. */
    static final Manifest NONE = new Manifest("", new TreeMap<>());

    private static final String HEADER = "necrozma manifest 2";

    /** Before there were labels: without the line of the dataset. */
    private static final String HEADER_WITHOUT_DATASET = "necrozma manifest 1";

    /**
     * A published file.
     *
     * @param token stands for its content
     * @param stamp of the file as it was published
     */
    record Entry(String token, FileStamp stamp) {

        /** A file that a run has begun to publish. */
        static final Entry UNDER_WAY = new Entry("-", new FileStamp(0, 0, 0, 0, false));

        /* By hand, for the reason of FileStamp. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Entry that && token.equals(that.token) && stamp.equals(that.stamp);
        }

        @Override
        public int hashCode() {
            return token.hashCode();
        }
    }

    private final String dataset;
    private final SortedMap<String, Entry> entries;

    /** @param entries by path relative to the folder */
    Manifest(String dataset, SortedMap<String, Entry> entries) {
        this.dataset = dataset;
        this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** The fingerprint of the dataset in text; empty if it is not known. */
    String dataset() {
        return dataset;
    }

    SortedMap<String, Entry> entries() {
        return entries;
    }

    /** Reads a manifest. Whatever is not a whole one is none: then files are published over those alone that hold the same. */
    static Manifest parse(String text) {
        List<String> lines = text.lines().toList();
        int last = lines.size() - 1;
        if (last < 1 || !lines.get(last).equals(checksum(lines.subList(0, last)))) {
            return NONE;
        }
        try {
            if (lines.get(0).equals(HEADER_WITHOUT_DATASET)) {
                return new Manifest("", entries(lines.subList(1, last)));
            }
            return lines.get(0).equals(HEADER) && last > 1
                    ? new Manifest(lines.get(1), entries(lines.subList(2, last)))
                    : NONE;
        } catch (IllegalArgumentException notOurs) {
            return NONE;
        }
    }

    private static SortedMap<String, Entry> entries(List<String> lines) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 6);
            if (parts.length < 6 || !isPublished(parts[5])) {
                throw new IllegalArgumentException(line);
            }
            FileStamp stamp = new FileStamp(
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]),
                    false);
            entries.put(parts[5], new Entry(parts[0], stamp));
        }
        return entries;
    }

    /* Whatever a manifest says, nothing is deleted anywhere else. */
    private static boolean isPublished(String path) {
        int slash = path.indexOf('/');
        return slash > 0
                && OutputFolder.PUBLISHED.contains(path.substring(0, slash))
                && path.indexOf('/', slash + 1) < 0
                && path.length() > slash + 1
                && path.charAt(slash + 1) != '.';
    }

    String toText() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        lines.add(dataset);
        entries.forEach((path, entry) -> {
            FileStamp stamp = entry.stamp();
            lines.add(entry.token() + " " + stamp.size() + " " + stamp.modifiedNanos() + " " + stamp.changedNanos()
                    + " " + stamp.inode() + " " + path);
        });
        lines.add(checksum(lines));
        return String.join("\n", lines) + "\n";
    }

    private static String checksum(List<String> lines) {
        return Fingerprint.ofText(String.join("\n", lines)).toString();
    }
}
