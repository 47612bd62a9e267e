package dev.necrozma.market.feed;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the user names as input, as data files. */
public final class InputFiles {

    private InputFiles() {}

    /**
     * The data files that {@code inputs} name, each once by whatever paths, in their order. A directory stands for the files
     * directly in it whose names end in {@code .csv}, {@code .gz} or {@code .zip} and do not begin with a dot, in the order of
     * their names. A file stands for itself whatever its name.
     *
     * @throws FeedException if a path does not exist, may not be read or is no regular file, or a directory holds no data file
     */
    public static List<Path> expand(List<Path> inputs) throws IOException {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path input : inputs) {
            try {
                if (Files.readAttributes(input, BasicFileAttributes.class).isDirectory()) {
                    for (Path file : directlyIn(input)) {
                        files.putIfAbsent(file.toRealPath(), file);
                    }
                } else {
                    files.putIfAbsent(regular(input).toRealPath(), input);
                }
            } catch (FileSystemException e) {
                throw unusable(input, e);
            }
        }
        return List.copyOf(files.values());
    }

    /* What a pipe or a device holds can be read once; an input is read twice, to know it and to import it. */
    private static Path regular(Path input) throws FeedException {
        if (!Files.isRegularFile(input)) {
            throw new FeedException("not a regular file: " + input + "; save it to a file first");
        }
        return input;
    }

    /** What is wrong with an input that the file system refuses. */
    static FeedException unusable(Path input, FileSystemException refusal) {
        if (refusal instanceof AccessDeniedException) {
            return new FeedException("permission denied: " + input, refusal);
        }
        String reason = refusal.getReason() == null ? "" : " (" + refusal.getReason() + ")";
        return new FeedException("no such file: " + input + reason, refusal);
    }

    private static List<Path> directlyIn(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child :
                    children.filter(InputFiles::isNamedAsData).sorted().toList()) {
                if (Files.isRegularFile(child)) {
                    files.add(child);
                } else if (!Files.exists(child) && !Files.notExists(child)) {
                    throw new FeedException(
                            "permission denied: " + child); // its directory may be listed but not entered
                }
            }
        }
        if (files.isEmpty()) {
            throw new FeedException("no data in directory " + directory
                    + ": no file directly in it ends in .csv, .csv.gz, .gz or .zip");
        }
        return files;
    }

    private static boolean isNamedAsData(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean data = name.endsWith(".csv") || name.endsWith(".gz") || name.endsWith(".zip");
        return data && !name.startsWith(".");
    }
}
