package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final CandleSeries WALK = gaussianWalk();

    @Test
    void theTableIsWhatItsGeneratorMakes() throws IOException {
        List<String> table;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SignatureEdges.class.getResourceAsStream("signature-edges.csv"), StandardCharsets.US_ASCII))) {
            table = lines.lines().toList();
        }
        SignatureEdgesGenerator generator = new SignatureEdgesGenerator();
        for (int lookback : new int[] {2, 5, 15, 30}) {
            assertThat(table).containsAll(generator.lines(lookback));
        }
        assertThat(table)
                .hasSize(1
                        + 2 * SignatureEdgesGenerator.lookbacks().size()
                        + (int) SignatureEdgesGenerator.lookbacks().stream()
                                .filter(lookback -> lookback >= 15)
                                .count());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 60})
    void aRandomWalkFillsTheBinsEvenly(int lookback) {
        UniverseTable table = Universe.compute(
                WALK, new UniverseSpec(1, lookback, 0.001, LevelEdges.DEFAULT, Set.of()), NaiveWindow.EURUSD);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < table.size(); i++) {
            for (String part : table.signature(i).split("\\|", -1)) {
                counts.merge(part, 1, Integer::sum);
            }
        }
        for (String part : List.of("net", "efficiency", "autocorrelation", "range_trend")) {
            for (int bin = 1; bin <= 5; bin++) {
                assertThat(counts.get(part + ":" + bin) / (double) table.size())
                        .as(part + ":" + bin)
                        .isCloseTo(0.2, within(0.04));
            }
        }
        // Values of these lie on few points, which no edges part evenly.
        for (String part : List.of("entropy", "up_ratio")) {
            for (int bin = 1; bin <= 5; bin++) {
                assertThat(counts.get(part + ":" + bin) / (double) table.size())
                        .as(part + ":" + bin)
                        .isCloseTo(0.2, within(0.1));
            }
        }
    }

    @Test
    void partsThatAreNullOrTooLongForTheWindowAreLeftOut() {
        CandleSeries still = NaiveWindow.kinds()[3];
        UniverseTable table =
                Universe.compute(still, new UniverseSpec(1, 5, 0.05, LevelEdges.DEFAULT, Set.of()), NaiveWindow.EURUSD);
        assertThat(table.signatureTexts()).contains("");
        UniverseTable walk = Universe.compute(WALK, UniverseSpec.of(1, 5), NaiveWindow.EURUSD);
        assertThat(walk.signatureTexts())
                .allMatch(text -> text.matches("net:[1-5]\\|efficiency:[1-5]\\|up_ratio:[1-5]\\|range_trend:[1-5]"));
    }

    private static CandleSeries gaussianWalk() {
        Random random = new Random(77);
        int size = 40_000;
        long[] times = new long[size];
        double[][] prices = new double[4][size];
        double price = 100;
        for (int i = 0; i < size; i++) {
            double open = price;
            double high = price;
            double low = price;
            for (int step = 0; step < 30; step++) {
                price += random.nextGaussian() * 1e-4;
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            times[i] = i * NaiveWindow.MINUTE;
            prices[0][i] = open;
            prices[1][i] = high;
            prices[2][i] = low;
            prices[3][i] = price;
        }
        BarSeries bars = new BarSeries(times, prices[0], prices[1], prices[2], prices[3], size, -1, 1);
        return Candles.fromBars(bars, 1, NaiveWindow.EURUSD, true);
    }
}
