package dev.necrozma.market.feed;

import dev.necrozma.market.input.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * An entry of a zip file whose checksum is compared when its end is reached, which the JDK leaves undone; and that tells damage from a
 * file that cannot be read, as the JDK does by the kinds of exceptions.
 */
final class CheckedEntryStream extends BlockFilter {

    /* Of damaged positions in the file all others are found out as such. */
    private static final String BEFORE_THE_FILE = "Negative seek offset";

    private final ZipEntry entry;
    private final Path file;
    private final String place;
    private final CRC32 crc = new CRC32();

    CheckedEntryStream(InputStream in, ZipEntry entry, Path file, String place) {
        super(in);
        this.entry = entry;
        this.file = file;
        this.place = place;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = readUnchecked(bytes, offset, length);
        if (count > 0) {
            crc.update(bytes, offset, count);
        } else if (count < 0 && entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
            throw new FeedException(place + " is damaged: its checksum is wrong");
        }
        return count;
    }

    private int readUnchecked(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw told(file, e);
        }
    }

    /** What the JDK says of a zip file: an {@link EOFException} or a {@link ZipException} of damage, something else of a disk that fails. */
    static IOException told(Path file, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return e;
        }
        if (BEFORE_THE_FILE.equals(e.getMessage())) {
            return (ZipException) new ZipException("an entry that lies before the file").initCause(e);
        }
        return ReadableFile.failure(file, e);
    }
}
