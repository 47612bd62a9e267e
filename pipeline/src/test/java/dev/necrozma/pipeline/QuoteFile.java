package dev.necrozma.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Made-up quotes from the end of January to the start of February 2024, and files that hold them. */
final class QuoteFile {

    static final DateTimeFormatter EXNESS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    record Quote(Instant time, BigDecimal bid, BigDecimal ask) {}

    private QuoteFile() {}

    /** A walk of {@code size} quotes, some 13 seconds apart, which crosses the end of the month in the middle. */
    static List<Quote> walk(int size) {
        Random random = new Random(7);
        Instant time = Instant.parse("2024-02-01T00:00:00Z").minusSeconds(13L * size / 2);
        int bid = 108_000;
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            time = time.plusMillis(1000 + random.nextInt(24_000));
            bid += random.nextInt(13) - 6;
            quotes.add(new Quote(time, BigDecimal.valueOf(bid, 5), BigDecimal.valueOf(bid + random.nextInt(20), 5)));
        }
        return quotes;
    }

    static byte[] exness(List<Quote> quotes) {
        StringBuilder text = new StringBuilder("\"Exness\",\"Symbol\",\"Timestamp\",\"Bid\",\"Ask\"\r\n");
        for (Quote quote : quotes) {
            text.append("\"exness\",\"EURUSD\",\"")
                    .append(EXNESS.format(quote.time()))
                    .append("\",")
                    .append(quote.bid())
                    .append(',')
                    .append(quote.ask())
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The same quotes in other words: another header and order of columns, trailing zeros, ISO times. */
    static byte[] requoted(List<Quote> quotes) {
        StringBuilder text = new StringBuilder("time;ask;bid\n");
        for (Quote quote : quotes) {
            text.append(quote.time())
                    .append(';')
                    .append(quote.ask().setScale(7))
                    .append(';')
                    .append(quote.bid().setScale(6))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static Path write(Path file, byte[] content) throws IOException {
        return Files.write(file, content);
    }

    /** A zip of entries: name, content, name, content, … */
    static Path zip(Path file, Object... namesAndContents) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                out.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return file;
    }

    static Path gzip(Path file, byte[] content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }
}
