package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.candle.CandleSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ContextTest {

    private static final CandleSeries WALK = NaiveWindow.candles(14, 2_000, random -> random % 41 - 20);
    private static final ContextSpec SPEC = ContextSpec.of(1);

    @Test
    void aRowIsACandleThatMovedEnoughBehindAWholeContext() throws InterruptedException {
        ContextTable table = Context.compute(WALK, SPEC, Runnable::run);
        List<Long> times = new ArrayList<>();
        for (int i = 128; i < WALK.size(); i++) {
            long move = Math.round(WALK.close(i) * 200_000) - Math.round(WALK.open(i) * 200_000);
            if (Math.abs(move) >= 20) {
                times.add(WALK.timeNanos(i));
            }
        }
        assertThat(times(table)).isEqualTo(times).hasSizeGreaterThan(200);
        assertThat(table.candles()).isEqualTo(128);
    }

    @Test
    void anyNumberOfThreadsAndAnySizeOfPartsGivesTheSameBytes() throws Exception {
        byte[] alone = encoded(Context.compute(WALK, SPEC, Runnable::run));
        for (int threads : new int[] {1, 2, 5}) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                for (int rows : new int[] {64, 192, 4_096}) {
                    assertThat(encoded(Context.compute(WALK, SPEC, executor, rows)))
                            .isEqualTo(alone);
                }
            } finally {
                executor.shutdown();
            }
        }
    }

    @Test
    void universesOfEveryLookbackHaveTheSameContext() throws InterruptedException {
        ContextTable context = Context.compute(WALK, SPEC, Runnable::run);
        for (int lookback : new int[] {5, 30, 127, 128, 129, 300}) {
            UniverseTable universe =
                    Universe.compute(WALK, UniverseSpec.of(1, lookback), NaiveWindow.EURUSD, Optional.of(context));
            List<FeatureColumn> columns = universe.features().stream()
                    .filter(column -> column.name().startsWith("ctx_"))
                    .toList();
            assertThat(columns).hasSameSizeAs(context.features()).isNotEmpty();
            Map<Long, Integer> rows = new HashMap<>();
            for (int i = 0; i < context.size(); i++) {
                rows.put(context.timeNanos(i), i);
            }
            for (int i = 0; i < universe.size(); i++) {
                Integer row = rows.get(universe.timeNanos(i));
                assertThat(row != null).isEqualTo(universe.timeNanos(i) >= WALK.timeNanos(128));
                for (int column = 0; column < columns.size(); column++) {
                    assertSame(columns.get(column), i, context.features().get(column), row);
                }
            }
        }
    }

    private static void assertSame(FeatureColumn joined, int event, FeatureColumn column, Integer row) {
        assertThat(joined.isNull(event)).isEqualTo(row == null || column.isNull(row));
        if (!joined.isNull(event)) {
            assertThat(joined.value(event)).isEqualTo(column.value(row));
        }
    }

    @Test
    void theColumnsOfTheWindowAreThoseOfAUniverseWithoutContext() throws InterruptedException {
        UniverseTable without = Universe.compute(WALK, UniverseSpec.of(1, 20), NaiveWindow.EURUSD);
        UniverseTable with = Universe.compute(
                WALK,
                UniverseSpec.of(1, 20),
                NaiveWindow.EURUSD,
                Optional.of(Context.compute(WALK, SPEC, Runnable::run)));
        List<String> names = names(with);
        assertThat(names.subList(0, without.features().size())).isEqualTo(names(without));
        for (int i = 0; i < with.size(); i++) {
            assertThat(with.signature(i)).isEqualTo(without.signature(i));
        }
    }

    @Test
    void groupsAreThoseThatWereAskedForLessThoseThatAreSkipped() {
        assertThat(FeatureGroups.ofContext(Set.of(), Set.of()))
                .contains("permutation")
                .noneMatch(FeatureGroups.onRequest()::contains);
        assertThat(FeatureGroups.ofContext(Set.copyOf(FeatureGroups.onRequest()), Set.of()))
                .hasSize(FeatureGroups.OF_CONTEXT.size() + FeatureGroups.ON_REQUEST.size());
        assertThat(FeatureGroups.ofContext(Set.of(), Set.of("permutation"))).doesNotContain("permutation");
    }

    @Test
    void aSeriesShorterThanAContextHasNoRows() throws Exception {
        CandleSeries few = NaiveWindow.candles(1, 100, random -> random % 9 - 4);
        ContextTable table = Context.compute(few, SPEC, Runnable::run);
        assertThat(table.size()).isZero();
        assertThat(ContextCodec.decode(encoded(table)).size()).isZero();
    }

    @Test
    void whatIsStoredIsReadBack() throws Exception {
        for (CandleSeries candles : NaiveWindow.kinds()) {
            ContextTable table = Context.compute(candles, new ContextSpec(1, 40, 0.05, SPEC.groups()), Runnable::run);
            ContextTable read = ContextCodec.decode(encoded(table));
            assertThat(read.intervalMinutes()).isEqualTo(1);
            assertThat(read.candles()).isEqualTo(40);
            assertThat(times(read)).isEqualTo(times(table));
            assertThat(read.features()).hasSameSizeAs(table.features());
            for (int column = 0; column < table.features().size(); column++) {
                FeatureColumn expected = table.features().get(column);
                FeatureColumn actual = read.features().get(column);
                assertThat(actual.name()).isEqualTo(expected.name());
                assertThat(actual.unit()).isEqualTo(expected.unit());
                assertThat(actual.reference()).isEqualTo(expected.reference());
                for (int i = 0; i < table.size(); i++) {
                    assertSame(actual, i, expected, i);
                }
            }
        }
    }

    @Test
    void nullsAndNegativeTimesAreStored() throws IOException {
        int rows = 131;
        long[] times = new long[rows];
        float[] values = new float[rows];
        long[] nulls = new long[FeatureColumn.words(rows)];
        for (int i = 0; i < rows; i++) {
            times[i] = (i - 100) * NaiveWindow.MINUTE;
            if (i % 5 == 0) {
                nulls[i >>> 6] |= 1L << (i & 63);
            } else {
                values[i] = -i / 3f;
            }
        }
        ContextTable read = ContextCodec.decode(encoded(
                new ContextTable(1440, 1000, times, List.of(new FeatureColumn("ctx_x", "µ", "–", values, nulls)))));
        assertThat(read.intervalMinutes()).isEqualTo(1440);
        assertThat(read.features().get(0).unit()).isEqualTo("µ");
        for (int i = 0; i < rows; i++) {
            assertThat(read.timeNanos(i)).isEqualTo(times[i]);
            assertThat(read.features().get(0).isNull(i)).isEqualTo(i % 5 == 0);
            assertThat(read.features().get(0).value(i)).isEqualTo(i % 5 == 0 ? 0 : -i / 3f);
        }
    }

    @Test
    void everyFlippedByteAndEveryCutIsNoticed() throws Exception {
        byte[] bytes = encoded(Context.compute(WALK, SPEC, Runnable::run));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> ContextCodec.decode(damaged)).isInstanceOf(IOException.class);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> ContextCodec.decode(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesWhatDoesNotFitTogether() throws InterruptedException {
        ContextTable context = Context.compute(WALK, SPEC, Runnable::run);
        assertThatThrownBy(() -> Context.compute(WALK, ContextSpec.of(5), Runnable::run))
                .hasMessage("candles must be of 5 minutes: 1");
        assertThatThrownBy(() -> new ContextSpec(1, 1, 1, List.of())).hasMessage("candles must be 2 to 1000: 1");
        assertThatThrownBy(() -> new ContextSpec(1, 128, 1, List.of("calendar")))
                .hasMessageEndingWith(": [calendar]");
        CandleSeries five = NaiveWindow.candles(2, 100, random -> 1);
        ContextTable other = new ContextTable(5, 128, new long[0], List.of());
        assertThatThrownBy(() -> Universe.compute(five, UniverseSpec.of(1, 5), NaiveWindow.EURUSD, Optional.of(other)))
                .hasMessage("contexts must be of 1 minutes: 5");
        assertThat(context.intervalMinutes()).isEqualTo(1);
    }

    @Test
    void whatAPartThrowsIsThrown() {
        Executor none = task -> {
            throw new RejectedExecutionException("closed");
        };
        assertThatThrownBy(() -> Context.compute(WALK, SPEC, none)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> Parts.compute(10, 5, Runnable::run, (from, to) -> {
                    throw new IllegalStateException("row " + from);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("row 0");
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Context.compute(WALK, SPEC, task -> {})).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static List<Long> times(ContextTable table) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            times.add(table.timeNanos(i));
        }
        return times;
    }

    private static List<String> names(UniverseTable table) {
        return table.features().stream().map(FeatureColumn::name).toList();
    }

    private static byte[] encoded(ContextTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ContextCodec.encode(table, out);
        return out.toByteArray();
    }
}
