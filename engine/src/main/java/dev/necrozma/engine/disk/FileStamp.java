package dev.necrozma.engine.disk;

/**
 * What the file system says of a file without opening it. Times are nanoseconds since 1970 by the file system's clock, as fine
 * as it keeps them.
 *
 * @param modifiedNanos when the content was last written, which anyone may set to any value
 * @param changedNanos when content, name or attributes were last changed, which only the system sets
 * @param inode the file's number in its file system
 */
public record FileStamp(long size, long modifiedNanos, long changedNanos, long inode, boolean directory) {

    /** When the file was last touched in any way that the file system noticed. */
    public long lastTouchedNanos() {
        return Math.max(modifiedNanos, changedNanos);
    }

    /* By hand, as every run compares stamps, and a record's own method is put together when it is first called: 2 ms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamp that
                && size == that.size
                && modifiedNanos == that.modifiedNanos
                && changedNanos == that.changedNanos
                && inode == that.inode
                && directory == that.directory;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(modifiedNanos) ^ Long.hashCode(inode);
    }
}
