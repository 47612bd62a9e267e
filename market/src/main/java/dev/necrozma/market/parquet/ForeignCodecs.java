package dev.necrozma.market.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Pages as others compress them: Snappy, gzip, zstd, raw LZ4, or not at all. Reads only. */
final class ForeignCodecs implements CompressionCodecFactory {

    private long left;

    /** @param mostPageBytes how long all pages may be, unpacked: what states that it is longer than what is left gets no room */
    ForeignCodecs(long mostPageBytes) {
        this.left = mostPageBytes;
    }

    /** Opens a page. */
    private interface Opening {
        byte[] decompress(byte[] page, int size) throws IOException;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new IllegalStateException("nothing is written");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> pages((page, size) -> page);
            case SNAPPY -> pages(SnappyBlock::decompress);
            case GZIP -> pages(ForeignCodecs::gunzip);
            case ZSTD -> pages(ForeignCodecs::zstd);
            case LZ4_RAW -> pages(Lz4Block::decompress);
            default ->
                throw new UnreadablePageException(
                        "its pages are compressed with " + codec + "; write it with zstd, snappy or gzip");
        };
    }

    @Override
    public void release() {}

    private Pages pages(Opening opening) {
        return new Pages((page, size) -> {
            left -= size;
            if (size < 0 || left < 0) {
                throw new UnreadablePageException(
                        size < 0 ? "it is damaged" : "its pages state that they unpack to more than they may");
            }
            return opening.decompress(page, size);
        });
    }

    private static byte[] gunzip(byte[] page, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
            byte[] content = in.readNBytes(size);
            if (content.length != size) {
                throw new IOException("gzip page ends early");
            }
            return content;
        }
    }

    private static byte[] zstd(byte[] page, int size) throws IOException {
        byte[] content = new byte[size];
        try {
            if (Zstd.decompressByteArray(content, 0, size, page, 0, page.length) != size) {
                throw new IOException("zstd page ends early");
            }
        } catch (ZstdException e) {
            throw new IOException("zstd page is corrupt", e);
        }
        return content;
    }

    private record Pages(Opening opening) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
            return BytesInput.from(opening.decompress(ZstdCodec.array(bytes), decompressedSize));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
                throws IOException {
            byte[] page = new byte[compressedSize];
            input.get(page);
            output.put(opening.decompress(page, decompressedSize));
        }

        @Override
        public void release() {}
    }
}
