package dev.necrozma.market.feed;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A path with wild cards, which a shell would have expanded if it had not been quoted, or if it could match anything. */
final class PathPattern {

    private static final Pattern WILD = Pattern.compile("[*?\\[{]");

    private static final Pattern ANY_DIRECTORIES = Pattern.compile("(^|/)\\*\\*/");

    private PathPattern() {}

    /** Whether there is a wild card in the path. */
    static boolean isPattern(Path path) {
        return WILD.matcher(path.toString()).find();
    }

    /** How many names there are before the first with a wild card. */
    static int fixedNames(Path pattern) {
        int fixed = 0;
        while (!isPattern(pattern.getName(fixed))) {
            fixed++;
        }
        return fixed;
    }

    /**
     * What the pattern matches, in the order of their names; names that begin with a dot only where the pattern has the dot.
     *
     * @throws FeedException if it matches nothing, or is none
     */
    static List<Path> matches(Path pattern) throws IOException {
        int fixed = fixedNames(pattern);
        Path root = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
        Path start = fixed == 0 ? root : root.resolve(pattern.subpath(0, fixed));
        Path wild = pattern.subpath(fixed, pattern.getNameCount());
        List<Path> found = Files.isDirectory(start) ? found(start, wild, matcher(wild, pattern)) : List.of();
        if (found.isEmpty()) {
            throw new FeedException("no file matches '" + pattern + "'");
        }
        return found;
    }

    private static PathMatcher matcher(Path wild, Path pattern) throws FeedException {
        try {
            return wild.getFileSystem().getPathMatcher("glob:" + withNoDirectory(wild.toString()));
        } catch (PatternSyntaxException e) {
            throw new FeedException("no such file: " + pattern + " (and no pattern: " + e.getDescription() + ")", e);
        }
    }

    /* To shells and to people `**` with a slash behind it is also no directory at all; to the JDK it is one at least. Groups do not nest. */
    private static String withNoDirectory(String wild) {
        return wild.contains("{") ? wild : ANY_DIRECTORIES.matcher(wild).replaceAll("$1{,**/}");
    }

    private static List<Path> found(Path start, Path wild, PathMatcher matcher) throws IOException {
        int depth = wild.toString().contains("**") ? Integer.MAX_VALUE : wild.getNameCount();
        boolean dotted = ("/" + wild).contains("/.");
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                if (below.equals(start)) {
                    return FileVisitResult.CONTINUE;
                }
                if (isHidden(below) && !dotted) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return take(below) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                take(file);
                return FileVisitResult.CONTINUE;
            }

            /* What is no match is nobody's business. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException refusal) throws IOException {
                if (matcher.matches(start.relativize(file))) {
                    throw refusal;
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean take(Path path) {
                boolean taken = matcher.matches(start.relativize(path)) && (dotted || !isHidden(path));
                if (taken) {
                    found.add(path);
                }
                return taken;
            }
        });
        found.sort(null);
        return found;
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
