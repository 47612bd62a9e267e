package dev.necrozma.testkit.disk;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Directories and files, and of each what is known to be durable. Numbers of files are given in order, so that the same operations
 * give the same numbers. Not safe for use by several threads.
 */
final class Volume {

    /** A file or directory. */
    abstract static class Node {
        final long inode;
        long modifiedNanos;

        Node(long inode, long nowNanos) {
            this.inode = inode;
            this.modifiedNanos = nowNanos;
        }
    }

    /** A file; its bytes up to {@code durable} are safe. */
    static final class FileNode extends Node {
        byte[] bytes = new byte[0];
        int durable;

        FileNode(long inode, long nowNanos) {
            super(inode, nowNanos);
        }
    }

    /** A directory. */
    static final class Directory extends Node {
        final SortedMap<String, Name> names = new TreeMap<>();

        Directory(long inode, long nowNanos) {
            super(inode, nowNanos);
        }
    }

    /** What a name has meant since its directory was synced, oldest first; the first is durable. */
    static final class Name {
        final List<Change> changes = new ArrayList<>(List.of(new Change(null)));

        @Nullable
        Node now() {
            return changes.get(changes.size() - 1).node;
        }
    }

    /** A name came to mean a node, or nothing. */
    static final class Change {
        final @Nullable Node node;

        /** For a name that was given up by renaming: the new name, and the change that made it. */
        @Nullable
        Name movedTo;

        @Nullable
        Change movedBy;

        Change(@Nullable Node node) {
            this.node = node;
        }
    }

    private final Map<Long, Node> nodes = new HashMap<>();
    private final Directory root = new Directory(1, 0);
    private long inodes = 1;

    Directory root() {
        return root;
    }

    Directory newDirectory(long nowNanos) {
        Directory made = new Directory(++inodes, nowNanos);
        nodes.put(made.inode, made);
        return made;
    }

    FileNode newFile(long nowNanos) {
        FileNode made = new FileNode(++inodes, nowNanos);
        nodes.put(made.inode, made);
        return made;
    }

    FileNode file(long inode) {
        if (nodes.get(inode) instanceof FileNode file) {
            return file;
        }
        throw new IllegalStateException("no file has the number " + inode);
    }

    @Nullable
    Node find(Path path) throws FileSystemException {
        Node at = root;
        for (Path part : path) {
            if (!(at instanceof Directory directory)) {
                throw new NotDirectoryException(path.toString());
            }
            Name name = directory.names.get(part.toString());
            at = name == null ? null : name.now();
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    Node get(Path path) throws FileSystemException {
        Node found = find(path);
        if (found == null) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    Directory directory(Path path) throws FileSystemException {
        if (get(path) instanceof Directory directory) {
            return directory;
        }
        throw new NotDirectoryException(path.toString());
    }

    FileNode create(Path path, long nowNanos) throws FileSystemException {
        requireFree(path);
        Name name = name(path);
        FileNode made = newFile(nowNanos);
        name.changes.add(new Change(made));
        return made;
    }

    void createDirectory(Path path, long nowNanos) throws FileSystemException {
        requireFree(path);
        Name name = name(path);
        name.changes.add(new Change(newDirectory(nowNanos)));
    }

    void append(long inode, byte[] more, long nowNanos) {
        FileNode file = file(inode);
        byte[] longer = Arrays.copyOf(file.bytes, file.bytes.length + more.length);
        System.arraycopy(more, 0, longer, file.bytes.length, more.length);
        file.bytes = longer;
        file.modifiedNanos = nowNanos;
    }

    void sync(long inode) {
        FileNode file = file(inode);
        file.durable = file.bytes.length;
    }

    void syncDirectory(Path path) throws FileSystemException {
        Directory directory = directory(path);
        for (Name name : directory.names.values()) {
            Change last = name.changes.get(name.changes.size() - 1);
            name.changes.clear();
            name.changes.add(last);
        }
        directory.names.values().removeIf(name -> name.now() == null);
    }

    void rename(Path from, Path to) throws FileSystemException {
        Node moved = get(from);
        if (moved instanceof Directory || find(to) instanceof Directory) {
            throw new FileSystemException(from.toString(), to.toString(), "directories are not renamed here");
        }
        Name old = name(from);
        Name made = name(to);
        if (old != made) {
            Change gain = new Change(moved);
            made.changes.add(gain);
            Change loss = new Change(null);
            loss.movedTo = made;
            loss.movedBy = gain;
            old.changes.add(loss);
        }
    }

    void link(Path existing, Path path) throws FileSystemException {
        Node linked = get(existing);
        requireFree(path);
        name(path).changes.add(new Change(linked));
    }

    void delete(Path path) throws FileSystemException {
        if (get(path) instanceof Directory directory
                && directory.names.values().stream().anyMatch(name -> name.now() != null)) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        name(path).changes.add(new Change(null));
    }

    private void requireFree(Path path) throws FileSystemException {
        if (find(path) != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    private Name name(Path path) throws FileSystemException {
        Path parent = path.getParent();
        Path last = path.getFileName();
        if (parent == null || last == null) {
            throw new FileSystemException(path.toString(), null, "the root has no name");
        }
        return directory(parent).names.computeIfAbsent(last.toString(), absent -> new Name());
    }
}
