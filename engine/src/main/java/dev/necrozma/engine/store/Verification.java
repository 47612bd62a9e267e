package dev.necrozma.engine.store;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.FileStamp;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Looks for damage in the store of a directory: in its catalog, in what the catalog refers to, and if wanted in the content of all
 * files or a share of them. Changes nothing; {@link #repair} does. The store may be in use meanwhile.
 */
public final class Verification {

    private static final Pattern MEMORY = Pattern.compile("[0-9a-f]{64}");

    private final Disk disk;
    private final Path root;
    private final ObjectFiles objects;
    private final Clock clock;

    /** Told how far a verification is; may throw to end it. */
    public interface Watcher {

        void started(int files) throws IOException;

        void checked() throws IOException;
    }

    /** A file that results have. */
    private record StoredFile(Artifact artifact, PayloadRef payload) {}

    public Verification(Disk disk, Path directory, Clock clock) {
        this.disk = disk;
        this.root = directory;
        this.objects = new ObjectFiles(disk, directory);
        this.clock = clock;
    }

    /**
     * Verifies the store.
     *
     * @param share of the files whose content is read: 0 for none, 1 for all
     * @param random chooses them
     * @throws NoSuchFileException if there is no store
     * @throws IOException if it has another format, or cannot be read
     */
    public VerificationReport verify(double share, Random random, Watcher watcher) throws IOException {
        List<Problem> problems = new ArrayList<>();
        if (StoreFormat.isDamaged(disk, root)) {
            problems.add(Problem.of(
                    Problem.Kind.FORMAT,
                    "the file FORMAT does not say which format the store has",
                    root.resolve("FORMAT")));
        } else {
            StoreFormat.require(disk, root);
        }
        StoreView view = StoreView.ofWhatCanBeRead(disk, root, clock);
        Map<Fingerprint, StoredFile> files = files(view);
        watcher.started(files.size());
        int filesRead = 0;
        long bytesRead = 0;
        for (StoredFile file : files.values()) {
            boolean reads = random.nextDouble() < share;
            boolean read = check(file, reads, problems);
            filesRead += read ? 1 : 0;
            bytesRead += read ? file.payload.lengthBytes() : 0;
            watcher.checked();
        }
        checkMemories(problems);
        int unnamed = objects.notNeeded(files.keySet(), directory -> list(directory, problems))
                .size();
        return new VerificationReport(
                view.artifacts().size(), files.size(), filesRead, bytesRead, unnamed, confirmed(view, problems));
    }

    private static Map<Fingerprint, StoredFile> files(StoreView view) {
        Map<Fingerprint, StoredFile> files =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Artifact artifact : view.artifacts()) {
            for (PayloadRef payload : artifact.payloads().values()) {
                if (!artifact.isInline(payload.name())) {
                    files.putIfAbsent(payload.fingerprint(), new StoredFile(artifact, payload));
                }
            }
        }
        return files;
    }

    /* Returns whether the content was read. */
    private boolean check(StoredFile file, boolean reads, List<Problem> problems) throws IOException {
        Path object = objects.path(file.payload.fingerprint());
        try {
            FileStamp found = disk.examine(object);
            if (found.directory()) {
                throw new NotAFileException(object);
            }
            long size = found.size();
            if (size != file.payload.lengthBytes()) {
                problems.add(problem(
                        Problem.Kind.LENGTH,
                        file,
                        object,
                        "has " + size + " bytes, and " + file.payload.lengthBytes() + " were stored"));
                return false;
            }
            if (reads && !hasItsContent(object, file.payload)) {
                problems.add(problem(Problem.Kind.CONTENT, file, object, "has other bytes than were stored"));
            }
            return reads;
        } catch (NoSuchFileException absent) {
            problems.add(problem(Problem.Kind.MISSING, file, object, "is not in the store"));
            return false;
        } catch (NotAFileException other) {
            problems.add(problem(Problem.Kind.CONTENT, file, object, "is no file but something else"));
            return false;
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException unreadable) { // of this file: the others are still looked at
            problems.add(unreadable(file, object, unreadable));
            return false;
        }
    }

    private boolean hasItsContent(Path object, PayloadRef payload) throws IOException {
        try (DiskReader reader = disk.open(object)) {
            return ObjectFiles.copyVerified(reader, payload, OutputStream.nullOutputStream());
        }
    }

    private static Problem problem(Problem.Kind kind, StoredFile file, Path object, String what) {
        Artifact artifact = file.artifact;
        String name = file.payload.name();
        return new Problem(
                kind,
                artifact.key().stage() + " " + artifact.unit() + ": its file " + name + " " + what
                        + "; it will be computed again",
                object,
                Optional.of(artifact),
                Optional.of(name));
    }

    /* Whether it is damaged, nobody knows: who may read it, or another disk under it, finds it whole. */
    private static Problem unreadable(StoredFile file, Path object, IOException why) {
        Artifact artifact = file.artifact;
        return new Problem(
                Problem.Kind.UNREADABLE,
                artifact.key().stage() + " " + artifact.unit() + ": its file " + file.payload.name()
                        + " cannot be read: " + reason(why)
                        + "; it stays: if it is lost, delete it, and it will be computed again",
                object,
                Optional.of(artifact),
                Optional.of(file.payload.name()));
    }

    private static Problem unreadable(String what, Path file, IOException why, String then) {
        return Problem.of(Problem.Kind.UNREADABLE, what + " cannot be read: " + reason(why) + "; " + then, file);
    }

    /* Of one that is unreadable a problem is made, and nothing is in it. */
    private List<Path> list(Path directory, List<Problem> problems) throws IOException {
        try {
            return disk.list(directory);
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException unreadable) {
            problems.add(unreadable("the directory " + root.relativize(directory), directory, unreadable, "it stays"));
            return List.of();
        }
    }

    private static String reason(IOException why) {
        return (why instanceof AccessDeniedException ? "permission denied: " : "") + why.getMessage();
    }

    /* One that is damaged is believed by nobody, and written again when its input is read. */
    private void checkMemories(List<Problem> problems) throws IOException {
        for (Path memory : list(root.resolve("inputs"), problems)) {
            if (MEMORY.matcher(memory.getFileName().toString()).matches()) {
                try (DiskReader reader = disk.open(memory)) {
                    if (!InputFingerprints.isWhole(reader)) {
                        problems.add(damaged(memory, "has other bytes than were written"));
                    }
                } catch (NotAFileException other) {
                    problems.add(damaged(memory, "is no file but something else"));
                } catch (NoSuchFileException replaced) {
                    // Somebody is at work.
                } catch (ClosedByInterruptException stopped) {
                    throw stopped;
                } catch (IOException unreadable) {
                    problems.add(unreadable(
                            "the remembered fingerprint inputs/" + memory.getFileName(),
                            memory,
                            unreadable,
                            "it stays"));
                }
            }
        }
    }

    private static Problem damaged(Path memory, String what) {
        return Problem.of(
                Problem.Kind.MEMORY,
                "the remembered fingerprint inputs/" + memory.getFileName() + " " + what
                        + "; its input will be read again",
                memory);
    }

    /* Of what others have removed or merged meanwhile nothing is wrong. */
    private List<Problem> confirmed(StoreView view, List<Problem> found) throws IOException {
        if (found.isEmpty()
                && view.damagedSegments().isEmpty()
                && view.unreadableSegments().isEmpty()) {
            return found;
        }
        StoreView now = StoreView.ofWhatCanBeRead(disk, root, clock);
        List<Problem> confirmed = new ArrayList<>();
        for (Path segment : now.damagedSegments()) {
            confirmed.add(Problem.of(
                    Problem.Kind.SEGMENT,
                    "catalog segment " + segment.getFileName()
                            + " has other bytes than were written; the results that it names will be computed again",
                    segment));
        }
        now.unreadableSegments()
                .forEach((segment, why) -> confirmed.add(unreadable(
                        "catalog segment " + segment.getFileName(),
                        segment,
                        why,
                        "no run can use the store until it can: if it is lost, delete it, and the results that it names will be"
                                + " computed again")));
        for (Problem problem : found) {
            if (problem.artifact().isEmpty() || isStill(now, problem.artifact().get())) {
                confirmed.add(problem);
            }
        }
        return confirmed;
    }

    private static boolean isStill(StoreView view, Artifact artifact) {
        return view.find(artifact.key().id())
                .filter(now -> now.recordId().equals(artifact.recordId()))
                .isPresent();
    }

    /**
     * Sets aside what {@code report} found to be bad, and what else has it, so that it is computed again; makes again what the store
     * has in parts of its own. What cannot be read stays; while a catalog segment is among that, so do the files of results.
     *
     * @return what was done, in sentences
     */
    public List<String> repair(VerificationReport report) throws IOException {
        Quarantine quarantine = new Quarantine(disk, root.resolve("quarantine"), clock);
        for (Problem problem : report.problems()) {
            if (problem.kind() == Problem.Kind.FORMAT) {
                setFormatAside(quarantine, problem.file());
                StoreFormat.prepare(disk, root);
            } else if (problem.kind() == Problem.Kind.MEMORY) {
                quarantine.take(problem.file(), "inputs/" + problem.file().getFileName() + " was set aside");
            }
        }
        List<String> done = new ArrayList<>(quarantine.incidents());
        if (report.problems().stream().anyMatch(problem -> problem.kind() == Problem.Kind.FORMAT)) {
            done.add("FORMAT was written again");
        }
        if (!StoreView.ofWhatCanBeRead(disk, root, clock).unreadableSegments().isEmpty()) {
            return done;
        }
        try (DirectoryStore store = DirectoryStore.open(disk, root, clock)) { // which sets damaged segments aside
            Set<Fingerprint> bad = new HashSet<>();
            for (Problem problem : report.problems()) {
                if (problem.artifact().isPresent() && problem.kind() != Problem.Kind.UNREADABLE) {
                    bad.add(problem.artifact()
                            .get()
                            .fingerprint(problem.payload().orElseThrow()));
                }
            }
            for (Artifact artifact : store.artifacts()) {
                for (PayloadRef payload : artifact.payloads().values()) {
                    if (bad.contains(payload.fingerprint()) && !artifact.isInline(payload.name())) {
                        setAside(store, artifact, payload);
                    }
                }
            }
            done.addAll(store.incidents());
        }
        return done;
    }

    private void setFormatAside(Quarantine quarantine, Path format) throws IOException {
        try {
            disk.examine(format);
        } catch (NoSuchFileException absent) {
            return;
        }
        quarantine.take(format, "FORMAT was damaged");
    }

    /** What of {@code report} is wrong still, after a repair. Reads no content of files that results have. */
    public List<Problem> left(VerificationReport report) throws IOException {
        StoreView now = StoreView.ofWhatCanBeRead(disk, root, clock);
        List<Path> segments = now.damagedSegments();
        List<Problem> left = new ArrayList<>();
        for (Problem problem : report.problems()) {
            boolean is = switch (problem.kind()) {
                case FORMAT -> StoreFormat.isDamaged(disk, root);
                case SEGMENT -> segments.contains(problem.file());
                case MISSING, LENGTH, CONTENT -> isStill(now, problem.artifact().orElseThrow());
                case MEMORY -> disk.list(root.resolve("inputs")).contains(problem.file());
                case UNREADABLE -> true;
            };
            if (is) {
                left.add(problem);
            }
        }
        return left;
    }

    private static void setAside(DirectoryStore store, Artifact artifact, PayloadRef payload) throws IOException {
        try {
            store.copy(artifact, payload.name(), OutputStream.nullOutputStream());
        } catch (PayloadLostException setAside) {
            // That is what was wanted; the store has noted it.
        }
    }
}
