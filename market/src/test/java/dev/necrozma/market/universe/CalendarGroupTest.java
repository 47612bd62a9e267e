package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarSeries;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class CalendarGroupTest {

    private static final long START = Instant.parse("2018-02-20T00:00:00Z").getEpochSecond();

    @Test
    void agreesWithTheLibraryOfTheLanguageThroughEveryChangeOfClocks() {
        int hours = 300 * 24;
        long[] times = new long[hours];
        double[] opens = new double[hours];
        double[] closes = new double[hours];
        for (int i = 0; i < hours; i++) {
            times[i] = (START + 3_600L * i) * 1_000_000_000L;
            opens[i] = 1.1;
            closes[i] = 1.2;
        }
        BarSeries bars = new BarSeries(times, opens, closes, opens, closes, hours, 1, 60);
        CandleSeries candles = Candles.fromBars(bars, 60, NaiveWindow.EURUSD, true);
        UniverseTable table = Universe.compute(candles, UniverseSpec.of(60, 5), NaiveWindow.EURUSD);
        assertThat(table.size()).isEqualTo(hours - 5);
        for (int i = 0; i < table.size(); i++) {
            Instant time = Instant.ofEpochSecond(0, table.timeNanos(i));
            ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
            assertValue(table, "hour_sin", i, Math.sin(2 * Math.PI * utc.getHour() / 24));
            assertValue(table, "hour_cos", i, Math.cos(2 * Math.PI * utc.getHour() / 24));
            int day = utc.getDayOfWeek().getValue() - 1;
            assertValue(table, "weekday_sin", i, Math.sin(2 * Math.PI * day / 7));
            assertValue(table, "weekday_cos", i, Math.cos(2 * Math.PI * day / 7));
            assertValue(table, "session_sydney", i, open(time, "Australia/Sydney", 7, 16));
            assertValue(table, "session_tokyo", i, open(time, "Asia/Tokyo", 9, 18));
            assertValue(table, "session_london", i, open(time, "Europe/London", 8, 17));
            assertValue(table, "session_new_york", i, open(time, "America/New_York", 8, 17));
        }
    }

    private static double open(Instant time, String zone, int from, int to) {
        ZonedDateTime local = time.atZone(ZoneId.of(zone));
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && local.getHour() >= from && local.getHour() < to ? 1 : 0;
    }

    private static void assertValue(UniverseTable table, String feature, int i, double expected) {
        assertThat((double) FeatureCheck.column(table, feature).value(i))
                .as(feature + " at " + Instant.ofEpochSecond(0, table.timeNanos(i)))
                .isCloseTo(expected, within(1e-6));
    }
}
