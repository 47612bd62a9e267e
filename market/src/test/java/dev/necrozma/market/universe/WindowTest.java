package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 64, 65, 128})
    void whatGroupsShareIsWhatNaiveDefinitionsSay(int lookback) {
        for (CandleSeries candles : NaiveWindow.kinds()) {
            Window window = new Window(new PipSeries(candles), lookback);
            for (int event = lookback; event < candles.size(); event += 11) {
                window.moveTo(event);
                check(window, new NaiveWindow(candles, event, lookback));
            }
        }
    }

    private static void check(Window window, NaiveWindow naive) {
        double std = NaiveWindow.std(naive.pips);
        double mean = NaiveWindow.mean(naive.pips);
        assertThat(window.std).isCloseTo(std, within(1e-9));
        for (int i = 0; i < naive.lookback; i++) {
            assertThat(window.closes()[i]).isCloseTo(naive.closes()[i], within(1e-9));
        }
        Neighbours neighbours = window.neighbours();
        for (int i = 0; i < naive.n; i++) {
            assertThat(window.deviations()[i]).isCloseTo(naive.pips[i] - mean, within(1e-9));
            for (int j = 0; j < naive.n; j++) {
                double surplus = Math.abs(naive.pips[i] - naive.pips[j]) - 0.2 * std;
                if (Math.abs(surplus) > 1e-9 || naive.r[i] == naive.r[j]) {
                    assertThat(neighbours.near(i, j)).isEqualTo(surplus <= 0 || naive.r[i] == naive.r[j]);
                }
            }
        }
        for (int i = 0; i < naive.n; i++) {
            for (int j = naive.n; j < Long.SIZE * neighbours.words; j++) {
                assertThat(neighbours.bits[i * neighbours.words + (j >>> 6)] >>> j & 1)
                        .isZero();
            }
        }
    }
}
