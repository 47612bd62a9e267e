package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.tick.BarSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VendorBarsTest extends FeedFixture {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void readsDukascopyBarsAndLeavesOutThoseWithoutAQuote() throws IOException {
        ImportReport report = read("""
                    Gmt time,Open,High,Low,Close,Volume
                    01.06.2018 20:58:00.000,1.2,1.3,1.1,1.25,12.5
                    01.06.2018 20:59:00.000,1.25,1.25,1.25,1.25,3.75
                    01.06.2018 21:00:00.000,1.25,1.25,1.25,1.25,0
                    02.06.2018 12:00:00.000,1.25,1.25,1.25,1.25,0.0
                    03.06.2018 21:00:00.000,1.25,1.26,1.25,1.26,0
                    03.06.2018 21:01:00.000,1.26,1.27,1.26,1.27,1
                    """);
        assertThat(months.barTimes())
                .containsExactly(
                        nanos("2018-06-01T20:58:00Z"),
                        nanos("2018-06-01T20:59:00Z"),
                        nanos("2018-06-03T21:00:00Z"),
                        nanos("2018-06-03T21:01:00Z"));
        BarSeries bars = months.bars.get(YearMonth.of(2018, 6));
        assertThat(List.of(bars.open(0), bars.high(0), bars.low(0), bars.close(0)))
                .containsExactly(1.2, 1.3, 1.1, 1.25);
        assertThat(report.layout()).isEqualTo("dukascopy-csv");
        assertThat(report.side()).contains("bid");
        assertThat(report.barMinutes()).isEqualTo(1);
        assertThat(report.rejected()).containsOnly(java.util.Map.entry(RowStatus.EMPTY_BAR, 2L));
        assertThat(report.rowsRead()).isEqualTo(6);
        assertThat(report.gapCount()).isZero();
    }

    @Test
    void refusesAnArchiveOfBarsOfTwoSides() throws IOException {
        String bars = "Gmt time,Open,High,Low,Close,Volume\n%s 10:00:00.000,1.1,1.3,1.1,1.2,5\n";
        String first = bars.replace("%s", "07.01.2019");
        String second = bars.replace("%s", "04.02.2019");
        assertThat(failure(zip("EURUSD_ASK.csv", second, "EURUSD_BID.csv", first)))
                .isEqualTo("x holds bars of bid prices (EURUSD_BID.csv) and of ask prices (EURUSD_ASK.csv),"
                        + " which are no series; give those of one side");
        assertThat(failure(zip(
                        "1.csv", "time,bidopen,bidhigh,bidlow,bidclose\n2019-01-07 10:00:00,1.1,1.3,1.1,1.2\n",
                        "2.csv", "time,askopen,askhigh,asklow,askclose\n2019-01-08 10:00:00,1.1,1.3,1.1,1.2\n")))
                .startsWith("x holds bars of bid prices (1.csv) and of ask prices (2.csv)");
        Files.write(x(), zip("1_ASK.csv", first, "2_ASK.csv", second));
        assertThat(FeedReader.read(x(), FeedOptions.defaults(), months).rowsKept())
                .isEqualTo(2);
    }

    @Test
    void inspectionTakesTheSideFromTheNameAsAnImportDoes() throws IOException {
        String bars = "Gmt time,Open,High,Low,Close,Volume\n07.01.2019 10:00:00.000,1.1,1.3,1.1,1.2,5\n";
        Path file = Files.writeString(x().resolveSibling("EURUSD_Candlestick_1_M_ASK_2019.csv"), bars);
        assertThat(FeedInspector.inspect(file, FeedOptions.defaults()).side()).contains("ask");
        Files.write(x(), zip("EURUSD_asks.csv", bars));
        assertThat(FeedInspector.inspect(x(), FeedOptions.defaults()).side()).contains("ask");
        write(bars);
        assertThat(FeedInspector.inspect(x(), FeedOptions.defaults()).side()).contains("bid");
    }

    @Test
    void manyFlatBarsAreNoReasonToFailButNothingElseIs() throws IOException {
        assertThat(failure("Gmt time,Open,High,Low,Close,Volume\n02.06.2018 12:00:00.000,1.2,1.2,1.2,1.2,0\n"))
                .isEqualTo("x has no row that tells a price");
    }

    @Test
    void readsDukascopyBarsInEasternEuropeanTimeByTheCalendar() throws IOException {
        ImportReport report = read("""
                    Time (EET),Open,High,Low,Close,Volume\s
                    2018.03.23 12:00:00,1.2,1.3,1.1,1.25,12.5
                    2018.03.26 12:00:00,1.2,1.3,1.1,1.25,12.5
                    2018.03.26 12:01:00,1.2,1.3,1.1,1.25,12.5
                    """, FeedOptions.defaults());
        assertThat(months.barTimes())
                .containsExactly(
                        nanos("2018-03-23T10:00:00Z"), nanos("2018-03-26T09:00:00Z"), nanos("2018-03-26T09:01:00Z"));
        assertThat(report.clock()).isEqualTo("EET");
        assertThat(report.clockReason()).isEqualTo("stated by the header");
    }

    @Test
    void readsMetaTraderBarsOfBothVersions() throws IOException {
        String header = "<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<TICKVOL>,<VOL>,<SPREAD>\n";
        String rows = "2018.01.02,00:00:00,1.2,1.3,1.1,1.25,57,0,3\n2018.01.02,00:05:00,1.2,1.3,1.1,1.25,57,0,3\n";
        List<String> forms = List.of(
                "2018.01.02,00:00,1.2,1.3,1.1,1.25,57\n2018.01.02,00:05,1.2,1.3,1.1,1.25,57\n",
                header + rows,
                (header + rows).replace(',', '\t'));
        for (String form : forms) {
            months.bars.clear();
            ImportReport report = read(form);
            assertThat(months.barTimes())
                    .as(form)
                    .containsExactly(nanos("2018-01-01T22:00:00Z"), nanos("2018-01-01T22:05:00Z"));
            assertThat(report.layout()).isEqualTo("metatrader");
            assertThat(report.side()).contains("bid");
            assertThat(report.barMinutes()).isEqualTo(5);
            assertThat(report.clock()).isEqualTo("America/New_York+7");
            assertThat(report.clockReason())
                    .startsWith("assumed, as no such file states one; --source-zone names another");
        }
    }

    @Test
    void infersServersWhoseSummersAreEuropeanFromAYear() throws IOException {
        ImportReport european = read(
                weeks(50, time -> LocalDateTime.ofInstant(time, ZoneId.of("Europe/Athens"))), FeedOptions.defaults());
        assertThat(european.clock()).isEqualTo("EET");
        ImportReport american =
                read(weeks(50, time -> LocalDateTime.ofInstant(time, NEW_YORK).plusHours(7)));
        assertThat(american.clock()).isEqualTo("America/New_York+7");
        assertThat(american.clockReason()).endsWith("; 49 of 49 week opens fall on Sunday 17:00 New York");
        ImportReport greenwich = read(weeks(50, time -> LocalDateTime.ofInstant(time, ZoneId.of("UTC"))));
        assertThat(greenwich.clock()).isEqualTo("UTC");
        assertThat(greenwich.clockReason())
                .isEqualTo("inferred: with it 49 of 49 week opens fall on Sunday 17:00 New York,"
                        + " with the assumed America/New_York+7 0");
    }

    @Test
    void infersTheClockOfMetaTraderTicks() throws IOException {
        StringBuilder text = new StringBuilder("<DATE>\t<TIME>\t<BID>\t<ASK>\n");
        weeks(20, time -> LocalDateTime.ofInstant(time, ZoneId.of("Europe/London")))
                .lines()
                .map(line -> line.substring(0, 16).replace(',', '\t') + ":00\t1.2\t1.3\n")
                .forEach(text::append);
        assertThat(read(text.toString()).clock()).isEqualTo("Europe/London");
    }

    /* Bars every quarter of an hour as version 4 writes them, from Sunday 17:00 to Friday 17:00 in New York. */
    private static String weeks(int count, Function<Instant, LocalDateTime> clock) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy.MM.dd,HH:mm");
        StringBuilder text = new StringBuilder();
        for (int week = 0; week < count; week++) {
            LocalDateTime open = LocalDateTime.parse("2018-01-07T17:00").plusWeeks(week);
            Instant end = open.plusDays(5).atZone(NEW_YORK).toInstant();
            for (Instant time = open.atZone(NEW_YORK).toInstant(); time.isBefore(end); time = time.plusSeconds(900)) {
                text.append(form.format(clock.apply(time))).append(",1.2,1.3,1.1,1.2,5\n");
            }
        }
        return text.toString();
    }
}
