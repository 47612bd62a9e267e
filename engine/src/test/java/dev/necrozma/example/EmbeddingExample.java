package dev.necrozma.example;

import dev.necrozma.engine.Cache;
import dev.necrozma.engine.Codecs;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** How a program embeds the engine: one costly call, and a sweep of many. */
final class EmbeddingExample {

    private EmbeddingExample() {}

    static SweepResult run(Path directory) throws Exception {
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            CacheKey limit = CacheKey.of("limit", 1).parameter("below", 100_000).build();
            String largest = new Cache(store).get(limit, Codecs.STRING, () -> primeBelow(100_000));

            List<SweepUnit> units = IntStream.range(1, 20)
                    .mapToObj(n -> new SweepUnit(
                            "power-" + n,
                            CacheKey.of("powers", 1)
                                    .parameter("base", largest)
                                    .parameter("n", n)
                                    .build(),
                            out -> out.put("digits", power(largest, n).toByteArray())))
                    .toList();
            return SweepExecutor.threads(store, 2).run(new Sweep("powers", units));
        }
    }

    private static String primeBelow(int limit) {
        int candidate = limit - 1;
        while (!BigInteger.valueOf(candidate).isProbablePrime(50)) {
            candidate--;
        }
        return Integer.toString(candidate);
    }

    private static BigInteger power(String base, int exponent) {
        return new BigInteger(base).pow(exponent);
    }
}
