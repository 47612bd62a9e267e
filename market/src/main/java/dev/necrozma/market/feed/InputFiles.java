package dev.necrozma.market.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * @throws FeedException if a path does not exist, or a directory holds no data file
     */
    public static List<Path> expand(List<Path> inputs) throws IOException {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                for (Path file : directlyIn(input)) {
                    files.putIfAbsent(file.toRealPath(), file);
                }
            } else if (Files.exists(input)) {
                files.putIfAbsent(input.toRealPath(), input);
            } else {
                throw new FeedException("no such file: " + input);
            }
        }
        return List.copyOf(files.values());
    }

    private static List<Path> directlyIn(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> children = Files.list(directory)) {
            children.filter(InputFiles::looksLikeData).sorted().forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new FeedException("no data in directory " + directory
                    + ": no file directly in it ends in .csv, .csv.gz, .gz or .zip");
        }
        return files;
    }

    private static boolean looksLikeData(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean data = name.endsWith(".csv") || name.endsWith(".gz") || name.endsWith(".zip");
        return data && !name.startsWith(".") && Files.isRegularFile(path);
    }
}
