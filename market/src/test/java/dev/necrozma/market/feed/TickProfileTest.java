package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.necrozma.market.tick.TickSeries;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TickProfileTest {

    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void quantilesAreThoseOfTheSortedSpreads() {
        SplittableRandom random = new SplittableRandom(1);
        int size = 1_237;
        long[] times = new long[size];
        double[] bids = new double[size];
        double[] asks = new double[size];
        double[] spreads = new double[size];
        for (int i = 0; i < size; i++) {
            int points = random.nextInt(10) == 0 ? 9_000 + random.nextInt(500) : random.nextInt(60) - 10;
            times[i] = i * HOUR / 3;
            bids[i] = 1.5;
            asks[i] = (150_000 + points) / 1e5;
            spreads[i] = points / 1e5;
        }
        Arrays.sort(spreads);
        TickProfile profile = new TickProfile();
        profile.add(new TickSeries(times, bids, asks, size, 5));

        for (int perMille : new int[] {0, 10, 50, 250, 500, 750, 990, 1000}) {
            double rank = (size - 1) * perMille / 1000.0;
            int low = (int) rank;
            double expected = spreads[low] + (rank - low) * (spreads[Math.min(low + 1, size - 1)] - spreads[low]);
            assertThat(profile.spread(perMille)).isCloseTo(expected, within(1e-12));
        }
        assertThat(profile.zero())
                .isEqualTo(Arrays.stream(spreads).filter(s -> s == 0).count());
        assertThat(profile.negative())
                .isEqualTo(Arrays.stream(spreads).filter(s -> s < 0).count());
        assertThat(profile.hours()[5]).isEqualTo(3 * (size / 72) + Math.max(0, Math.min(3, size % 72 - 15)));
    }

    @Test
    void partsAddUpToTheWholeAndBytesReadBack() {
        TickSeries first = new TickSeries(new long[] {0, HOUR}, new double[] {1, 2}, new double[] {1.1, 2.3}, 2, 1);
        TickSeries second =
                new TickSeries(new long[] {-1, 25 * HOUR}, new double[] {1.01, 2}, new double[] {1.11, 2}, 2, 2);
        TickProfile whole = new TickProfile();
        whole.add(first);
        whole.add(second);
        TickProfile sum = new TickProfile();
        for (TickSeries part : new TickSeries[] {first, second}) {
            TickProfile profile = new TickProfile();
            profile.add(part);
            sum.add(TickProfile.parse(profile.toBytes()));
        }

        assertThat(sum.toBytes()).isEqualTo(whole.toBytes());
        assertThat(whole.hours()).startsWith(1, 2).endsWith(1);
        assertThat(whole.spread(500)).isEqualTo(0.1);
        assertThat(whole.count()).isEqualTo(4);
    }
}
