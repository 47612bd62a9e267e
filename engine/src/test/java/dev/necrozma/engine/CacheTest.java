package dev.necrozma.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.key.CacheKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {

    private static final CacheKey KEY =
            CacheKey.of("squares", 1).parameter("below", 3).build();

    @TempDir
    private Path directory;

    private Cache cache;
    private final AtomicInteger computed = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        cache = Cache.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        cache.close();
    }

    private long[] squares() {
        computed.incrementAndGet();
        return new long[] {0, 1, 4};
    }

    @Test
    void computesOnceAndRemembersAcrossOpenings() throws Exception {
        assertThat(cache.find(KEY, Codecs.LONGS)).isEmpty();
        assertThat(cache.get(KEY, Codecs.LONGS, this::squares)).containsExactly(0, 1, 4);
        assertThat(cache.get(KEY, Codecs.LONGS, this::squares)).containsExactly(0, 1, 4);
        cache.close();
        cache = Cache.open(directory);
        assertThat(cache.get(KEY, Codecs.LONGS, this::squares)).containsExactly(0, 1, 4);
        assertThat(cache.find(KEY, Codecs.LONGS))
                .hasValueSatisfying(v -> assertThat(v).containsExactly(0, 1, 4));
        assertThat(computed).hasValue(1);
    }

    @Test
    void anotherVersionIsAnotherResult() throws Exception {
        cache.get(KEY, Codecs.LONGS, this::squares);
        cache.get(CacheKey.of("squares", 2).parameter("below", 3).build(), Codecs.LONGS, this::squares);
        assertThat(computed).hasValue(2);
    }

    @Test
    void whatThrowsIsNotStoredAndNotForgotten() throws Exception {
        Callable<long[]> failing = () -> {
            throw new IllegalStateException("no squares today");
        };
        assertThatThrownBy(() -> cache.get(KEY, Codecs.LONGS, failing)).hasMessage("no squares today");
        assertThat(cache.find(KEY, Codecs.LONGS)).isEmpty();
        assertThat(cache.get(KEY, Codecs.LONGS, this::squares)).containsExactly(0, 1, 4);
    }

    @Test
    void aDamagedResultIsComputedAgain() throws Exception {
        Callable<byte[]> large = () -> {
            computed.incrementAndGet();
            return new byte[10_000];
        };
        cache.get(KEY, Codecs.BYTES, large);
        try (Stream<Path> objects = Files.walk(directory.resolve("objects"))) {
            Path object = objects.filter(Files::isRegularFile).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(object);
            bytes[5] ^= 4;
            Files.write(object, bytes);
        }
        assertThat(cache.get(KEY, Codecs.BYTES, large)).isEqualTo(new byte[10_000]);
        assertThat(cache.get(KEY, Codecs.BYTES, large)).isEqualTo(new byte[10_000]);
        assertThat(computed).hasValue(2);
    }

    @Test
    void oneOfManyThreadsComputes() throws Exception {
        int threads = 8;
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<long[]>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return cache.get(KEY, Codecs.LONGS, this::squares);
                }));
            }
            for (Future<long[]> answer : answers) {
                assertThat(answer.get()).containsExactly(0, 1, 4);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void aComputationMayAskForAnotherKey() throws Exception {
        CacheKey outer = CacheKey.of("sum", 1).build();
        String sum = cache.get(outer, Codecs.STRING, () -> {
            long total = 0;
            for (long square : cache.get(KEY, Codecs.LONGS, this::squares)) {
                total += square;
            }
            return Long.toString(total);
        });
        assertThat(sum).isEqualTo("5");
    }
}
