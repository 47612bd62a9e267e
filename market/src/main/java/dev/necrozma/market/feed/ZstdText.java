package dev.necrozma.market.feed;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.necrozma.market.input.ReadableFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A zstd stream, of one frame or several, that fails as the JDK's own decompressors do. */
final class ZstdText extends BlockFilter {

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 0xfd2fb528;

    private ZstdText(InputStream in) {
        super(in);
    }

    /** Whether a file that begins so is compressed with zstd. */
    static boolean isMagic(byte[] head) {
        return head.length >= 4
                && ((head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 24)
                        == MAGIC;
    }

    static InputStream open(Path file) throws IOException {
        InputStream in = ReadableFile.open(file);
        try {
            return new ZstdText(new ZstdInputStream(new BufferedInputStream(in, BUFFER)));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (ZstdIOException e) {
            /* The library tells a stream that ends within a frame by a message alone. */
            String message = String.valueOf(e.getMessage());
            IOException told = message.startsWith("Truncated source") || message.startsWith("Unexpected end")
                    ? new EOFException(message)
                    : new ZipException(message);
            told.initCause(e);
            throw told;
        }
    }
}
