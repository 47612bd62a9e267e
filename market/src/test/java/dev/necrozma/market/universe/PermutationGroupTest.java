package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.universe.FeatureCheck.Oracle;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationGroupTest {

    @Test
    void agreesWithNaiveDefinitions() {
        FeatureCheck.check("permutation", List.of(new Oracle("permutation_entropy", PermutationGroupTest::entropy)));
    }

    @Test
    void agreesWithNaiveDefinitionsOverTheContext() {
        FeatureCheck.checkContext(
                "permutation", List.of(new Oracle("ctx_permutation_entropy", PermutationGroupTest::entropy)));
    }

    private static double entropy(NaiveWindow window) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int i = 0; i + 2 < window.n; i++) {
            int start = i;
            List<Integer> pattern = IntStream.range(0, 3)
                    .boxed()
                    .sorted(Comparator.comparingLong(place -> window.r[start + place]))
                    .toList();
            counts.merge(pattern, 1, Integer::sum);
        }
        double patterns = window.n - 2;
        return counts.values().stream()
                        .mapToDouble(count -> -count / patterns * Math.log(count / patterns))
                        .sum()
                / Math.log(6);
    }

    /** Bandt and Pompe (2002), their example: 1.522 bits at order 3. */
    @Test
    void agreesWithThePublishedExample() {
        double[] values = {4, 7, 9, 10, 6, 11, 3};
        double bits = PermutationGroup.entropy(values, 0, values.length, new long[8]) * Math.log(6) / Math.log(2);
        assertThat(bits).isCloseTo(1.522, within(0.0005));
    }

    @Test
    void aConstantSeriesHasOnePattern() {
        assertThat(PermutationGroup.entropy(new double[20], 0, 20, new long[8])).isZero();
    }
}
