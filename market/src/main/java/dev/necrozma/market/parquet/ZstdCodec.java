package dev.necrozma.market.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Zstandard pages without Hadoop's codecs. Not safe for several threads. */
final class ZstdCodec
        implements CompressionCodecFactory,
                CompressionCodecFactory.BytesInputCompressor,
                CompressionCodecFactory.BytesInputDecompressor {

    /** A tenth smaller than level 1 for a twentieth more time of writing (25 universes of EURUSD M1 2018). */
    private static final int LEVEL = 3;

    private final ZstdCompressCtx compressor;
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

    ZstdCodec() {
        this(LEVEL);
    }

    ZstdCodec(int level) {
        this.compressor = new ZstdCompressCtx().setLevel(level);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        requireZstd(codec);
        return this;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        requireZstd(codec);
        return this;
    }

    private static void requireZstd(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("codec must be ZSTD: " + codec);
        }
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        return BytesInput.from(compressor.compress(array(bytes)));
    }

    /** How many bytes {@link #compress(byte[], int, byte[], int)} needs at most for so many. */
    static int mostCompressed(int length) {
        return Math.toIntExact(Zstd.compressBound(length));
    }

    /** Compresses the first {@code length} bytes of {@code source} to {@code target} from {@code at} on; returns how many they are. */
    int compress(byte[] source, int length, byte[] target, int at) {
        return compressor.compressByteArray(target, at, target.length - at, source, 0, length);
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
        try {
            byte[] compressed = array(bytes);
            // No room is made before it is certain that it will be filled: a damaged header may ask for any amount.
            long length = Zstd.getFrameContentSize(compressed);
            if (length != decompressedSize) {
                throw new IOException("page has " + length + " bytes, expected " + decompressedSize);
            }
            return BytesInput.from(decompressor.decompress(compressed, decompressedSize));
        } catch (ZstdException e) {
            throw new IOException("page is corrupt: " + e.getMessage(), e);
        }
    }

    @Override
    public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
            throws IOException {
        byte[] compressed = new byte[compressedSize];
        input.get(compressed);
        output.put(array(decompress(BytesInput.from(compressed), decompressedSize)));
    }

    static byte[] array(BytesInput bytes) throws IOException {
        ByteArrayOutputStream array = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
        bytes.writeAllTo(array);
        return array.toByteArray();
    }

    /** Parquet releases compressors and the factory separately; contexts are closed by {@link #close}. */
    @Override
    public void release() {}

    void close() {
        compressor.close();
        decompressor.close();
    }
}
