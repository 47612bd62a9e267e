package dev.necrozma.engine.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The files of this machine, on Linux or macOS. */
public final class LocalDisk implements Disk {

    private final Pieces pieces = new Pieces();
    private final FileCopy copies = new FileCopy(pieces);

    @Override
    public DiskWriter create(Path file) throws IOException {
        FileChannel channel = createFile(file);
        return new NamingWriter(file, new DiskWriter() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }

            @Override
            public void sync() throws IOException {
                channel.force(true);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        });
    }

    @Override
    public DiskWriter createLong(Path file) throws IOException {
        return new NamingWriter(file, new LongFileWriter(file, createFile(file), pieces));
    }

    private static FileChannel createFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private record NamingWriter(Path file, DiskWriter writer) implements DiskWriter {

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                writer.write(bytes, offset, length);
            } catch (IOException nameless) {
                throw named(file, nameless);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                writer.flush();
            } catch (IOException nameless) {
                throw named(file, nameless);
            }
        }

        @Override
        public void sync() throws IOException {
            try {
                writer.sync();
            } catch (IOException nameless) {
                throw named(file, nameless);
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    @Override
    public long copy(Path file, Path copy) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = createFile(copy)) {
            try {
                long copied = copies.copy(file, from, copy, to);
                to.force(true);
                return copied;
            } catch (IOException nameless) {
                throw named(copy, nameless);
            }
        }
    }

    @Override
    public DiskReader open(Path file) throws IOException {
        requireFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new DiskReader() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                try {
                    return channel.read(ByteBuffer.wrap(into, offset, length), position);
                } catch (IOException nameless) {
                    throw named(file, nameless);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public Path realPath(Path existing) throws IOException {
        return existing.toRealPath();
    }

    @Override
    public FileStamp examine(Path file) throws IOException {
        Map<String, Object> seen = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,isDirectory");
        return new FileStamp(
                attribute(seen, "size", Long.class),
                nanos(attribute(seen, "lastModifiedTime", FileTime.class)),
                nanos(attribute(seen, "ctime", FileTime.class)),
                attribute(seen, "ino", Long.class),
                attribute(seen, "isDirectory", Boolean.class));
    }

    @Override
    public long modifiedNanos(Path file) throws IOException {
        return nanos(Files.getLastModifiedTime(file));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            try {
                channel.force(true);
            } catch (IOException nameless) {
                throw named(directory, nameless);
            }
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    @Override
    public boolean delete(Path file) throws IOException {
        try {
            return Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException noFile) {
            return false;
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public LockableFile openLocks(Path file) throws IOException {
        /* Nor through a link, which would lock, and make, whatever it leads to. */
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireFile(file, LinkOption.NOFOLLOW_LINKS);
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new LockableFile() {
            @Override
            public Optional<Closeable> tryLock(long position, boolean shared) throws IOException {
                try {
                    FileLock lock = channel.tryLock(position, 1, shared);
                    return lock == null ? Optional.empty() : Optional.of(() -> release(lock));
                } catch (IOException nameless) {
                    throw named(file, nameless);
                }
            }

            /* Closing the file has dropped its locks: then there is nothing to release. */
            private void release(FileLock lock) throws IOException {
                if (lock.isValid()) {
                    lock.release();
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /* A directory can be opened, though not be read; and whoever opens a pipe waits for somebody to write to it. */
    private static void requireFile(Path file, LinkOption... links) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, links).isRegularFile()) {
            throw new NotAFileException(file);
        }
    }

    private static <T> T attribute(Map<String, Object> seen, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(seen.get(name), name));
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    /*
     * The messages of channels ("No space left on device") do not say which file. Callers catch by hand: linking a lambda each would take
     * longer than most runs spend in these calls.
     */
    private static IOException named(Path file, IOException nameless) {
        return nameless instanceof ClosedChannelException
                ? nameless
                : new IOException(file + ": " + nameless.getMessage(), nameless);
    }
}
