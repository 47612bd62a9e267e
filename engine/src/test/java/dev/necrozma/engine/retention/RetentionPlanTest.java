package dev.necrozma.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

    private static Instant daysAgo(double days) {
        return NOW.minusSeconds((long) (days * 86_400));
    }

    private static Fingerprint file(String name) {
        return Fingerprint.ofText(name);
    }

    /** One with a file of its own, last used when it was created. */
    private static Holding holding(String unit, long bytes, double costSeconds, double ageDays) {
        return sharing(unit, Map.of(file(unit), bytes), costSeconds, ageDays, false);
    }

    private static Holding sharing(
            String unit, Map<Fingerprint, Long> files, double costSeconds, double ageDays, boolean needed) {
        return new Holding(
                Fingerprint.ofText("key of " + unit),
                "labels",
                unit,
                files,
                0,
                daysAgo(ageDays),
                daysAgo(ageDays),
                Duration.ofMillis((long) (costSeconds * 1000)),
                needed);
    }

    private static RetentionLimits size(long bytes) {
        return RetentionLimits.of(OptionalLong.of(bytes), Optional.empty(), Map.of());
    }

    private static RetentionLimits age(int days) {
        return RetentionLimits.of(OptionalLong.empty(), Optional.of(Duration.ofDays(days)), Map.of());
    }

    private static List<String> deleted(RetentionPlan plan) {
        return plan.deletions().stream()
                .map(deletion -> deletion.holding().unit())
                .toList();
    }

    private static RetentionPlan plan(RetentionLimits limits, Holding... held) {
        return RetentionPlan.of(List.of(held), limits, NOW);
    }

    @Test
    void withoutLimitsNothingGoes() {
        RetentionPlan plan = plan(RetentionLimits.NONE, holding("a", 100, 0, 10_000));

        assertThat(plan).isEqualTo(new RetentionPlan(List.of(), 100, 100));
    }

    @Test
    void theCheapestPerByteGoesFirstAndNoMoreThanMust() {
        RetentionPlan plan = plan(
                size(250),
                holding("dear", 100, 100, 1),
                holding("large", 100, 10, 1),
                holding("small and as dear a byte", 10, 1.5, 1),
                holding("cheap", 100, 1, 1));

        assertThat(deleted(plan)).containsExactly("cheap");
        assertThat(plan.bytesBefore()).isEqualTo(310);
        assertThat(plan.bytesAfter()).isEqualTo(210);
        assertThat(plan.deletions().get(0).detail()).isEqualTo("size limit");
    }

    @Test
    void aLimitThatIsJustKeptDeletesNothing() {
        assertThat(plan(size(200), holding("a", 100, 1, 1), holding("b", 100, 1, 1))
                        .deletions())
                .isEmpty();
    }

    @Test
    void whatIsUnusedForAWeekIsWorthHalf() {
        double fresh = RetentionPlan.worth(Duration.ofSeconds(8), 2, NOW, NOW);

        assertThat(fresh).isEqualTo(4);
        assertThat(RetentionPlan.worth(Duration.ofSeconds(8), 2, daysAgo(7), NOW))
                .isEqualTo(2);
        assertThat(RetentionPlan.worth(Duration.ofSeconds(8), 2, daysAgo(21), NOW))
                .isEqualTo(1);
        assertThat(RetentionPlan.worth(Duration.ofSeconds(8), 2, NOW.plusSeconds(60), NOW))
                .isEqualTo(4);
        assertThat(deleted(plan(size(100), holding("old", 100, 1.9, 7), holding("new", 100, 1, 0))))
                .containsExactly("old");
        assertThat(deleted(plan(size(100), holding("old", 100, 2.1, 7), holding("new", 100, 1, 0))))
                .containsExactly("new");
    }

    @Test
    void whatIsNeededStaysEvenIfTheLimitIsNotKept() {
        RetentionPlan plan =
                plan(size(50), sharing("needed", Map.of(file("x"), 100L), 0, 100, true), holding("other", 10, 1e6, 0));

        assertThat(deleted(plan)).containsExactly("other");
        assertThat(plan.bytesAfter()).isEqualTo(100);
        assertThat(plan(age(1), sharing("needed", Map.of(), 0, 100, true)).deletions())
                .isEmpty();
    }

    @Test
    void ageCountsFromTheLastUseAndExpiryFromTheComputation() {
        Holding used =
                new Holding(file("k"), "labels", "used", Map.of(), 5, daysAgo(40), daysAgo(3), Duration.ZERO, false);

        assertThat(plan(age(30), used).deletions()).isEmpty();
        assertThat(plan(age(3), used).deletions()).isEmpty();
        assertThat(plan(age(2), used).deletions())
                .containsExactly(new Deletion(used, Deletion.Limit.AGE, "age limit: not used for 2d"));
        RetentionLimits expiry =
                RetentionLimits.of(OptionalLong.empty(), Optional.empty(), Map.of("labels", Duration.ofHours(36)));
        assertThat(plan(expiry, used).deletions())
                .containsExactly(new Deletion(used, Deletion.Limit.EXPIRED, "labels expire after 36h"));
        assertThat(plan(
                                RetentionLimits.of(
                                        OptionalLong.empty(),
                                        Optional.empty(),
                                        Map.of("universes", Duration.ofHours(36))),
                                used)
                        .deletions())
                .isEmpty();
    }

    @Test
    void whatExpiredGoesBeforeAnythingGoesForItsSize() {
        RetentionLimits both =
                RetentionLimits.of(OptionalLong.of(100), Optional.empty(), Map.of("labels", Duration.ofDays(30)));

        RetentionPlan plan = plan(both, holding("cheap", 100, 0, 1), holding("expired", 100, 1e6, 31));

        assertThat(deleted(plan)).containsExactly("expired");
    }

    @Test
    void resultsThatShareAFileGoTogetherAndTheFileCountsOnce() {
        Map<Fingerprint, Long> shared = Map.of(file("shared"), 100L);
        Holding slice = sharing("slice", shared, 0.1, 1, false);
        Holding month = sharing("month", shared, 0.1, 1, false);

        RetentionPlan plan = plan(size(150), slice, month, holding("other", 100, 50, 1));

        assertThat(plan.bytesBefore()).isEqualTo(200);
        assertThat(deleted(plan)).containsExactlyInAnyOrder("slice", "month");
        assertThat(plan.bytesAfter()).isEqualTo(100);
    }

    @Test
    void aResultWhoseFilesAreNeededByAnotherIsNotLostForNothing() {
        Map<Fingerprint, Long> shared = Map.of(file("shared"), 100L);

        RetentionPlan plan =
                plan(size(10), sharing("slice", shared, 0.1, 1, true), sharing("month", shared, 0.1, 1, false));

        assertThat(plan.deletions()).isEmpty();
    }

    @Test
    void keepingTheLastRunsAloneDeletesTheRest() {
        RetentionLimits last =
                new RetentionLimits(OptionalLong.empty(), Optional.empty(), new TreeMap<>(), OptionalInt.of(2));
        RetentionLimits lastAndSize =
                new RetentionLimits(OptionalLong.of(1000), Optional.empty(), new TreeMap<>(), OptionalInt.of(2));
        Holding needed = sharing("used", Map.of(file("x"), 1L), 0, 1, true);

        assertThat(plan(last, needed, holding("unused", 1, 1, 1)).deletions())
                .extracting(Deletion::detail)
                .containsExactly("not used by the last 2 runs");
        assertThat(plan(lastAndSize, needed, holding("unused", 1, 1, 1)).deletions())
                .isEmpty();
    }

    @Test
    void limitsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> size(-1)).hasMessage("maxBytes must not be negative: -1");
        assertThatThrownBy(() -> age(0)).hasMessage("maxAge must be positive: PT0S");
        assertThatThrownBy(() -> RetentionLimits.of(
                        OptionalLong.empty(), Optional.empty(), Map.of("labels", Duration.ofDays(-1))))
                .hasMessage("expire of labels must be positive: PT-24H");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20260131})
    void holdsOfRandomStores(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Holding> held = randomHoldings(random);
            RetentionLimits limits = randomLimits(random);
            RetentionPlan plan = RetentionPlan.of(held, limits, NOW);
            String what = "seed " + seed + ", round " + round + ": " + limits;
            List<Holding> gone =
                    plan.deletions().stream().map(Deletion::holding).toList();
            List<Holding> left =
                    held.stream().filter(holding -> !gone.contains(holding)).toList();

            assertThat(gone).as(what).doesNotHaveDuplicates().noneMatch(Holding::needed);
            assertThat(plan.bytesBefore()).as(what).isEqualTo(bytes(held));
            assertThat(plan.bytesAfter()).as(what).isEqualTo(bytes(left));
            assertThat(left.stream().filter(holding -> !holding.needed()).filter(holding -> isTooOld(holding, limits)))
                    .as(what)
                    .isEmpty();
            if (limits.maxBytes().isPresent()) {
                assertSizeIsKept(held, left, plan, limits.maxBytes().getAsLong(), what);
            }
            List<Holding> shuffled = new ArrayList<>(held);
            Collections.shuffle(shuffled, random);
            assertThat(RetentionPlan.of(shuffled, limits, NOW)).as(what).isEqualTo(plan);
        }
    }

    private static void assertSizeIsKept(
            List<Holding> held, List<Holding> left, RetentionPlan plan, long maxBytes, String what) {
        List<Holding> needed = left.stream().filter(Holding::needed).toList();
        if (plan.bytesAfter() > maxBytes) {
            assertThat(bytes(left)).as(what + ": only what is needed is left").isEqualTo(bytes(needed));
        }
        List<Deletion> bySize = plan.deletions().stream()
                .filter(deletion -> deletion.limit() == Deletion.Limit.SIZE)
                .toList();
        if (!bySize.isEmpty()) {
            Holding last = bySize.get(bySize.size() - 1).holding();
            List<Holding> withLast = new ArrayList<>(left);
            for (Deletion deletion : bySize) {
                if (sharesWith(deletion.holding(), last, held)) {
                    withLast.add(deletion.holding());
                }
            }
            assertThat(bytes(withLast)).as(what + ": the last had to go").isGreaterThan(maxBytes);
        }
    }

    /* Directly or by way of others, as a flood does. */
    private static boolean sharesWith(Holding one, Holding other, List<Holding> held) {
        List<Holding> reached = new ArrayList<>(List.of(one));
        for (int i = 0; i < reached.size(); i++) {
            for (Holding next : held) {
                boolean shares = !Collections.disjoint(
                        next.files().keySet(), reached.get(i).files().keySet());
                if (shares && !reached.contains(next)) {
                    reached.add(next);
                }
            }
        }
        return reached.contains(other);
    }

    private static boolean isTooOld(Holding holding, RetentionLimits limits) {
        Duration expiry = limits.expire().getOrDefault(holding.stage(), Duration.ofDays(100_000));
        Duration age = limits.maxAge().orElse(Duration.ofDays(100_000));
        return holding.created().plus(expiry).isBefore(NOW)
                || holding.lastUsed().plus(age).isBefore(NOW);
    }

    private static long bytes(List<Holding> held) {
        Map<Fingerprint, Long> files = new HashMap<>();
        long bytes = 0;
        for (Holding holding : held) {
            bytes += holding.inlineBytes();
            files.putAll(holding.files());
        }
        return bytes + files.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Holding> randomHoldings(Random random) {
        List<Holding> held = new ArrayList<>();
        int files = 1 + random.nextInt(12);
        for (int i = random.nextInt(12); i > 0; i--) {
            Map<Fingerprint, Long> own = new HashMap<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                int number = random.nextInt(files);
                own.put(file("file " + number), 10L * number);
            }
            Instant created = daysAgo(random.nextInt(60));
            held.add(new Holding(
                    Fingerprint.ofText("key " + i),
                    random.nextBoolean() ? "labels" : "universes",
                    "unit " + i,
                    own,
                    random.nextInt(20),
                    created,
                    created.plus(Duration.ofHours(random.nextInt(100))),
                    Duration.ofMillis(random.nextInt(5000)),
                    random.nextInt(4) == 0));
        }
        return held;
    }

    private static RetentionLimits randomLimits(Random random) {
        return RetentionLimits.of(
                random.nextBoolean() ? OptionalLong.of(random.nextInt(300)) : OptionalLong.empty(),
                random.nextBoolean() ? Optional.of(Duration.ofDays(1 + random.nextInt(60))) : Optional.empty(),
                random.nextBoolean() ? Map.of("labels", Duration.ofDays(1 + random.nextInt(60))) : Map.of());
    }
}
