package dev.necrozma.market.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesCodecTest {

    private static final long START = 1_398_920_401_787_000_000L;

    @Test
    void givesBackTheSameBitsOfRandomTicks() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            TickSeries ticks = randomTicks(random, random.nextInt(300), random.nextInt(12) - 1);
            assertSame(TickCodec.decode(encode(ticks)), ticks, "seed " + seed);
        }
    }

    @Test
    void givesBackExtremes() throws IOException {
        double[] bids = {Double.MIN_VALUE, Double.MAX_VALUE, 1e15 + 0.5, -0.0, 1.1, 0x1p-1022};
        double[] asks = {1.3, 0.1 + 0.2, 1e300, 5, -7, 1 / 3.0};
        long[] times = {Long.MIN_VALUE, -1, 0, 1, 1, Long.MAX_VALUE};
        for (int decimals = -1; decimals <= 10; decimals++) {
            TickSeries ticks = new TickSeries(times, bids, asks, bids.length, decimals);
            assertSame(TickCodec.decode(encode(ticks)), ticks, "decimals " + decimals);
        }
    }

    @Test
    void givesBackBars() throws IOException {
        Random random = new Random(4);
        int size = 500;
        double[][] prices = new double[4][size];
        long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            times[i] = (i + random.nextInt(2)) * 300_000_000_000L;
            for (double[] column : prices) {
                column[i] = (100_000 + random.nextInt(1000)) / 1e5;
            }
        }
        BarSeries bars = new BarSeries(times, prices[0], prices[1], prices[2], prices[3], size, 5, 5);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BarCodec.encode(bars, out);
        BarSeries back = BarCodec.decode(out.toByteArray());
        assertThat(back.minutes()).isEqualTo(5);
        assertThat(back.decimals()).isEqualTo(5);
        assertThat(back.size()).isEqualTo(size);
        assertThat(back.times()).isEqualTo(times);
        assertThat(back.prices()).isDeepEqualTo(prices);
        assertThatThrownBy(() -> TickCodec.decode(out.toByteArray())).isInstanceOf(IOException.class);
    }

    @Test
    void givesEqualBytesForEqualTicksHoweverTheyAreHeld() throws IOException {
        TickSeries ticks = randomTicks(new Random(1), 200, 5);
        TickSeries roomy = new TickSeries(
                Arrays.copyOf(ticks.times(), 400),
                Arrays.copyOf(ticks.prices()[0], 300),
                Arrays.copyOf(ticks.prices()[1], 500),
                200,
                5);
        assertThat(encode(roomy)).isEqualTo(encode(ticks));
    }

    @Test
    void takesLessThanAFourthOfTheRawSize() throws IOException {
        TickSeries ticks = randomTicks(new Random(1), 50_000, 5);
        assertThat(encode(ticks).length).isLessThan(50_000 * 24 / 4);
    }

    @Test
    void noticesEveryFlippedBitAndEveryTruncation() throws IOException {
        byte[] bytes = encode(randomTicks(new Random(2), 40, 5));
        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] flipped = bytes.clone();
            flipped[i / 8] ^= (byte) (1 << (i % 8));
            assertThatThrownBy(() -> TickCodec.decode(flipped)).as("bit %d", i).isInstanceOf(IOException.class);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TickCodec.decode(cut))
                    .as("length %d", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void joinsPartsAndTakesOutRanges() {
        TickSeries ticks = randomTicks(new Random(3), 1000, 5);
        long middle = ticks.timeNanos(400);
        TickSeries before = ticks.between(Long.MIN_VALUE, middle);
        TickSeries after = ticks.between(middle, Long.MAX_VALUE);
        assertThat(before.timeNanos(before.size() - 1)).isLessThan(middle);
        assertThat(after.timeNanos(0)).isEqualTo(middle);
        assertSame(TickSeries.concat(List.of(before, after)), ticks, "joined");
        assertThat(ticks.between(middle, middle).size()).isZero();
        assertThat(ticks.between(middle, middle - 5).size()).isZero();
        assertThatThrownBy(() -> TickSeries.concat(List.of(after, before)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("parts must be in time order");
    }

    private static byte[] encode(TickSeries ticks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TickCodec.encode(ticks, out);
        return out.toByteArray();
    }

    private static void assertSame(TickSeries actual, TickSeries expected, String what) {
        assertThat(actual.size()).as(what).isEqualTo(expected.size());
        assertThat(actual.decimals()).as(what).isEqualTo(expected.decimals());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.timeNanos(i)).as(what).isEqualTo(expected.timeNanos(i));
            assertThat(Double.doubleToRawLongBits(actual.bid(i)))
                    .as(what)
                    .isEqualTo(Double.doubleToRawLongBits(expected.bid(i)));
            assertThat(Double.doubleToRawLongBits(actual.ask(i)))
                    .as(what)
                    .isEqualTo(Double.doubleToRawLongBits(expected.ask(i)));
        }
    }

    private static TickSeries randomTicks(Random random, int size, int decimals) {
        long[] units = {1, 1000, 1_000_000, 1_000_000_000};
        long unit = units[random.nextInt(units.length)];
        double scale = Math.pow(10, Math.max(0, decimals));
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        long time = START;
        for (int i = 0; i < size; i++) {
            time += random.nextInt(1000) * unit;
            times[i] = time;
            long points = (long) (1.38 * scale) + random.nextInt(20) + 1;
            bids[i] = decimals < 0 ? random.nextDouble() : points / scale;
            asks[i] = decimals < 0 ? random.nextDouble() : (points + random.nextInt(30)) / scale;
        }
        return new TickSeries(times, bids, asks, size, decimals);
    }
}
