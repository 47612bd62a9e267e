package dev.necrozma.market.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Compressed files that were made to do harm, or were damaged so that they might. */
class HostileArchivesTest extends FeedFixture {

    private static final String ROWS = "time,bid,ask\n2019-01-04 10:00:00,1.1,1.2\n2019-01-04 10:00:01,1.1,1.2\n";
    private static final String COMMENT = "#" + " ".repeat(1022) + "\n";
    private static final String REFUSAL =
            "x unpacks to more than 250 times its size, which no prices do; unpack it yourself if it is what it should be";

    /** Wraps a stream of compressed bytes. */
    private interface Compressing {
        OutputStream around(OutputStream out) throws IOException;
    }

    @Test
    void refusesWhatUnpacksToFarMoreThanPricesDo() throws IOException {
        for (Compressing compressing :
                List.<Compressing>of(GZIPOutputStream::new, ZstdOutputStream::new, HostileArchivesTest::zipped)) {
            bomb(compressing, 70 << 20);
            assertThat(failure(FeedOptions.defaults())).isEqualTo(REFUSAL);
            assertThatThrownBy(() -> FeedInspector.inspect(x(), FeedOptions.defaults()))
                    .isInstanceOf(FeedException.class)
                    .hasMessage(REFUSAL.replaceFirst("x", x().toString()));
        }
    }

    @Test
    void readsWhatUnpacksToNoMoreThan64MiBWhateverItsSize() throws IOException {
        bomb(GZIPOutputStream::new, 60 << 20);
        assertThat(FeedReader.read(x(), FeedOptions.defaults(), MonthSink.NONE).rowsKept())
                .isEqualTo(2);
    }

    /* The rest are comments, which are no rows. */
    private void bomb(Compressing compressing, int length) throws IOException {
        byte[] blank = COMMENT.repeat(64).getBytes(UTF_8);
        try (OutputStream out = compressing.around(Files.newOutputStream(x()))) {
            out.write(ROWS.getBytes(UTF_8));
            for (int written = 0; written < length; written += blank.length) {
                out.write(blank);
            }
        }
        assertThat(Files.size(x())).isLessThan(length / 250);
    }

    private static OutputStream zipped(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("a.csv"));
        return zip;
    }

    @Test
    void countsTheEntriesOfAnArchiveTogether() throws IOException {
        byte[] blank = COMMENT.repeat(8 << 10).getBytes(UTF_8);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(x()))) {
            for (int i = 0; i < 9; i++) {
                zip.putNextEntry(new ZipEntry(i + ".csv"));
                zip.write(ROWS.replace("10:00", "1" + i + ":00").getBytes(UTF_8));
                zip.write(blank);
            }
        }
        assertThat(failure(FeedOptions.defaults())).isEqualTo(REFUSAL);
    }

    @Test
    void refusesAnHourOfMoreThan64MiB() throws IOException {
        Path path = directory.resolve("EURUSD/2019/01/04/10h_ticks.bi5");
        Files.createDirectories(path.getParent());
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = new LZMAOutputStream(Files.newOutputStream(path), new LZMA2Options(0), -1)) {
            for (int i = 0; i < 65; i++) {
                out.write(zeros);
            }
        }
        HourFile hour = HourFile.of(path).orElseThrow();
        assertThatThrownBy(() -> HourFiles.read(List.of(hour), "EURUSD", 5, FeedOptions.defaults(), MonthSink.NONE))
                .isInstanceOf(FeedException.class)
                .hasMessage(path + " unpacks to more than 64 MiB, which is no hour of ticks");
    }

    @Test
    void refusesAnArchiveOfMoreThanTenThousandEntries() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(x()))) {
            for (int i = 0; i <= 10_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".csv"));
            }
        }
        assertThat(failure(FeedOptions.defaults()))
                .isEqualTo("x holds 10001 entries, and up to 10000 are read from one zip file;"
                        + " unpack it, and give the folder");
    }

    @Test
    void takesTheNamesOfEntriesForNamesAlone() throws IOException {
        Files.createDirectories(directory.resolve("in"));
        Path file = directory.resolve("in/x.zip");
        for (String name : List.of("../outside.csv", "/outside.csv", "in/../../outside.csv")) {
            Files.write(file, zip(name, ROWS));
            ImportReport report = FeedReader.read(file, FeedOptions.defaults(), MonthSink.NONE);
            assertThat(report.entries()).containsExactly(name);
            FeedInspector.inspect(file, FeedOptions.defaults(), Optional.empty());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
        assertThat(Path.of("/outside.csv")).doesNotExist();
    }

    @Test
    void showsNothingOfANameThatATerminalObeys() throws IOException {
        Files.write(x(), zip("\u001b[2J\n\u202e.csv", "time,bid\n"));
        assertThat(failure(FeedOptions.defaults()))
                .startsWith("x!\\u001b[2J\\n\\u202e.csv:1: the header 'time,bid' names no ask");
        Files.write(x(), zip("a".repeat(5000) + ".csv", "time,bid\n"));
        assertThat(failure(FeedOptions.defaults())).startsWith("x!" + "a".repeat(100) + "…:1: the header");
        assertThat(failure("time,bid,\u001b]0;title\u0007\n1,2,3\n")).startsWith("x is a binary file");
        assertThat(failure("time,bid,\u009b2J\u202e\n1,2,3\n"))
                .startsWith("x:1: unrecognised layout of 'time,bid,\\u009b2J\\u202e'; known");
    }

    @Test
    void tellsAnArchiveInAnArchiveAndOneWithAPassword() throws IOException {
        byte[] inner = zip("a.csv", ROWS);
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(outer)) {
            zip.putNextEntry(new ZipEntry("inner.zip"));
            zip.write(inner);
        }
        assertThat(failure(outer.toByteArray())).isEqualTo("x holds no CSV file; it holds inner.zip");
        byte[] encrypted = inner.clone();
        int directoryAt = endRecord(inner).getInt(16);
        encrypted[directoryAt + 8] |= 1;
        assertThat(failure(encrypted)).isEqualTo("x is encrypted; unpack it with its password");
    }

    @Test
    void tellsEveryPlaceWhereADirectoryMayBeSaidToBe() throws IOException {
        byte[] good = zip("a.csv", ROWS);
        for (int field : List.of(10, 12, 16)) { // entries, length and start of the central directory
            for (int value : List.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7fff, 1, 0)) {
                byte[] bad = good.clone();
                endRecord(bad).putInt(field, value);
                Files.write(x(), bad);
                FeedException refused = catchThrowableOfType(
                        FeedException.class, () -> FeedReader.read(x(), FeedOptions.defaults(), MonthSink.NONE));
                assertThat(refused)
                        .as("%d at %d", value, field)
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                told -> assertThat(told).hasMessageStartingWith(x().toString()));
            }
        }
    }

    /* Its place is that of the last 22 bytes of an archive without a comment. */
    private static ByteBuffer endRecord(byte[] zip) {
        return ByteBuffer.wrap(zip, zip.length - 22, 22).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /* Footers that go as deep, or state as much, as their reader has no room for; the format is Thrift's compact protocol. */
    @Test
    void tellsTablesWhoseFootersAskForAnyDepthOrRoom() throws IOException {
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 0x1c); // a field, which is a structure, of which the first field is a structure
        byte[] wide = {0x15, 2, 0x19, (byte) 0xfc, -1, -1, -1, -1, 7}; // a list of 2^31 - 1 structures
        for (byte[] footer : List.of(deep, wide)) {
            ByteBuffer table = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
            table.put("PAR1".getBytes(UTF_8)).put(footer).putInt(footer.length).put("PAR1".getBytes(UTF_8));
            assertThat(failure(table.array())).isEqualTo("x cannot be read as Parquet: it is damaged");
        }
    }

    @Test
    @Timeout(60)
    void anErrorWhileReadingAheadIsNotWaitedForForEver() throws IOException {
        InputStream in = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("not really");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        };
        try (ReadAhead ahead = new ReadAhead(in)) {
            LineReader lines = new LineReader(ahead, "x");
            assertThatThrownBy(lines::next).isInstanceOf(OutOfMemoryError.class).hasMessage("not really");
        }
    }

    @Test
    void inspectsATruncatedOrDamagedFileAtEveryLength() throws IOException {
        for (byte[] whole :
                List.of(gzip(ROWS), zip("a.csv", ROWS), com.github.luben.zstd.Zstd.compress(ROWS.getBytes(UTF_8)))) {
            for (int length = 1; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                Files.write(x(), cut);
                assertThatThrownBy(() -> FeedInspector.inspect(x(), FeedOptions.defaults()))
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(FeedException.class)
                        .hasMessageStartingWith(x().toString());
                byte[] flipped = whole.clone();
                flipped[length] ^= 0x55;
                Files.write(x(), flipped);
                try {
                    FeedInspector.inspect(x(), FeedOptions.defaults());
                } catch (FeedException told) {
                    assertThat(told).hasMessageStartingWith(x().toString());
                }
            }
        }
    }
}
