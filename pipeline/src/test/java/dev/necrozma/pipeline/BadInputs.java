package dev.necrozma.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.necrozma.testkit.fuzz.Mutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Small files as vendors write them, in every layout and container that is read, and what a {@link Mutator} makes of them. */
final class BadInputs {

    private static final int ROWS = 3000;
    private static final int TICK_BYTES = 20;
    private static final Instant START = Instant.parse("2019-01-29T20:00:00Z");
    private static final List<String> CODECS = List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw");
    private static final List<String> ENTRY_NAMES = List.of(
            "EURUSD.csv",
            "a/b/ticks.csv",
            "../../outside.csv",
            "/etc/outside.csv",
            "..\\outside.csv",
            "\u001b[2Jx.csv",
            "two\nlines.csv",
            "\u202egpj.csv",
            "ticks.txt",
            "x".repeat(3000) + ".csv",
            "",
            "__MACOSX/._x.csv",
            "folder/");

    /** Of what kind of file the bytes are to be. */
    enum Kind {
        TEXT,
        TABLE,
        HOUR
    }

    /** How the bytes of a text are put into a file. */
    private enum Wrapping {
        PLAIN,
        GZIP,
        ZIP,
        ZSTD
    }

    /** A file for a case, and in words how it came about. */
    static final class BadInput {

        private final Kind kind;
        private final byte[] bytes;
        private final String origin;

        BadInput(Kind kind, byte[] bytes, String origin) {
            this.kind = kind;
            this.bytes = bytes;
            this.origin = origin;
        }

        Kind kind() {
            return kind;
        }

        String origin() {
            return origin;
        }

        void write(Path file) throws IOException {
            Files.write(file, bytes);
        }
    }

    /** A price at a time. */
    private record Quote(Instant time, int bid, int ask) {

        String format(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
        }

        String bidText() {
            return String.format(Locale.ROOT, "%.5f", bid / 1e5);
        }

        String askText() {
            return String.format(Locale.ROOT, "%.5f", ask / 1e5);
        }

        String bar(String delimiter) {
            return String.join(delimiter, bidText(), askText(), bidText(), askText());
        }
    }

    private final Map<String, byte[]> texts = new LinkedHashMap<>();
    private final List<byte[]> tables = new ArrayList<>();
    private final byte[] hour;

    /** @param folder for files on the way */
    BadInputs(Path folder) throws IOException, SQLException {
        List<Quote> quotes = quotes(137);
        List<Quote> minutes = quotes(60_000);
        texts.put(
                "exness",
                text(
                        "\"Exness\",\"Symbol\",\"Timestamp\",\"Bid\",\"Ask\"",
                        quotes,
                        quote -> "\"exness\",\"EURUSD\",\"" + quote.format("yyyy-MM-dd HH:mm:ss.SSS") + "Z\","
                                + quote.bidText() + "," + quote.askText()));
        texts.put(
                "truefx",
                text(
                        "",
                        quotes,
                        quote -> "EUR/USD," + quote.format("yyyyMMdd HH:mm:ss.SSS") + "," + quote.bidText() + ","
                                + quote.askText()));
        texts.put(
                "histdata-ticks",
                text(
                        "",
                        quotes,
                        quote -> quote.format("yyyyMMdd HHmmssSSS") + "," + quote.bidText() + "," + quote.askText()
                                + ",0"));
        texts.put(
                "histdata-m1",
                text("", minutes, quote -> quote.format("yyyyMMdd HHmm00") + ";" + quote.bar(";") + ";0"));
        texts.put(
                "dukascopy-ticks",
                text(
                        "Gmt time,Ask,Bid,AskVolume,BidVolume ",
                        quotes,
                        quote -> quote.format("dd.MM.yyyy HH:mm:ss.SSS") + "," + quote.askText() + "," + quote.bidText()
                                + ",0.75,1.5"));
        texts.put(
                "dukascopy-bars",
                text(
                        "Local time,Open,High,Low,Close,Volume",
                        minutes,
                        quote -> quote.format("dd.MM.yyyy HH:mm:00.000") + " GMT+0200," + quote.bar(",") + ",12.5"));
        texts.put(
                "jforex-bars",
                text(
                        "Time (EET),Open,High,Low,Close,Volume ",
                        minutes,
                        quote -> quote.format("yyyy.MM.dd HH:mm:00") + "," + quote.bar(",") + ",12.5"));
        texts.put(
                "metatrader-ticks",
                text(
                        "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>",
                        quotes,
                        quote -> quote.format("yyyy.MM.dd\tHH:mm:ss.SSS") + "\t" + quote.bidText() + "\t"
                                + (quote.bid() % 2 == 0 ? "" : quote.askText()) + "\t\t\t6"));
        texts.put(
                "metatrader-bars",
                text(
                        "<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<TICKVOL>,<VOL>,<SPREAD>",
                        minutes,
                        quote -> quote.format("yyyy.MM.dd,HH:mm:00") + "," + quote.bar(",") + ",57,0,3"));
        texts.put(
                "metatrader-4",
                text("", minutes, quote -> quote.format("yyyy.MM.dd,HH:mm") + "," + quote.bar(",") + ",57"));
        texts.put(
                "generic-ticks",
                text(
                        "timestamp,symbol,bid,ask",
                        quotes,
                        quote -> quote.time().toEpochMilli() + ",EURUSD," + quote.bidText() + "," + quote.askText()));
        texts.put(
                "generic-semicolons",
                text(
                        "volume;Date;bid;ask;time",
                        quotes,
                        quote -> "1;" + quote.format("yyyy-MM-dd") + ";" + quote.bidText() + ";" + quote.askText() + ";"
                                + quote.format("HH:mm:ss.SSS")));
        texts.put(
                "generic-bars",
                text(
                        "time,open,high,low,close",
                        minutes,
                        quote -> quote.format("yyyy-MM-dd'T'HH:mm:00'Z'") + "," + quote.bar(",")));
        writeTables(folder, quotes);
        hour = hour(quotes);
    }

    private static List<Quote> quotes(long stepMillis) {
        Random random = new Random(5);
        List<Quote> quotes = new ArrayList<>();
        Instant time = START;
        int bid = 115_000;
        for (int i = 0; i < ROWS; i++) {
            bid += random.nextInt(9) - 4;
            quotes.add(new Quote(time, bid, bid + 1 + random.nextInt(8)));
            time = time.plusMillis(stepMillis);
        }
        return quotes;
    }

    private static byte[] text(String header, List<Quote> quotes, Function<Quote, String> line) {
        StringBuilder text = new StringBuilder(header.isEmpty() ? "" : header + "\n");
        quotes.forEach(quote -> text.append(line.apply(quote)).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    private void writeTables(Path folder, List<Quote> quotes) throws IOException, SQLException {
        StringBuilder values = new StringBuilder();
        for (Quote quote : quotes) {
            values.append(values.isEmpty() ? "" : ", ")
                    .append(String.format(
                            "(make_timestamp(%d000), %s, %s)",
                            quote.time().toEpochMilli(), quote.bidText(), quote.askText()));
        }
        String table = "(SELECT * FROM (VALUES " + values + ") v(t, bid, ask))";
        Path file = folder.resolve("table.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String columns : List.of(
                    "t AS timestamp, bid::DOUBLE AS bid, ask::DOUBLE AS ask",
                    "epoch_ms(t) AS time, 'EURUSD' AS symbol, bid::DECIMAL(9, 5) AS bid, ask::FLOAT AS ask",
                    "date_trunc('minute', t) + INTERVAL (row_number() OVER ()) MINUTE AS time, bid::DOUBLE AS open,"
                            + " ask::DOUBLE AS high, bid::DOUBLE AS low, ask::DOUBLE AS close")) {
                for (String codec : CODECS) {
                    statement.execute("COPY (SELECT " + columns + " FROM " + table + ") TO '" + file
                            + "' (FORMAT parquet, CODEC '" + codec + "')");
                    tables.add(Files.readAllBytes(file));
                }
            }
        }
        Files.delete(file);
    }

    private static byte[] hour(List<Quote> quotes) {
        ByteBuffer ticks = ByteBuffer.allocate(TICK_BYTES * quotes.size());
        for (Quote quote : quotes) {
            ticks.putInt((int) (quote.time().toEpochMilli() - START.toEpochMilli()));
            ticks.putInt(quote.ask()).putInt(quote.bid()).putFloat(1).putFloat(2);
        }
        return ticks.array();
    }

    /** Every file as it should be. */
    List<BadInput> originals() {
        List<BadInput> originals = new ArrayList<>();
        texts.forEach((name, bytes) -> {
            for (Wrapping wrapping : Wrapping.values()) {
                originals.add(
                        new BadInput(Kind.TEXT, wrapped(bytes, wrapping, List.of("x.csv")), name + " " + wrapping));
            }
        });
        tables.forEach(table -> originals.add(new BadInput(Kind.TABLE, table, "table")));
        originals.add(new BadInput(Kind.HOUR, lzma(hour), "hour"));
        return originals;
    }

    /* What is no whole number of ticks is refused at once. */
    private static byte[] ofTicks(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - bytes.length % TICK_BYTES);
    }

    /** What the mutator makes of one of them. */
    BadInput next(Mutator mutator) {
        List<String> names = List.copyOf(texts.keySet());
        String name = names.get(mutator.choose(names.size()));
        byte[] text = texts.get(name);
        byte[] other = texts.get(names.get(mutator.choose(names.size())));
        switch (mutator.choose(16)) {
            case 0:
                return new BadInput(Kind.values()[mutator.choose(3)], mutator.noise(mutator.choose(3000)), "noise");
            case 1, 2, 3:
                byte[] table = tables.get(mutator.choose(tables.size()));
                return new BadInput(
                        Kind.TABLE, mutator.mutate(table, tables.get(mutator.choose(tables.size())), text), "table");
            case 4:
                return new BadInput(Kind.HOUR, mutator.mutate(lzma(hour), text), "hour");
            case 5:
                return new BadInput(Kind.HOUR, lzma(ofTicks(mutator.mutate(hour, text))), "ticks of hour");
            default:
                return ofText(mutator, name, text, other);
        }
    }

    private static BadInput ofText(Mutator mutator, String name, byte[] text, byte[] other) {
        Wrapping wrapping = Wrapping.values()[mutator.choose(Wrapping.values().length)];
        boolean inside = mutator.choose(5) > 0;
        boolean outside = !inside || mutator.choose(8) == 0;
        byte[] content = inside ? mutator.mutate(text, other) : text;
        List<String> entries = new ArrayList<>();
        int count = mutator.choose(4) == 0 ? 1 + mutator.choose(3) : 1;
        for (int i = 0; i < count; i++) {
            entries.add(ENTRY_NAMES.get(mutator.choose(2) == 0 ? 0 : mutator.choose(ENTRY_NAMES.size())));
        }
        byte[] file = wrapped(content, wrapping, entries);
        String origin = name + " " + wrapping + (inside ? ", content changed" : "") + (outside ? ", file changed" : "");
        return new BadInput(Kind.TEXT, outside ? mutator.mutate(file, other) : file, origin);
    }

    private static byte[] wrapped(byte[] text, Wrapping wrapping, List<String> entries) {
        return switch (wrapping) {
            case PLAIN -> text;
            case GZIP -> gzip(text);
            case ZIP -> zip(text, entries);
            case ZSTD -> Zstd.compress(text);
        };
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /* Names that are the same in one archive get a number. */
    private static byte[] zip(byte[] content, List<String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> used = new ArrayList<>();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                String free = used.contains(name) ? used.size() + name : name;
                used.add(free);
                out.putNextEntry(new ZipEntry(free));
                out.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] lzma(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZMAOutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), content.length)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
