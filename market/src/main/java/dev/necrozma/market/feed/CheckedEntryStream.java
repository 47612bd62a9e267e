package dev.necrozma.market.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** An entry of a zip file whose checksum is compared when its end is reached, which the JDK leaves undone. */
final class CheckedEntryStream extends FilterInputStream {

    private final ZipEntry entry;
    private final String place;
    private final CRC32 crc = new CRC32();

    CheckedEntryStream(InputStream in, ZipEntry entry, String place) {
        super(in);
        this.entry = entry;
        this.place = place;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            crc.update(bytes, offset, count);
        } else if (count < 0 && entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
            throw new FeedException(place + " is damaged: its checksum is wrong");
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
