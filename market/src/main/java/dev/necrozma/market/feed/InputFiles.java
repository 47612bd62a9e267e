package dev.necrozma.market.feed;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the user names as input, as data files.
 *
 * @param files each once by whatever paths
 * @param named what of the absolute path of each may tell what is in it: see {@link #named(Path)}
 * @param candleFiles Dukascopy's candle files that directories hold beside its ticks, and that are not read
 */
public record InputFiles(List<Path> files, Map<Path, Path> named, int candleFiles) {

    /** How the names of data files end. */
    private static final List<String> ENDINGS = List.of(".csv", ".gz", ".zip", ".zst", ".parquet");

    private static final String HOLDS_NONE =
            ": no file in it ends in .csv, .gz, .zst, .zip or .parquet, or is named as Dukascopy's, 2019/01/04/10h_ticks.bi5";

    /* What systems say where a path is as good as any. */
    private static final Set<String> SHORTAGES = Set.of(
            "Input/output error",
            "Too many open files",
            "Too many open files in system",
            "Cannot allocate memory",
            "Stale file handle");

    public InputFiles {
        files = List.copyOf(files);
        named = Map.copyOf(named);
    }

    /**
     * The data files that {@code inputs} name, in their order. A file stands for itself whatever its name. A directory stands for
     * the files in it and below that are named as data and do not begin with a dot, in the order of their names. A path that does
     * not exist and has {@code * ? [} or <code>{</code> in it stands for what it matches; {@code **} crosses directories.
     *
     * @param skipped directories below the given ones that are no data
     * @throws FeedException if a path does not exist, may not be read or is no regular file, or a directory or pattern gives no
     *     data file
     * @throws FileSystemException if the disk fails, or too many files are open
     */
    public static InputFiles expand(List<Path> inputs, Predicate<Path> skipped) throws IOException {
        Collected collected = new Collected(skipped);
        for (Path input : inputs) {
            try {
                if (PathPattern.isPattern(input) && !Files.exists(input)) {
                    for (Path match : PathPattern.matches(input)) {
                        collected.add(match, PathPattern.fixedNames(input) - 1);
                    }
                } else {
                    collected.add(input, input.getNameCount() - 2);
                }
            } catch (FileSystemException e) {
                throw unusable(input, e);
            }
        }
        return new InputFiles(List.copyOf(collected.files.values()), collected.named(), collected.candleFiles);
    }

    /**
     * The end of a file's path that begins with the name before what was given, be it a file, a directory or a pattern: folders further
     * up are chance. But where files are given one by one, as a shell does, somewhere below folders of bids and of asks, it begins with those.
     */
    public Path named(Path file) {
        return Optional.ofNullable(named.get(file.toAbsolutePath())).orElse(file.getFileName());
    }

    /** What is wrong with an input that the file system refuses; the refusal itself, if nothing is wrong with the input. */
    static IOException unusable(Path input, FileSystemException refusal) {
        if (refusal instanceof AccessDeniedException) {
            String place = refusal.getFile() == null ? input.toString() : refusal.getFile();
            return new FeedException("permission denied: " + place, refusal);
        }
        if (refusal instanceof FileSystemLoopException) {
            return new FeedException("a link leads back to a directory above it: " + refusal.getFile(), refusal);
        }
        if (SHORTAGES.contains(String.valueOf(refusal.getReason()))) {
            return refusal;
        }
        String reason = refusal.getReason() == null ? "" : " (" + refusal.getReason() + ")";
        return new FeedException("no such file: " + input + reason, refusal);
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static boolean isNamedAsData(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith) || HourFile.of(path).isPresent();
    }

    /** The files so far, by what they are called in the end. */
    private static final class Collected {

        private final Predicate<Path> skipped;
        private final Map<Path, Path> files = new LinkedHashMap<>();
        private final Map<Path, Path> named = new HashMap<>();
        private int candleFiles;

        Collected(Predicate<Path> skipped) {
            this.skipped = skipped;
        }

        /** @param above how many of its first names tell nothing; none if negative */
        void add(Path input, int above) throws IOException {
            if (Files.readAttributes(input, BasicFileAttributes.class).isDirectory()) {
                List<Path> inside = in(input);
                if (inside.isEmpty()) {
                    throw new FeedException("no data in directory " + input + HOLDS_NONE);
                }
                for (Path file : inside) {
                    add(real(file), file, above);
                }
            } else {
                add(real(regular(input)), input, above);
            }
        }

        private void add(Path real, Path file, int above) {
            boolean added = files.putIfAbsent(real, file) == null;
            if (added && !HourFile.isNamedSo(file)) { // those come by the thousand, and are no bars
                named.put(file.toAbsolutePath(), file.subpath(Math.max(0, above), file.getNameCount()));
            }
        }

        Map<Path, Path> named() {
            int common = Integer.MAX_VALUE;
            for (Path file : named.keySet()) {
                common = Math.min(
                        common, sharedFolders(file, named.keySet().iterator().next()));
            }
            Map<Path, Path> apart = new HashMap<>();
            for (Path file : named.keySet()) {
                apart.put(file, file.subpath(common, file.getNameCount()));
            }
            return sides(apart) > Math.max(1, sides(named)) ? apart : named;
        }

        private static long sides(Map<Path, Path> paths) {
            return paths.values().stream()
                    .flatMap(path -> BarSide.told(path.toString()).stream())
                    .distinct()
                    .count();
        }

        private static int sharedFolders(Path a, Path b) {
            int most = Math.min(a.getNameCount(), b.getNameCount()) - 1;
            int shared = 0;
            while (shared < most && a.getName(shared).equals(b.getName(shared))) {
                shared++;
            }
            return shared;
        }

        /* Hour files come by the thousand, and each costs a system call for every name above it: twice as long as finding them. */
        private static Path real(Path file) throws IOException {
            Path parent = file.getParent();
            if (HourFile.of(file).isEmpty() || Files.isSymbolicLink(file) || parent == null) {
                return file.toRealPath();
            }
            return file.toAbsolutePath().normalize();
        }

        /* What a pipe or a device holds can be read once; an input is read twice, to know it and to import it. */
        private static Path regular(Path input) throws FeedException {
            if (!Files.isRegularFile(input)) {
                throw new FeedException("not a regular file: " + input + "; save it to a file first");
            }
            if (HourFile.isCandles(input)) {
                throw new FeedException(
                        input + " holds Dukascopy's candles, not its ticks: give the files named 10h_ticks.bi5");
            }
            if (HourFile.isNamedSo(input) && HourFile.of(input).isEmpty()) {
                throw new FeedException(input + " is named as Dukascopy's hour file, but its path does not say of which"
                        + " hour: keep its folders, as in EURUSD/2019/01/04/10h_ticks.bi5");
            }
            return input;
        }

        private List<Path> in(Path directory) throws IOException {
            List<Path> found = new ArrayList<>();
            Files.walkFileTree(
                    directory,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new SimpleFileVisitor<Path>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                            boolean leftOut = !below.equals(directory) && (isHidden(below) || skipped.test(below));
                            return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (HourFile.isCandles(file)) {
                                candleFiles++;
                            } else if (attributes.isRegularFile() && !isHidden(file) && isNamedAsData(file)) {
                                found.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException refusal) throws IOException {
                            boolean leftOut = isHidden(file) || skipped.test(file);
                            if (leftOut || refusal instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE; // the latter is a link to nothing
                            }
                            throw refusal;
                        }
                    });
            found.sort(null);
            return found;
        }
    }
}
