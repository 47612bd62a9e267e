package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMaximaTest {

    private static final int[] RANGES = {1, 2, 30, 1_000_000};

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 2, 15, 16, 17, 31, 32, 33, 240, 255, 256, 257, 272, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537
            })
    void findsTheFirstThatReachesAThreshold(int size) {
        for (int range : RANGES) {
            for (int sign : new int[] {1, -1}) {
                SplittableRandom random = new SplittableRandom(size + range);
                long[] values = values(random, size, range);
                BlockMaxima maxima = new BlockMaxima(values, sign);
                int[] starts = random.ints(60, 0, size + 1).toArray();
                for (int k = 0; k < starts.length + 2; k++) {
                    int from = k < starts.length ? starts[k] : k == starts.length ? 0 : size;
                    long threshold =
                            random.nextLong(range - range / 8 - 1, range + 2) * (random.nextInt(9) == 0 ? -1 : 1);
                    int expected = BlockMaxima.NONE;
                    for (int i = size - 1; i >= from; i--) {
                        expected = sign * values[i] >= threshold ? i : expected;
                    }
                    assertThat(maxima.firstAtLeast(from, threshold))
                            .as("size %d, sign %d, from %d, at least %d", size, sign, from, threshold)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 15, 16, 17, 31, 32, 33, 240, 255, 256, 257, 272, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537})
    void findsTheLargestOfARange(int size) {
        for (int range : RANGES) {
            for (int sign : new int[] {1, -1}) {
                SplittableRandom random = new SplittableRandom(size + range);
                long[] values = values(random, size, range);
                BlockMaxima maxima = new BlockMaxima(values, sign);
                for (int k = 0; k < 60; k++) {
                    int from = k == 0 ? 0 : random.nextInt(size);
                    int to = k == 0 ? size : from + 1 + random.nextInt(size - from);
                    int found = maxima.indexOfMaximum(from, to);
                    assertThat(found).isBetween(from, to - 1);
                    assertThat(maxima.value(found))
                            .as("size %d, sign %d, from %d to %d", size, sign, from, to)
                            .isEqualTo(largest(values, sign, from, to));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 300, 5_000})
    void rangesThatMoveOnHaveTheSameMaxima(int size) {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int sign = random.nextBoolean() ? 1 : -1;
            long[] values = values(random, size, RANGES[random.nextInt(RANGES.length)]);
            RangeMaximum maximum = new RangeMaximum(new BlockMaxima(values, sign));
            int stride = 1 + random.nextInt(20);
            int width = 1 + random.nextInt(size);
            boolean growing = random.nextBoolean();
            for (int from = random.nextInt(size); from < size; from += random.nextInt(stride + 1)) {
                int to = Math.min(size, from + (growing ? width : 1 + random.nextInt(width)));
                assertThat(maximum.of(from, to))
                        .as("seed %d, [%d, %d)", seed, from, to)
                        .isEqualTo(largest(values, sign, from, to));
                stride = Math.max(stride, (size - from) / 200);
            }
        }
    }

    private static long[] values(SplittableRandom random, int size, int range) {
        return random.longs(size, -range, range + 1L).toArray();
    }

    private static long largest(long[] values, int sign, int from, int to) {
        long largest = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, sign * values[i]);
        }
        return largest;
    }
}
