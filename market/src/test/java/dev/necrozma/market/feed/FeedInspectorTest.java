package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FeedInspectorTest extends FeedFixture {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    @Test
    void saysOfASmallFileWhatAnImportSays() throws IOException {
        String text = FeedReaderTest.randomExness(30_000, 8) + "\"exness\",\"EURUSD\",\"x\",1.3,1.4\n";
        ImportReport report = read(text);
        for (byte[] bytes : List.of(Files.readAllBytes(x()), gzip(text), zip("a", text))) {
            Files.write(x(), bytes);
            Inspection found = FeedInspector.inspect(x(), FeedOptions.defaults());
            assertThat(found.coverage()).isEqualTo(Inspection.Coverage.ALL);
            assertThat(found.layout()).isEqualTo(report.layout());
            assertThat(found.alsoFits()).isEqualTo(report.alsoFits()).isEmpty();
            assertThat(found.symbol()).isEqualTo(report.symbol()).contains("EURUSD");
            assertThat(found.rows()).isEqualTo(report.rowsRead()).isEqualTo(30_001);
            assertThat(found.leftOut()).isEqualTo(report.rejected()).containsEntry(RowStatus.UNPARSABLE_TIME, 1L);
            assertThat(found.spreads()).isEqualTo(report.spreads());
            assertThat(found.order().equalTimes()).isEqualTo(report.equalTimes());
            assertThat(found.gapCount()).isEqualTo(report.gapCount());
            assertThat(found.clockReason()).isEqualTo(report.clockReason());
            assertThat(found.firstRows()).hasSize(3);
            assertThat(found.firstRows().get(0).time()).isEqualTo(report.first());
            assertThat(found.lastRows().get(2).time()).isEqualTo(report.last());
            assertThat(found.decimals().keySet()).allMatch(places -> places <= report.decimals());
            assertThat(found.problem()).isEmpty();
        }
    }

    @Test
    void saysOfGapsWhatAnImportSaysAndWhyOneWouldFail() throws IOException {
        String text = """
                    time,bid,ask
                    2014-05-01 05:00:00,1.3,1.4
                    2014-05-01 08:00:00,1.3,1.41
                    2014-05-01 07:59:59,1.3,1.4
                    2014-05-01 07:00:00,1.3,1.4
                    2014-05-01 12:00:00,1.3,1.4
                    """;
        write(text);
        Inspection found = FeedInspector.inspect(x(), FeedOptions.defaults());
        assertThat(found.problem().orElseThrow()).startsWith(x() + ":5: time goes back by 1h ");
        assertThat(found.order().late()).isEqualTo(1);
        assertThat(found.order().stepsBack()).isEqualTo(1);
        assertThat(found.order().firstStepBack()).contains(x() + ":5");
        assertThat(found.longestGaps())
                .containsExactly(
                        new ImportReport.Gap(
                                Instant.parse("2014-05-01T08:00:00Z"), Instant.parse("2014-05-01T12:00:00Z")),
                        new ImportReport.Gap(
                                Instant.parse("2014-05-01T05:00:00Z"), Instant.parse("2014-05-01T08:00:00Z")));
        assertThat(found.decimals()).isEqualTo(Map.of(1, 4L, 2, 1L));
    }

    @Test
    void suggestsTheClocksThatPutWeeksInTheirPlace() throws IOException {
        write(weeks("2018-05-06", 4, 60, instant -> LocalDateTime.ofInstant(instant, NEW_YORK)));
        Inspection.Weeks weeks =
                FeedInspector.inspect(x(), FeedOptions.defaults()).weeks();
        assertThat(weeks).isEqualTo(new Inspection.Weeks(3, 0, 0, List.of("America/New_York", "UTC-04:00")));
        Inspection.Weeks right = FeedInspector.inspect(
                        x(), FeedOptions.defaults().withSourceClock(SourceClock.parse("America/New_York")))
                .weeks();
        assertThat(right).isEqualTo(new Inspection.Weeks(3, 3, 3, List.of()));
    }

    /* The year around tells New York's summer time from every fixed offset, though only a sample is read. */
    @Test
    void samplesALargeFileAndFindsItsWeekends() throws IOException {
        String text = weeks("2018-01-07", 50, 24, instant -> LocalDateTime.ofInstant(instant, NEW_YORK));
        write(text);
        assertThat(Files.size(x())).isGreaterThan(33 << 20);
        Inspection found = FeedInspector.inspect(x(), FeedOptions.defaults());
        assertThat(found.coverage()).isEqualTo(Inspection.Coverage.SAMPLE);
        assertThat(found.rows()).isCloseTo(text.lines().count() - 1, Percentage.withPercentage(0.1));
        assertThat(found.sampledRows()).isLessThan(found.rows() / 2);
        assertThat(found.firstRows().get(0).time()).isEqualTo("2018-01-07T17:00:00Z");
        assertThat(found.lastRows().get(2).time()).isEqualTo("2018-12-21T16:59:36Z");
        int weekends = found.weeks().count();
        assertThat(weekends).isBetween(13, 49);
        assertThat(FeedInspector.inspect(
                                x(), FeedOptions.defaults().withSourceClock(SourceClock.parse("America/New_York")))
                        .weeks())
                .isEqualTo(new Inspection.Weeks(weekends, weekends, weekends, List.of()));
        assertThat(found.weeks().opensInPlace()).isZero();
        assertThat(found.weeks().suggestions()).containsExactly("America/New_York");
        assertThat(found.leftOut()).isEmpty();
        assertThat(found.order().stepsBack()).isZero();
    }

    @Test
    void readsTheBeginningOfWhatIsLargeAndCompressed() throws IOException {
        Random random = new Random(9);
        StringBuilder text = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < 1_000_000; i++) {
            text.append(1_398_920_400_000L + i * 1000L).append(',');
            text.append(1 + random.nextInt(1_000_000_000) / 1e9)
                    .append(',')
                    .append(2 + random.nextInt(1_000_000_000) / 1e9);
            text.append('\n');
        }
        Files.write(x(), gzip(text.toString()));
        assertThat(Files.size(x())).isGreaterThan(8 << 20);
        Inspection found = FeedInspector.inspect(x(), FeedOptions.defaults());
        assertThat(found.coverage()).isEqualTo(Inspection.Coverage.BEGINNING);
        assertThat(found.rows()).isBetween(800_000L, 999_999L);
        assertThat(found.leftOut()).isEmpty();
        assertThat(found.lastRows()).isEmpty();
    }

    @Test
    void infersTheClockThatAnImportInfers() throws IOException {
        String text = weeks(
                        "2018-01-07", 20, 900, instant -> LocalDateTime.ofInstant(instant, ZoneId.of("Europe/London")))
                .replace("time,bid,ask\n", "<DATE>\t<TIME>\t<BID>\t<ASK>\n")
                .replace('-', '.')
                .replaceAll("[ ,]", "\t");
        ImportReport report = read(text);
        Inspection found = FeedInspector.inspect(x(), FeedOptions.defaults());
        assertThat(found.clock()).isEqualTo(report.clock()).isEqualTo("Europe/London");
        assertThat(found.clockReason()).isEqualTo(report.clockReason());
        assertThat(found.firstRows().get(0).time()).isEqualTo(report.first());
        assertThat(found.lastRows().get(2).time()).isEqualTo(report.last());
    }

    @Test
    void refusesWhatAnImportRefuses() throws IOException {
        write("");
        assertThatThrownBy(() -> FeedInspector.inspect(x(), FeedOptions.defaults()))
                .isInstanceOf(FeedException.class)
                .hasMessage(x() + " is empty");
        write("time,bid,ask\n");
        assertThatThrownBy(() -> FeedInspector.inspect(x(), FeedOptions.defaults()))
                .isInstanceOf(FeedException.class)
                .hasMessage(x() + " has a header but no rows");
    }

    /* Ticks every so many seconds from Sunday 17:00 to Friday 17:00 in New York, on another clock. */
    private static String weeks(String sunday, int count, int seconds, Function<Instant, LocalDateTime> clock) {
        StringBuilder text = new StringBuilder("time,bid,ask\n");
        for (int week = 0; week < count; week++) {
            LocalDateTime open = LocalDateTime.parse(sunday + "T17:00").plusWeeks(week);
            Instant end = open.plusDays(5).atZone(NEW_YORK).toInstant();
            for (Instant time = open.atZone(NEW_YORK).toInstant();
                    time.isBefore(end);
                    time = time.plusSeconds(seconds)) {
                text.append(TIME.format(clock.apply(time))).append(",1.38675,1.38688\n");
            }
        }
        return text.toString();
    }
}
