package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Writes fixtures, each under the name {@code x}, so that nothing can be recognised by name. */
abstract class FeedFixture {

    static final String EXNESS = "\"Exness\",\"Symbol\",\"Timestamp\",\"Bid\",\"Ask\"\n";

    @TempDir
    Path directory;

    final Months months = new Months();

    Path x() {
        return directory.resolve("x");
    }

    Path write(String text) throws IOException {
        return Files.writeString(x(), text);
    }

    ImportReport read(String text) throws IOException {
        return read(text, FeedOptions.defaults());
    }

    ImportReport read(String text, FeedOptions options) throws IOException {
        return FeedReader.read(write(text), options, months);
    }

    /** What the user is told of these bytes, with {@code x} for the file. */
    String failure(byte[] bytes) throws IOException {
        Files.write(x(), bytes);
        return failure(FeedOptions.defaults());
    }

    String failure(String text) throws IOException {
        return failure(text.getBytes(StandardCharsets.UTF_8));
    }

    String failure(FeedOptions options) {
        FeedException thrown = catchThrowableOfType(FeedException.class, () -> FeedReader.read(x(), options, months));
        return thrown.getMessage().replace(x().toString(), "x");
    }

    static String row(String time, String bid, String ask) {
        return "\"exness\",\"EURUSD\",\"" + time + "\"," + bid + "," + ask + "\n";
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** A zip of names and texts by turns. */
    static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    static long nanos(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
