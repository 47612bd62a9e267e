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
        assertThat(window.std).isCloseTo(std, within(1e-9));
        HalfPointWindow halfPoints = window.halfPoints();
        double halfPointsPerPip = window.series.scale.halfPointsPerPip();
        for (int i = 0; i < naive.lookback; i++) {
            assertThat(halfPoints.closes[i]).isEqualTo((naive.close[i] - naive.close[0]) * halfPointsPerPip / 20);
        }
        Neighbours neighbours = halfPoints.neighbours();
        for (int i = 0; i < naive.n; i++) {
            assertThat(halfPoints.returns[i]).isEqualTo(naive.r[i] * halfPointsPerPip / 20);
            for (int j = 0; j < naive.n; j++) {
                assertThat(neighbours.near(i, j)).isEqualTo(naive.near(i, j));
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
