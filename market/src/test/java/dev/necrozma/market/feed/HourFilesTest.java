package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

class HourFilesTest extends FeedFixture {

    @Test
    void readsWhatAByteBufferReadsToTheLastBit() throws IOException {
        byte[] first = ticks(5_000, 1);
        byte[] second = ticks(3_000, 2);
        List<HourFile> hours =
                List.of(hour("2019/01/04/23h_ticks.bi5", lzma(second)), hour("2019/01/04/10h_ticks.bi5", lzma(first)));

        ImportReport report = HourFiles.read(hours, "EURUSD", 5, FeedOptions.defaults(), months)
                .orElseThrow();

        List<String> expected = new ArrayList<>(naive(first, "2019-02-04T10:00:00Z", 5));
        expected.addAll(naive(second, "2019-02-04T23:00:00Z", 5));
        assertThat(months.tickLines()).isEqualTo(expected);
        assertThat(report.rowsRead()).isEqualTo(8_000);
        assertThat(report.rowsKept()).isEqualTo(8_000);
        assertThat(months.ticks.get(YearMonth.of(2019, 2)).decimals()).isEqualTo(5);
    }

    @Test
    void givesTheSameMonthsAsTheSameTicksInText() throws IOException {
        byte[] ticks = ticks(2_000, 3);
        StringBuilder text = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < ticks.length; i += 20) {
            ByteBuffer tick = ByteBuffer.wrap(ticks, i, 20);
            Instant time = Instant.parse("2019-02-04T10:00:00Z").plusMillis(tick.getInt());
            BigDecimal ask = BigDecimal.valueOf(tick.getInt(), 5);
            text.append(time)
                    .append(',')
                    .append(BigDecimal.valueOf(tick.getInt(), 5))
                    .append(',')
                    .append(ask)
                    .append('\n');
        }
        Months ofText = new Months();
        FeedReader.read(write(text.toString()), FeedOptions.defaults(), ofText);

        HourFiles.read(
                List.of(hour("2019/01/04/10h_ticks.bi5", lzma(ticks))), "EURUSD", 5, FeedOptions.defaults(), months);

        assertThat(months.tickLines()).isEqualTo(ofText.tickLines());
        YearMonth month = YearMonth.of(2019, 2);
        assertThat(months.ticks.get(month).decimals())
                .isEqualTo(ofText.ticks.get(month).decimals());
    }

    @Test
    void takesAnEmptyFileAsAnHourWithoutTicks() throws IOException {
        List<HourFile> hours = List.of(hour("2019/01/04/10h_ticks.bi5", new byte[0]));

        assertThat(HourFiles.read(hours, "EURUSD", 5, FeedOptions.defaults(), months))
                .isEmpty();
        assertThat(months.order).isEmpty();
    }

    @Test
    void tellsATruncatedFileAtEveryLength() throws IOException {
        byte[] whole = lzma(ticks(200, 4));
        for (int length = 1; length < whole.length; length += 7) {
            HourFile hour = hour("2019/01/04/10h_ticks.bi5", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> HourFiles.read(List.of(hour), "EURUSD", 5, FeedOptions.defaults(), months))
                    .isInstanceOf(FeedException.class)
                    .hasMessage(hour.path() + " is truncated: its compressed data ends early");
        }
    }

    @Test
    void tellsWhatIsNoLzmaAndWhatHoldsNoWholeTicks() throws IOException {
        HourFile text =
                hour("2019/01/04/10h_ticks.bi5", "<html>not found, sorry</html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> HourFiles.read(List.of(text), "EURUSD", 5, FeedOptions.defaults(), months))
                .hasMessage(text.path() + " is damaged: its compressed data is no LZMA of ticks");
        HourFile short19 = hour("2019/01/04/11h_ticks.bi5", lzma(new byte[39]));
        assertThatThrownBy(() -> HourFiles.read(List.of(short19), "EURUSD", 5, FeedOptions.defaults(), months))
                .hasMessage(short19.path() + " is damaged: it holds 39 bytes, and a tick has 20");
    }

    @Test
    void leavesOutTicksWithoutAPriceOrOutsideTheirHour() throws IOException {
        ByteBuffer ticks = ByteBuffer.wrap(ticks(4_000, 5));
        ticks.putInt(20 * 7 + 4, 0);
        ticks.putInt(20 * 3_999, 3_600_000);
        HourFile hour = hour("2019/01/04/10h_ticks.bi5", lzma(ticks.array()));

        ImportReport report = HourFiles.read(List.of(hour), "EURUSD", 5, FeedOptions.defaults(), months)
                .orElseThrow();

        assertThat(report.rowsKept()).isEqualTo(3_998);
        assertThat(report.examples())
                .extracting(ImportReport.RejectedRow::place)
                .containsExactly(hour.path() + ":8", hour.path() + ":4000");
    }

    @Test
    void knowsHourAndSymbolFromThePath() {
        Optional<HourFile> hour = HourFile.of(Path.of("/data/GBPUSD/dukascopy_EURUSD/2019/00/31/07h_ticks.bi5"));
        assertThat(hour.orElseThrow().hour()).hasToString("2019-01-31T07:00");
        assertThat(hour.orElseThrow().tree()).isEqualTo(Path.of("/data/GBPUSD/dukascopy_EURUSD"));
        assertThat(hour.orElseThrow().symbol()).contains("EURUSD");
        for (String no : List.of(
                "/x/10h_ticks.bi5",
                "/E/2019/12/01/10h_ticks.bi5",
                "/E/2019/01/30/10h_ticks.bi5",
                "/E/2019/01/04/24h_ticks.bi5",
                "/E/2019/1/04/10h_ticks.bi5",
                "/E/2019/01/04/10h_ticks.csv")) {
            assertThat(HourFile.of(Path.of(no))).as(no).isEmpty();
        }
    }

    private HourFile hour(String path, byte[] content) throws IOException {
        Path file = directory.resolve("EURUSD").resolve(path);
        Files.createDirectories(file.getParent());
        return HourFile.of(Files.write(file, content)).orElseThrow();
    }

    private static byte[] ticks(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer bytes = ByteBuffer.allocate(20 * count);
        int millis = 0;
        for (int i = 0; i < count; i++) {
            int bid = 113_990 + random.nextInt(40);
            bytes.putInt(millis)
                    .putInt(bid + random.nextInt(12))
                    .putInt(bid)
                    .putFloat(1.5f)
                    .putFloat(0.75f);
            millis += random.nextInt(800);
        }
        return bytes.array();
    }

    /* In the form of Months.tickLines. */
    private static List<String> naive(byte[] ticks, String hour, int places) {
        List<String> lines = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(ticks); in.hasRemaining(); in.getLong()) {
            long nanos = nanos(hour) + in.getInt() * 1_000_000L;
            double ask = BigDecimal.valueOf(in.getInt(), places).doubleValue();
            lines.add(nanos + " " + BigDecimal.valueOf(in.getInt(), places).doubleValue() + " " + ask);
        }
        return lines;
    }

    private static byte[] lzma(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZMAOutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), content.length)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
