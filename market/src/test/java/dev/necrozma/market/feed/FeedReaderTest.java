package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedReaderTest extends FeedFixture {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final DateTimeFormatter M1 = DateTimeFormatter.ofPattern("yyyyMMdd HHmmss");

    @Test
    void readsExnessTicks() throws IOException {
        ImportReport report = read(EXNESS
                + row("2014-05-01 05:00:01.787Z", "1.38727", "1.3873")
                + row("2014-05-01 05:00:01.8Z", "1.38726", "1.38726")
                + row("2014-05-01 05:00:01.8Z", "1.38729", "1.38726")
                + row("2014-05-01 05:00:02Z", "1.387", "1.38734"));
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T05:00:01.787Z") + " 1.38727 1.3873",
                        nanos("2014-05-01T05:00:01.8Z") + " 1.38726 1.38726",
                        nanos("2014-05-01T05:00:01.8Z") + " 1.38729 1.38726",
                        nanos("2014-05-01T05:00:02Z") + " 1.387 1.38734");
        assertThat(report.layout()).isEqualTo("exness");
        assertThat(report.symbol()).contains("EURUSD");
        assertThat(report.clockReason()).isEqualTo("each time states its offset");
        assertThat(report.decimals()).isEqualTo(5);
        assertThat(report.equalTimes()).isEqualTo(1);
        assertThat(report.spreads()).contains(new ImportReport.Spreads(1, 1, -0.00003, 0.000015, 0.00034));
        assertThat(report.toAttributes())
                .containsEntry("kind", "ticks")
                .containsEntry("spread_median", "0.000015")
                .containsEntry("rows_kept", "4")
                .doesNotContainKey("side");
    }

    @Test
    void readsHistDataTicksFiveHoursBehindUtc() throws IOException {
        ImportReport report = read("20140430 190000292,1.386760,1.386860,0\n20140430 190000920,1.386760,1.386870,0\n");
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T00:00:00.292Z") + " 1.38676 1.38686",
                        nanos("2014-05-01T00:00:00.920Z") + " 1.38676 1.38687");
        assertThat(report.layout()).isEqualTo("histdata-ticks");
        assertThat(report.clock()).isEqualTo("UTC-05:00");
        assertThat(report.decimals()).isEqualTo(5);
    }

    @Test
    void readsAGivenClockInsteadOfTheDocumentedOne() throws IOException {
        read(
                "20140430 190000292,1.386760,1.386860,0\n",
                FeedOptions.defaults().withSourceClock(SourceClock.parse("Europe/London")));
        assertThat(months.tickLines()).containsExactly(nanos("2014-04-30T18:00:00.292Z") + " 1.38676 1.38686");
    }

    @Test
    void readsGenericHeadersInManyForms() throws IOException {
        String expected = nanos("2014-05-01T05:00:01.787Z") + " 1.3 1.4";
        List<String> forms = List.of(
                "timestamp,bid,ask\n2014-05-01T05:00:01.787Z,1.3,1.4",
                "Ask;Volume;Bid;Time (UTC)\n1.4;7;1.3;2014-05-01 05:00:01.787",
                "\"DateTime\"\t\"Bid Price\"\t\"Offer\"\n\"2014/05/01 07:00:01.787000+02:00\"\t\"1.30\"\t\"1.40\"",
                "<BID>\t<ASK>\t<DATE>\t<TIME>\n1.3\t1.4\t2014.05.01\t05:00:01.787",
                "date,time,bid,ask\n20140501,050001787,1.3,1.4",
                "Gmt time,Bid,Ask\n01.05.2014 05:00:01.787,1.3,1.4",
                "local time,bid,ask\n01.05.2014 07:00:01.787 GMT+0200,1.3,1.4",
                "time,bid,ask\n1398920401787,1.3,1.4",
                "time,bid,ask\n1398920401.787,1.3,1.4",
                "time,bid,ask\n1398920401787000,1.3,1.4",
                "time,bid,ask\n1398920401787000000,1.3,1.4",
                "timestamp_ms,bid,ask\n1398920401787,1.3,1.4",
                "TIMESTAMP_NS,BID,ASK\n1398920401787000000,+1.3,14e-1",
                "time|bid|ask\n20140501 05:00:01.787|1.3|1.4",
                "time,bid,ask\n20140501050001787,1.3,1.4",
                "time,bid,ask\n2014-05-01 00:00:01.787-05,1.3,1.4",
                "\ufefftime,bid,ask\r\n\r\n# words\r\n2014-05-01 05:00:01.787,1.3,1.4\r\n");
        for (String form : forms) {
            months.ticks.clear();
            ImportReport report = read(form);
            assertThat(months.tickLines()).as(form).containsExactly(expected);
            assertThat(report.layout()).isEqualTo("generic");
            assertThat(report.rowsRead()).as(form).isEqualTo(1);
        }
    }

    @Test
    void plainGzipAndZipGiveTheSameTicksWhateverTheLineEndsAndQuotes() throws IOException {
        String text = randomExness(20_000, 5);
        ImportReport plain = read(text);
        List<String> expected = months.tickLines();
        assertThat(expected).hasSize(20_000);
        List<byte[]> others = List.of(
                gzip(text),
                zip("any name", text),
                zip("ticks.CSV", text, "readme.txt", "hello"),
                text.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                text.replace("\"", "").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                text.replaceAll("\n", "\n\n").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                text.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (byte[] bytes : others) {
            months.ticks.clear();
            Files.write(x(), bytes);
            ImportReport report = FeedReader.read(x(), FeedOptions.defaults(), months);
            assertThat(months.tickLines()).isEqualTo(expected);
            assertThat(report.spreads()).isEqualTo(plain.spreads());
        }
    }

    @Test
    void readsTheEntriesOfAZipInOrderOfTime() throws IOException {
        String january = EXNESS + row("2014-01-05 05:00:00Z", "1.1", "1.2");
        String february = EXNESS + row("2014-02-05 05:00:00Z", "1.3", "1.4");
        Files.write(x(), zip("a.csv", february, "b.csv", january, "__MACOSX/._a.csv", "\0"));
        ImportReport report = FeedReader.read(x(), FeedOptions.defaults(), months);
        assertThat(report.entries()).containsExactly("b.csv", "a.csv");
        assertThat(months.order).containsExactly(YearMonth.of(2014, 1), YearMonth.of(2014, 2));
    }

    @Test
    void sortsDisorderStablyAlsoAcrossMonths() throws IOException {
        long seed = 11;
        Random random = new Random(seed);
        List<long[]> rows = new ArrayList<>();
        long clock = Instant.parse("2014-01-31T23:59:30Z").toEpochMilli();
        long latest = clock;
        StringBuilder text = new StringBuilder(EXNESS);
        int late = 0;
        for (int i = 0; i < 2000; i++) {
            clock += random.nextInt(60);
            long time = random.nextInt(3) == 0 ? Math.max(clock - random.nextInt(1900), latest - 2000) : clock;
            late += time < latest ? 1 : 0;
            latest = Math.max(latest, time);
            rows.add(new long[] {time, i + 1});
            text.append(row(Instant.ofEpochMilli(time).toString(), Integer.toString(i + 1), "1"));
        }
        ImportReport report = read(text.toString());
        List<String> expected = rows.stream()
                .sorted(Comparator.comparingLong(row -> row[0]))
                .map(row -> row[0] * 1_000_000 + " " + (double) row[1] + " 1.0")
                .toList();
        assertThat(months.tickLines()).as("seed %d", seed).isEqualTo(expected);
        assertThat(report.disordered()).isEqualTo(late);
        assertThat(months.order).containsExactly(YearMonth.of(2014, 1), YearMonth.of(2014, 2));
        TickSeries february = months.ticks.get(YearMonth.of(2014, 2));
        assertThat(february.timeNanos(0)).isGreaterThanOrEqualTo(nanos("2014-02-01T00:00:00Z"));
    }

    @Test
    void countsPlacesOfPricesByMonth() throws IOException {
        read(EXNESS
                + row("2014-01-05 05:00:00Z", "1.10", "1.200")
                + row("2014-02-05 05:00:00Z", "1.12345", "1.2")
                + row("2014-03-05 05:00:00Z", "1.123456789012", "1.2"));
        assertThat(months.ticks.values())
                .extracting(TickSeries::decimals)
                .containsExactly(1, 5, TickSeries.NOT_DECIMAL);
    }

    @Test
    void secondPassThroughARepeatedHourTakesTheLaterOffset() throws IOException {
        String text = """
                    time,bid,ask
                    2014-10-26 00:59:59,1.1,1.2
                    2014-10-26 01:30:00,1.1,1.2
                    2014-10-26 01:59:59.9,1.1,1.2
                    2014-10-26 01:00:00.1,1.1,1.2
                    2014-10-26 01:59:59.95,1.1,1.2
                    2014-10-26 01:30:00,1.1,1.2
                    2014-10-26 02:00:00,1.1,1.2
                    """;
        SourceClock london = SourceClock.parse("Europe/London");
        ImportReport report = read(text, FeedOptions.defaults().withSourceClock(london));
        assertThat(months.ticks.get(YearMonth.of(2014, 10)).size()).isEqualTo(7);
        assertThat(months.tickLines())
                .extracting(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .containsExactly(
                        nanos("2014-10-25T23:59:59Z"),
                        nanos("2014-10-26T00:30:00Z"),
                        nanos("2014-10-26T00:59:59.9Z"),
                        nanos("2014-10-26T00:59:59.95Z"),
                        nanos("2014-10-26T01:00:00.1Z"),
                        nanos("2014-10-26T01:30:00Z"),
                        nanos("2014-10-26T02:00:00Z"));
        assertThat(report.repeatedHour()).isEqualTo(2);
        assertThat(report.disordered()).isEqualTo(1);
        assertThat(report.clock()).isEqualTo("Europe/London");
    }

    @Test
    void countsTimesInASkippedHour() throws IOException {
        ImportReport report = read(
                "time,bid,ask\n2014-03-30 00:59:59,1.1,1.2\n2014-03-30 01:30:00,1.1,1.2\n2014-03-30 02:31:00,1.1,1.2\n",
                FeedOptions.defaults().withSourceClock(SourceClock.parse("Europe/London")));
        assertThat(report.skippedHour()).isEqualTo(1);
        assertThat(months.tickLines().get(1)).startsWith(Long.toString(nanos("2014-03-30T01:30:00Z")));
    }

    @Test
    void readsBarsOfAWidthThatTheirSpacingTells() throws IOException {
        ImportReport report = read("""
                    date,open,high,low,close,volume
                    2014-05-01 05:00,1.2,1.3,1.1,1.25,0
                    2014-05-01 05:05,1.2,1.3,1.1,1.25,0
                    2014-05-01 05:15,1.2,1.3,1.1,1.25,0
                    """);
        BarSeries bars = months.bars.get(YearMonth.of(2014, 5));
        assertThat(bars.minutes()).isEqualTo(5);
        assertThat(bars.timeNanos(2)).isEqualTo(nanos("2014-05-01T05:15:00Z"));
        assertThat(List.of(bars.open(0), bars.high(0), bars.low(0), bars.close(0)))
                .containsExactly(1.2, 1.3, 1.1, 1.25);
        assertThat(report.kind()).isEqualTo(SeriesKind.BARS);
        assertThat(report.side()).isEmpty();
        assertThat(report.spreads()).isEmpty();
    }

    @Test
    void rejectsBarsThatCannotBe() throws IOException {
        ImportReport report = read("""
                    time,open,high,low,close
                    2014-05-01 05:00,1.2,1.3,1.1,1.25
                    2014-05-01 05:01,1.2,1.3,1.21,1.25
                    2014-05-01 05:02,1.2,1.3,1.1,1.31
                    2014-05-01 05:00,1.2,1.3,1.1,1.25
                    2014-05-01 05:03:00,1.2,1.3,1.1,1.25
                    2014-05-01 05:04:00.5,1.2,1.3,1.1,1.25
                    """, new FeedOptions(Optional.empty(), Optional.empty(), 1, Duration.ZERO));
        assertThat(report.rejected())
                .containsEntry(RowStatus.BAD_BAR, 2L)
                .containsEntry(RowStatus.REPEATED_BAR, 1L)
                .containsEntry(RowStatus.OFF_GRID, 1L);
        assertThat(report.rowsKept()).isEqualTo(2);
    }

    @Test
    void infersNewYorkTimeFromTheWeekOpens() throws IOException {
        ImportReport report = read(weeks("2018-01-07", 50, instant -> LocalDateTime.ofInstant(instant, NEW_YORK)));
        assertThat(report.clock()).isEqualTo("America/New_York");
        assertThat(report.clockReason()).startsWith("inferred: with it 49 of 49 week opens");
        assertThat(Instant.ofEpochSecond(0, months.barTimes().get(0))).isEqualTo("2018-01-07T22:00:00Z");
        assertThat(months.barTimes()).contains(nanos("2018-07-08T21:00:00Z"));
        assertThat(report.side()).contains("bid");
    }

    @Test
    void keepsTheDocumentedClockWhereItFitsOrNothingElseClearlyDoes() throws IOException {
        ImportReport year =
                read(weeks("2018-01-07", 50, instant -> LocalDateTime.ofInstant(instant, ZoneOffset.ofHours(-5))));
        assertThat(year.clock()).isEqualTo("UTC-05:00");
        ImportReport winter = read(weeks("2018-01-07", 6, instant -> LocalDateTime.ofInstant(instant, NEW_YORK)));
        assertThat(winter.clock()).isEqualTo("UTC-05:00");
        ImportReport day = read("20180702 170000;1.2;1.2;1.2;1.2;0\n20180702 170100;1.2;1.2;1.2;1.2;0\n");
        assertThat(day.clock()).isEqualTo("UTC-05:00");
        assertThat(day.clockReason()).isEqualTo("documented; 0 of 0 week opens fall on Sunday 17:00 New York");
    }

    @Test
    void infersShiftsOfNewYorkTimeAndOtherFixedOffsets() throws IOException {
        ImportReport broker = read(weeks(
                "2018-01-07",
                50,
                instant -> LocalDateTime.ofInstant(instant, NEW_YORK).plusHours(7)));
        assertThat(broker.clock()).isEqualTo("America/New_York+7");
        ImportReport fixed =
                read(weeks("2018-01-07", 50, instant -> LocalDateTime.ofInstant(instant, ZoneOffset.ofHours(2))));
        assertThat(fixed.clock()).isEqualTo("UTC+02:00");
    }

    @Test
    void countsGapsButNoWeekends() throws IOException {
        ImportReport report = read(EXNESS
                + row("2014-05-02 20:59:00Z", "1.1", "1.2")
                + row("2014-05-04 21:01:00Z", "1.1", "1.2")
                + row("2014-05-04 22:01:00Z", "1.1", "1.2")
                + row("2014-05-04 23:01:01Z", "1.1", "1.2")
                + row("2014-05-05 03:00:00Z", "1.1", "1.2"));
        assertThat(report.gapCount()).isEqualTo(2);
        assertThat(report.longestGaps())
                .extracting(ImportReport.Gap::length)
                .containsExactly(Duration.ofSeconds(4 * 3600 - 61), Duration.ofSeconds(3601));
    }

    static String randomExness(int rows, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(EXNESS);
        long millis = Instant.parse("2014-05-31T20:00:00Z").toEpochMilli();
        for (int i = 0; i < rows; i++) {
            millis += random.nextInt(3000);
            int bid = 138_000 + random.nextInt(2000);
            text.append(row(
                    Instant.ofEpochMilli(millis).toString().replace('T', ' '),
                    Double.toString(bid / 1e5),
                    Double.toString((bid + random.nextInt(40) - 5) / 1e5)));
        }
        return text.toString();
    }

    /* Bars every quarter of an hour, from Sunday 17:00 to Friday 17:00 in New York, on another clock. */
    private static String weeks(String sunday, int count, java.util.function.Function<Instant, LocalDateTime> clock) {
        StringBuilder text = new StringBuilder();
        for (int week = 0; week < count; week++) {
            LocalDateTime open = LocalDateTime.parse(sunday + "T17:00").plusWeeks(week);
            Instant end = open.plusDays(5).atZone(NEW_YORK).toInstant();
            for (Instant time = open.atZone(NEW_YORK).toInstant(); time.isBefore(end); time = time.plusSeconds(900)) {
                text.append(M1.format(clock.apply(time))).append(";1.2;1.3;1.1;1.2;0\n");
            }
        }
        return text.toString();
    }
}
