package dev.necrozma.market.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.tick.TickSeries;
import org.junit.jupiter.api.Test;

class PriceScaleTest {

    @Test
    void comparesAsDecimalsDo() {
        PriceScale scale = PriceScale.of(4, 0.0001);
        for (int i = 0; i < 100_000; i++) {
            double from = (10_000 + i) / 10_000.0;
            double to = from + 5 * 0.0001;
            assertThat(scale.halfPoints(to) - scale.halfPoints(from)).isEqualTo(scale.leastHalfPoints(5));
        }
    }

    @Test
    void aThresholdBetweenTwoHalfPointsIsReachedByTheHigher() {
        PriceScale scale = PriceScale.of(5, 0.0001);
        assertThat(scale.leastHalfPoints(1.0)).isEqualTo(20);
        assertThat(scale.leastHalfPoints(0.05)).isEqualTo(1);
        assertThat(scale.leastHalfPoints(1.01)).isEqualTo(21);
        assertThat(scale.leastHalfPoints(0.3)).isEqualTo(6);
    }

    @Test
    void pipsDoNotDependOnTheDecimalsOfTheSource() {
        PriceScale coarse = PriceScale.of(2, 0.0001);
        PriceScale fine = PriceScale.of(6, 0.0001);
        for (int i = 0; i < 10_000; i++) {
            double price = i / 100.0;
            assertThat(coarse.pips(coarse.halfPoints(price))).isEqualTo(fine.pips(fine.halfPoints(price)));
        }
    }

    @Test
    void countsPipsOfOtherInstruments() {
        PriceScale yen = PriceScale.of(3, 0.01);
        assertThat(yen.pips(yen.halfPoints(110.25) - yen.halfPoints(110.125))).isEqualTo(12.5);
        PriceScale index = PriceScale.of(1, 1);
        assertThat(index.pips(index.halfPoints(25_000.5) - index.halfPoints(24_999.0)))
                .isEqualTo(1.5);
        PriceScale quarter = PriceScale.of(2, 0.25);
        assertThat(quarter.pips(quarter.halfPoints(101.00) - quarter.halfPoints(100.00)))
                .isEqualTo(4);
    }

    @Test
    void binaryPricesAreComparedAtTwelvePlaces() {
        PriceScale scale = PriceScale.of(TickSeries.NOT_DECIMAL, 0.0001);
        assertThat(scale.halfPoints(0.1 + 0.2)).isEqualTo(scale.halfPoints(0.3));
        assertThat(scale.halfPoints(0.3 + 1e-12)).isEqualTo(scale.halfPoints(0.3) + 2);
    }

    @Test
    void largePricesOfASourceThatIsNotDecimalCompareAsDecimalsToo() {
        PriceScale scale = PriceScale.of(TickSeries.NOT_DECIMAL, 0.1);
        for (int unit : new int[] {50, 500, 5_000, 50_000}) {
            for (int i = 0; i < 10_000; i++) {
                double bid = (unit * 10 + i) / 10.0;
                double ask = (unit * 10 + i + 3) / 10.0;
                double mid = (bid + ask) / 2;
                assertThat(scale.halfPoints(mid) - scale.halfPoints(bid))
                        .as("%s to %s", bid, mid)
                        .isEqualTo(scale.leastHalfPoints(1.5));
            }
        }
    }

    @Test
    void refusesPricesThatWouldOverflow() {
        PriceScale binary = PriceScale.of(TickSeries.NOT_DECIMAL, 1);

        assertThat(binary.halfPoints(100_000.5)).isEqualTo(200_001_000_000_000_000L);
        assertThatThrownBy(() -> binary.halfPoints(30_000_000.5))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "a price of 3.00000005E7 cannot be counted in units of 12 decimals; round the prices to fewer");
    }

    @Test
    void refusesDistancesThatWouldOverflow() {
        PriceScale scale = PriceScale.of(12, 10_000);

        assertThat(PriceScale.of(12, 1_000).leastHalfPoints(2_000)).isEqualTo(4_000_000_000_000_000_000L);
        for (double pips : new double[] {300, 1_000_000, 0x1p1000}) {
            assertThatThrownBy(() -> scale.leastHalfPoints(pips)).isInstanceOf(ArithmeticException.class);
        }
        assertThatThrownBy(() -> scale.leastHalfPoints(1_000_000))
                .hasMessage("a distance of 1000000 pips cannot be counted in units of 12 decimals;"
                        + " choose fewer pips or a smaller pip size");
    }

    /** A threshold is a price and a distance: it must not wrap around. */
    @Test
    void thePriceAndTheDistanceThatAreJustCountedCanBeAdded() {
        PriceScale scale = PriceScale.of(0, 1);
        double most = 0x1p59; // two half-points each

        assertThat(scale.halfPoints(most)).isEqualTo(1L << 60);
        assertThat(scale.leastHalfPoints(2e18) + scale.halfPoints(most))
                .isEqualTo(4_000_000_000_000_000_000L + (1L << 60));
        assertThatThrownBy(() -> scale.leastHalfPoints(2.4e18)).isInstanceOf(ArithmeticException.class);
    }
}
