package dev.necrozma.cli;

import dev.necrozma.testkit.fuzz.Mutator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Damages files of an output folder and its store at random: their bytes, their lengths, their names, and what they are. */
final class FileDamage {

    private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");
    private static final String RENAMED = "renamed-";
    private static final int LARGEST_MUTATED = 1 << 22;

    private final Path root;
    private final Mutator random;

    FileDamage(Path root, Mutator random) {
        this.root = root;
        this.random = random;
    }

    /** Damages one file, any kind as likely as another, and says how. */
    String next() throws IOException {
        SortedMap<String, List<Path>> kinds = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isRenamed(file)) {
                    kinds.computeIfAbsent(kind(file), absent -> new ArrayList<>())
                            .add(file);
                }
            }
        }
        List<String> names = List.copyOf(kinds.keySet());
        List<Path> ofKind = kinds.getOrDefault(names.get(random.choose(names.size())), List.of());
        List<Path> others = kinds.getOrDefault(names.get(random.choose(names.size())), List.of());
        Path file = ofKind.get(random.choose(ofKind.size()));
        Path other =
                (random.choose(2) == 0 ? ofKind : others).get(random.choose(Math.min(ofKind.size(), others.size())));
        return root.relativize(file) + ": " + damage(file, other);
    }

    /** Whether it has a name that only this gives. */
    static boolean isRenamed(Path file) {
        return file.getFileName().toString().startsWith(RENAMED);
    }

    private String kind(Path file) {
        Path name = root.relativize(file);
        return name.startsWith("cache")
                ? name.subpath(0, 2).toString()
                : name.getName(0).toString();
    }

    private String damage(Path file, Path other) throws IOException {
        int choice = random.choose(20);
        switch (choice) {
            case 0 -> {
                Files.delete(file);
                return "deleted";
            }
            case 1 -> {
                Files.write(file, new byte[0]);
                return "emptied";
            }
            case 2 -> {
                Files.delete(file);
                Files.createDirectory(file);
                return "a directory";
            }
            case 3 -> {
                Files.delete(file);
                Files.createDirectory(file);
                Files.writeString(file.resolve("inside"), "x");
                return "a directory with a file";
            }
            case 4 -> {
                return linkedTo(file, file);
            }
            case 5 -> {
                return linkedTo(file, root.resolve("nowhere"));
            }
            case 6 -> {
                return linkedTo(file, root.resolve("cache"));
            }
            case 7 -> {
                return linkedTo(file, Path.of("/dev/zero"));
            }
            case 8 -> {
                return other.equals(file) ? "as it was" : linkedTo(file, other);
            }
            case 9 -> {
                if (Files.size(other) > LARGEST_MUTATED) {
                    return "as it was: the other is large";
                }
                Files.write(file, Files.readAllBytes(other));
                return "what was in " + root.relativize(other);
            }
            case 10 -> {
                Path between = root.resolve("between");
                Files.move(file, between);
                Files.move(other.equals(file) ? between : other, file, StandardCopyOption.REPLACE_EXISTING);
                if (!other.equals(file)) {
                    Files.move(between, other);
                }
                return "exchanged with " + root.relativize(other);
            }
            case 11 -> {
                long length = random.choose(2) == 0 ? 5_000_000_000L : 300_000_000L;
                try (RandomAccessFile extended = new RandomAccessFile(file.toFile(), "rw")) {
                    extended.setLength(length);
                }
                return "extended to " + length;
            }
            case 12 -> {
                if (!Files.isExecutable(MKFIFO)) {
                    return "as it was: this machine has no mkfifo";
                }
                Files.delete(file);
                try {
                    new ProcessBuilder(MKFIFO.toString(), file.toString())
                            .start()
                            .waitFor();
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                return "a pipe";
            }
            case 13 -> {
                String name = file.getFileName().toString();
                Path renamed = file.resolveSibling(
                        name.endsWith(".seg") ? "999999999999" + name.substring(12) : RENAMED + name);
                if (Files.exists(renamed, LinkOption.NOFOLLOW_LINKS)) {
                    return "as it was: there is another";
                }
                Files.move(file, renamed);
                return "renamed to " + renamed.getFileName();
            }
            default -> {
                if (Files.size(file) > LARGEST_MUTATED) {
                    return "as it was: it is large";
                }
                Files.write(file, random.mutate(Files.readAllBytes(file)));
                return "other bytes";
            }
        }
    }

    private static String linkedTo(Path file, Path target) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, target);
        return "a link to " + target;
    }
}
