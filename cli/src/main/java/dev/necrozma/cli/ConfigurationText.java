package dev.necrozma.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of a configuration file, whatever is there in its place. */
final class ConfigurationText {

    /** Some hundred times what anybody writes. */
    private static final int MOST_BYTES = 1 << 20;

    private static final char MARK = '\ufeff';

    private ConfigurationText() {}

    /**
     * The text, without the mark that some editors begin it with.
     *
     * @param name the file as messages call it
     */
    static String read(Path file, String name) throws UsageException, IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException("the configuration file " + name + " is a directory");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) { // opening a pipe would wait for whoever writes it
            throw new UsageException("the configuration file " + name + " is no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new UsageException("no such configuration file: " + name, e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new UsageException(name + " is larger than 1 MiB, which is no configuration");
        }
        return decoded(bytes, name);
    }

    private static String decoded(byte[] bytes, String name) throws UsageException {
        if (isUtf16(bytes)) {
            throw new UsageException(name + ":1: not text in UTF-8 but in UTF-16: save it as UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            out.flip(); // holds what is before
            throw new UsageException(name + ":" + lineAt(out, out.limit()) + ": not text in UTF-8");
        }
        String text = out.flip().toString();
        return text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1);
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    }

    /**
     * The line, from 1, that a character stands in.
     *
     * @param position how many characters are before it, as code points
     */
    static int lineAt(CharSequence text, int position) {
        return 1
                + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
    }
}
