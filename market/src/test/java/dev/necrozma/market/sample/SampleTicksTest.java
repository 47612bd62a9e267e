package dev.necrozma.market.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.label.DayBootstrap;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelRows;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.LabelTally;
import dev.necrozma.market.label.Prices;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample against the figures of a broker's EURUSD quotes of May 2014, which are written here as they were measured. */
class SampleTicksTest {

    private static final double[] PERCENT_BY_HOUR = {
        1.9, 1.5, 1.5, 1.1, 1.2, 1.6, 4.1, 6.3, 5.6, 5.5, 5.1, 6.3, 14.8, 9.4, 11.2, 6.5, 3.5, 3.3, 2.3, 1.8, 1.9, 1.6,
        1.1, 0.7
    };

    private static TickSeries ticks;

    @BeforeAll
    static void generate() throws IOException {
        ticks = generate(SampleTicks.SEED);
    }

    @Test
    void areAboutAMillionInTwoWeeksWithTheWeekendClosed() {
        assertThat(ticks.size()).isBetween(950_000, 1_050_000);
        assertThat(instant(0)).isBetween(Instant.parse("2024-05-12T21:00:00Z"), Instant.parse("2024-05-12T21:05:00Z"));
        assertThat(instant(ticks.size() - 1))
                .isBetween(Instant.parse("2024-05-24T20:50:00Z"), Instant.parse("2024-05-24T21:00:00Z"));
        for (int i = 0; i < ticks.size(); i++) {
            LocalDateTime time = LocalDateTime.ofInstant(instant(i), ZoneOffset.UTC);
            DayOfWeek day = time.getDayOfWeek();
            boolean open = day == DayOfWeek.SUNDAY
                    ? time.getHour() >= 21
                    : day == DayOfWeek.FRIDAY ? time.getHour() < 21 : day != DayOfWeek.SATURDAY;
            assertThat(open).isTrue();
            assertThat(i == 0 || ticks.timeNanos(i) >= ticks.timeNanos(i - 1)).isTrue();
        }
    }

    @Test
    void moveTheirBidsAsMeasured() {
        double[] percent = {22, 37, 26, 11, 2, 2};
        double[] counts = new double[6];
        double squares = 0;
        double products = 0;
        double previous = 0;
        double both = 0;
        double bidAlone = 0;
        double askAlone = 0;
        for (int i = 1; i < ticks.size(); i++) {
            double bidMove = points(ticks.bid(i)) - points(ticks.bid(i - 1));
            double askMove = points(ticks.ask(i)) - points(ticks.ask(i - 1));
            counts[(int) Math.min(5, Math.abs(bidMove))] += 100.0 / ticks.size();
            squares += bidMove * bidMove;
            products += bidMove * previous;
            previous = bidMove;
            both += bidMove != 0 && askMove != 0 ? 1 : 0;
            bidAlone += bidMove != 0 && askMove == 0 ? 1 : 0;
            askAlone += bidMove == 0 && askMove != 0 ? 1 : 0;
        }
        for (int i = 0; i < percent.length; i++) {
            assertThat(counts[i]).as("moves of %d points", i).isCloseTo(percent[i], within(1.0));
        }
        assertThat(Math.sqrt(squares / ticks.size())).isCloseTo(2.1, within(0.1));
        assertThat(products / squares).isCloseTo(-0.26, within(0.02));
        assertThat(both / ticks.size()).isCloseTo(0.55, within(0.01));
        assertThat(bidAlone / ticks.size()).isCloseTo(0.22, within(0.01));
        assertThat(askAlone / ticks.size()).isCloseTo(0.22, within(0.01));
    }

    @Test
    void haveSpreadsAsMeasuredAndTheOddZeroAndNegativeOne() {
        double[] spreads = new double[ticks.size()];
        for (int i = 0; i < spreads.length; i++) {
            spreads[i] = points(ticks.ask(i)) - points(ticks.bid(i));
        }
        Arrays.sort(spreads);
        assertThat(quantile(spreads, 0.05)).isEqualTo(9);
        assertThat(quantile(spreads, 0.5)).isEqualTo(11);
        assertThat(quantile(spreads, 0.95)).isCloseTo(23, within(2.0));
        assertThat(quantile(spreads, 0.99)).isCloseTo(76, within(8.0));
        assertThat(spreads[spreads.length - 1]).isCloseTo(150, within(10.0));
        assertThat(Arrays.stream(spreads).filter(spread -> spread == 0).count()).isBetween(50L, 1000L);
        assertThat(Arrays.stream(spreads).filter(spread -> spread < 0).count()).isBetween(50L, 1000L);
    }

    @Test
    void areAsBusyInEachHourAsMeasuredWithUnevenWaits() {
        double[] percent = new double[24];
        double[] waits = new double[ticks.size() - 1];
        for (int i = 0; i < ticks.size(); i++) {
            percent[instant(i).atOffset(ZoneOffset.UTC).getHour()] += 100.0 / ticks.size();
            if (i > 0) {
                waits[i - 1] = (ticks.timeNanos(i) - ticks.timeNanos(i - 1)) / 1e6;
            }
        }
        for (int hour = 0; hour < 24; hour++) {
            assertThat(percent[hour]).as("hour %d", hour).isCloseTo(PERCENT_BY_HOUR[hour], within(0.4));
        }
        Arrays.sort(waits);
        assertThat(quantile(waits, 0.5)).isCloseTo(186, within(15.0));
        /* Half of the 8.5 s and 26 s measured: there are twice as many ticks. */
        assertThat(quantile(waits, 0.95)).isCloseTo(4250, within(800.0));
        assertThat(quantile(waits, 0.99)).isCloseTo(13_000, within(2000.0));
    }

    @Test
    void returnOverAMinuteAboutABasisPointWithHeavyTails() {
        TreeMap<Long, Double> closes = new TreeMap<>();
        for (int i = 0; i < ticks.size(); i++) {
            closes.put(ticks.timeNanos(i) / 60_000_000_000L, ticks.mid(i));
        }
        List<Double> returns = new ArrayList<>();
        closes.forEach((minute, close) -> {
            Double before = closes.get(minute - 1);
            if (before != null) {
                returns.add(1e4 * Math.log(close / before));
            }
        });
        double second = returns.stream().mapToDouble(r -> r * r).average().orElseThrow();
        double fourth =
                returns.stream().mapToDouble(r -> r * r * r * r).average().orElseThrow();
        assertThat(Math.sqrt(second)).isCloseTo(0.95, within(0.2)); // measured: 0.87
        assertThat(fourth / (second * second)).isGreaterThan(5); // a normal distribution has 3
    }

    @Test
    void widenTheirSpreadsAboutTheMid() {
        double squares = 0;
        double products = 0;
        double previous = 0;
        for (int i = 1; i < ticks.size(); i++) {
            double move = 1e5 * (ticks.mid(i) - ticks.mid(i - 1));
            squares += move * move;
            products += move * previous;
            previous = move;
        }
        /* About as the bid alone; 7 points if wide spreads lifted the ask only. */
        assertThat(Math.sqrt(squares / ticks.size())).isCloseTo(2.1, within(0.1));
        assertThat(products / squares).isCloseTo(-0.23, within(0.03));
    }

    /** What is left is chance: it has an interval, and the smaller the barriers and the shorter the horizon, the less it is. */
    @Test
    void giveNothingToWinAtMid() {
        CandleSeries candles = Candles.fromTicks(ticks, 1, new Instrument(SampleTicks.SYMBOL, 1e-4), false);
        LabelSeries series = LabelSeries.ofCandlesAndTicks(candles, List.of(ticks), Prices.MID);
        LabelKernel kernel = LabelKernel.searching(series, 0);
        for (String name : List.of(
                "T5_S5_H30",
                "T5_S15_H30",
                "T5_S15_H240",
                "T5_S15_H1440",
                "T10_S5_H60",
                "T15_S5_H240",
                "T20_S20_H240")) {
            LabelSpec spec = LabelSpec.parse(name);
            LabelTally tally = new LabelTally(series, spec, new DayBootstrap());
            LabelRows rows = new LabelRows();
            for (int chunk = 0; chunk < series.chunks(); chunk++) {
                kernel.label(spec, chunk, rows);
                tally.add(rows);
            }
            for (LabelSummary.Direction direction :
                    List.of(tally.summary().up(), tally.summary().down())) {
                double standardError = (direction.expectancyHigh() - direction.expectancyLow()) / (2 * 1.96);
                assertThat(direction.expectancyPips()).as(name).isCloseTo(0, within(4 * standardError));
                if (spec.targetPips() + spec.stopPips() <= 20) {
                    assertThat(direction.expectancyPips()).as(name).isCloseTo(0, within(0.6));
                }
            }
        }
    }

    @Test
    void areTheSameForASeedAndOthersForAnother() throws IOException {
        TickSeries again = generate(SampleTicks.SEED);
        TickSeries other = generate(SampleTicks.SEED + 1);
        assertThat(again.size()).isEqualTo(ticks.size());
        for (int i = 0; i < ticks.size(); i++) {
            assertThat(again.timeNanos(i) == ticks.timeNanos(i)
                            && again.bid(i) == ticks.bid(i)
                            && again.ask(i) == ticks.ask(i))
                    .isTrue();
        }
        assertThat(other.timeNanos(100)).isNotEqualTo(ticks.timeNanos(100));
    }

    private static TickSeries generate(long seed) throws IOException {
        List<TickSeries> months = new ArrayList<>();
        SampleTicks.generate(seed, new MonthSink() {
            @Override
            public void ticks(YearMonth month, TickSeries series) {
                assertThat(month).isEqualTo(YearMonth.of(2024, 5));
                months.add(series);
            }

            @Override
            public void bars(YearMonth month, BarSeries bars) {
                throw new AssertionError("bars");
            }
        });
        assertThat(months).hasSize(1);
        return months.get(0);
    }

    private static Instant instant(int i) {
        return Instant.ofEpochMilli(ticks.timeNanos(i) / 1_000_000);
    }

    private static double points(double price) {
        return Math.rint(price * 1e5);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
