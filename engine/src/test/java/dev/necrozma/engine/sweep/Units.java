package dev.necrozma.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.necrozma.engine.key.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Units for tests: unit {@code n} writes the text {@code result n}. */
final class Units {

    /** Checkpoints after every result. */
    static final SweepOptions EVERY_ONE =
            new SweepOptions(java.util.Optional.empty(), new CheckpointPolicy(1, Duration.ZERO, Duration.ofSeconds(1)));

    private Units() {}

    static CacheKey key(int number) {
        return CacheKey.of("stage", 1).parameter("number", number).build();
    }

    static SweepUnit unit(int number) {
        return new SweepUnit("unit " + number, key(number), out -> out.put("text", text(number)));
    }

    static SweepUnit unit(int number, Computation computation) {
        return new SweepUnit("unit " + number, key(number), computation);
    }

    static byte[] text(int number) {
        return ("result " + number).getBytes(UTF_8);
    }

    static Sweep sweep(int units) {
        return new Sweep(
                "stage", IntStream.range(0, units).mapToObj(Units::unit).toList());
    }

    static Sweep sweep(SweepUnit... units) {
        return new Sweep("stage", List.of(units));
    }

    /** Remembers what it hears, each as a line. */
    static final class Heard implements SweepListener {

        private final List<String> lines = new ArrayList<>();

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        public synchronized void started(Sweep sweep, int units, int reused) {
            lines.add("started " + units + " " + reused);
        }

        @Override
        public synchronized void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
            lines.add(unit.name() + " " + outcome.getClass().getSimpleName());
        }

        @Override
        public synchronized void checkpointed(Sweep sweep, int results) {
            lines.add("checkpointed " + results);
        }
    }
}
