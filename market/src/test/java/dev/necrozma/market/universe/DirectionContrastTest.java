package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectionContrastTest {

    @Test
    void aDifferenceIsInStandardDeviationsAndInStandardErrors() {
        DirectionContrast contrast = new DirectionContrast("x", "1", 200, 3, 1, 300, 2.5, 3);
        assertThat(contrast.standardisedDifference()).isCloseTo(0.5 / Math.sqrt(5), within(1e-12));
        // All 500 values have a sum of squares about their mean of 200 + 2,700 + 120 / 4.
        assertThat(contrast.z()).isCloseTo(0.5 * Math.sqrt(120) / Math.sqrt(2_930 / 499.0), within(1e-12));
    }

    @Test
    void nothingIsKnownWithoutValuesOrWithoutVariation() {
        assertThat(new DirectionContrast("x", "1", 0, Double.NaN, Double.NaN, 3, 1, 1).z())
                .isNaN();
        assertThat(new DirectionContrast("x", "1", 3, 1, 1, 0, Double.NaN, Double.NaN).z())
                .isNaN();
        assertThat(new DirectionContrast("x", "1", 3, 1, 0, 4, 2, 0).z()).isNaN();
    }

    @Test
    void overAllWaysToTossAFewDirectionsTheScoreHasVarianceOne() {
        double[] values = {1, 2, 4, 8, 16, 32, 64};
        double squares = 0;
        int ways = 0;
        for (int ups = 0; ups < 1 << values.length; ups++) {
            if (Integer.bitCount(ups) == 3) {
                double z = contrast(values, ups).z();
                squares += z * z;
                ways++;
            }
        }
        assertThat(ways).isEqualTo(35);
        assertThat(squares / ways).isCloseTo(1, within(1e-12));
    }

    @Test
    void fewEventsThatHardlyDifferWithinADirectionHaveNoLargeScore() {
        double z = contrast(new double[] {5, 1, 1.000_001}, 1).z();
        assertThat(z).isPositive().isLessThan(Math.sqrt(2));
    }

    /* Bit i of ups tells that value i goes up. */
    private static DirectionContrast contrast(double[] values, int ups) {
        double[] up = IntStream.range(0, values.length)
                .filter(i -> (ups >>> i & 1) == 1)
                .mapToDouble(i -> values[i])
                .toArray();
        double[] down = IntStream.range(0, values.length)
                .filter(i -> (ups >>> i & 1) == 0)
                .mapToDouble(i -> values[i])
                .toArray();
        return new DirectionContrast("x", "1", up.length, mean(up), std(up), down.length, mean(down), std(down));
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double std(double... values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    /** Directions are tossed; the feature goes up and down slowly, as over windows that overlap. */
    @Test
    void tossedDirectionsGiveAStandardNormalScoreThoughWindowsOverlap() {
        SplittableRandom random = new SplittableRandom(12);
        int rounds = 2_000;
        double squares = 0;
        for (int round = 0; round < rounds; round++) {
            double[] sums = new double[2];
            double[] squaresOf = new double[2];
            int[] counts = new int[2];
            double value = 0;
            for (int i = 0; i < 400; i++) {
                value = 0.95 * value + random.nextDouble() - 0.5;
                int direction = random.nextInt(2);
                sums[direction] += value;
                squaresOf[direction] += value * value;
                counts[direction]++;
            }
            double up = sums[0] / counts[0];
            double down = sums[1] / counts[1];
            double z = new DirectionContrast(
                            "x",
                            "1",
                            counts[0],
                            up,
                            Math.sqrt(squaresOf[0] / counts[0] - up * up),
                            counts[1],
                            down,
                            Math.sqrt(squaresOf[1] / counts[1] - down * down))
                    .z();
            squares += z * z;
        }
        // The standard error of the mean square is sqrt(2 / 2000), 0.03.
        assertThat(squares / rounds).isCloseTo(1, within(0.12));
    }
}
