package dev.necrozma.market.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CandleCodecTest {

    private static final Instrument EURUSD = new Instrument("EURUSD", 0.0001);

    @Test
    void keepsCandlesOfTicksToTheLastBit() throws IOException {
        TickSeries ticks = CandlesTest.randomTicks(11, 5_000, 5);
        assertSurvives(Candles.fromTicks(ticks, 5, EURUSD, true));
        assertSurvives(Candles.fromTicks(ticks, 5, EURUSD, false));
    }

    @Test
    void keepsPricesThatAreNoDecimals() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        long[] times = new long[1_000];
        double[][] prices = new double[4][times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 60_000_000_000L;
            for (double[] column : prices) {
                column[i] = Double.longBitsToDouble(random.nextLong(1, 0x7FE0000000000000L));
            }
        }
        BarSeries bars = new BarSeries(
                times, prices[0], prices[1], prices[2], prices[3], times.length, TickSeries.NOT_DECIMAL, 1);
        assertSurvives(Candles.fromBars(bars, 1, EURUSD, true));
    }

    @Test
    void keepsNoCandles() throws IOException {
        assertSurvives(
                Candles.fromTicks(new TickSeries(new long[0], new double[0], new double[0], 0, 5), 1, EURUSD, true));
    }

    @Test
    void theSameCandlesGiveTheSameBytes() throws IOException {
        CandleSeries candles = Candles.fromTicks(CandlesTest.randomTicks(11, 5_000, 5), 5, EURUSD, true);
        assertThat(encode(candles)).isEqualTo(encode(candles));
    }

    @Test
    void theFormatIsPinned() throws IOException {
        double[] prices = {1.5};
        BarSeries bar = new BarSeries(new long[] {120_000_000_000L}, prices, prices, prices, prices, 1, 1, 1);
        byte[] file = encode(Candles.fromBars(bar, 1, EURUSD, true));
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(file, 25)))
                .isEqualTo("4e5a434401020100013f1a36e2eb1c432d000000010000000b");
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        byte[] file = encode(Candles.fromTicks(CandlesTest.randomTicks(2, 200, 5), 60, EURUSD, true));
        for (int i = 0; i < file.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = file.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> CandleCodec.decode(damaged)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] file = encode(Candles.fromTicks(CandlesTest.randomTicks(2, 200, 5), 60, EURUSD, true));
        for (int length = 0; length < file.length; length++) {
            byte[] truncated = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> CandleCodec.decode(truncated)).isInstanceOf(IOException.class);
        }
    }

    private static void assertSurvives(CandleSeries candles) throws IOException {
        CandleSeries read = CandleCodec.decode(encode(candles));
        assertThat(read.size()).isEqualTo(candles.size());
        assertThat(read.lastComplete()).isEqualTo(candles.lastComplete());
        assertThat(read.intervalMinutes()).isEqualTo(candles.intervalMinutes());
        assertThat(read.decimals()).isEqualTo(candles.decimals());
        assertThat(read.pipSize()).isEqualTo(candles.pipSize());
        assertThat(read.hasTicks()).isEqualTo(candles.hasTicks());
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.timeNanos(i)).isEqualTo(candles.timeNanos(i));
            assertThat(read.open(i)).isEqualTo(candles.open(i));
            assertThat(read.high(i)).isEqualTo(candles.high(i));
            assertThat(read.low(i)).isEqualTo(candles.low(i));
            assertThat(read.close(i)).isEqualTo(candles.close(i));
            if (read.hasTicks()) {
                assertThat(read.tickCount(i)).isEqualTo(candles.tickCount(i));
                assertThat(read.spreadMeanPips(i)).isEqualTo(candles.spreadMeanPips(i));
                assertThat(read.spreadMaxPips(i)).isEqualTo(candles.spreadMaxPips(i));
            }
        }
    }

    private static byte[] encode(CandleSeries candles) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CandleCodec.encode(candles, out);
        return out.toByteArray();
    }
}
