package dev.necrozma.engine.race;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.necrozma.engine.Cache;
import dev.necrozma.engine.Codecs;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.Claim;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepListener;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Does what it is told on a store, and says what happened. */
final class ChildMain {

    /** Long enough to lie in a file of its own. */
    static final int LENGTH = 20_000;

    private final DirectoryStore store;
    private final BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    private final List<AutoCloseable> kept = new ArrayList<>();

    private ChildMain(DirectoryStore store) {
        this.store = store;
    }

    public static void main(String[] arguments) throws Exception {
        try (DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]))) {
            ChildMain child = new ChildMain(store);
            for (String order = child.orders.readLine(); order != null; order = child.orders.readLine()) {
                String[] words = order.split(" ", -1);
                child.obey(
                        words[0], words.length > 1 ? words[1] : "", words.length > 2 ? Integer.parseInt(words[2]) : 0);
            }
        }
    }

    static CacheKey key(String name) {
        return CacheKey.of("race", 1).parameter("name", name).build();
    }

    /** The same bytes for the same number, in every process. */
    static byte[] content(int number) {
        byte[] bytes = new byte[LENGTH];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private void obey(String verb, String name, int number) throws Exception {
        switch (verb) {
            case "publish" -> {
                publish(name, number);
                say("published");
            }
            case "publish-many" -> {
                for (int i = 0; i < number; i++) {
                    publish(name + i, i);
                    say("published " + i);
                }
            }
            case "publish-read-evict" -> say(publishReadEvict(name, number) + " lost");
            case "churn" -> {
                churn(name, number);
                say("churned");
            }
            case "watch" -> say(watch(name, number));
            case "claim" -> {
                Optional<Claim> claim = store.claim(key(name));
                claim.ifPresent(kept::add);
                say(claim.isPresent() ? "claimed" : "busy");
            }
            case "draft" -> {
                Draft draft = store.draft(key(name), name);
                kept.add(draft);
                draft.put("data", content(number));
                say("drafted");
            }
            case "get" -> {
                try (Cache cache = Cache.open(store.directory())) {
                    byte[] value = cache.get(key(name), Codecs.BYTES, () -> {
                        say("computing");
                        orders.readLine();
                        return content(number);
                    });
                    say("got " + Fingerprint.of(value).shortText());
                }
            }
            case "sweep" -> sweep(Integer.parseInt(name), number);
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private Artifact publish(String name, int number) throws IOException {
        Draft draft = store.draft(key(name), name);
        draft.put("data", content(number));
        return store.publish(List.of(draft)).get(0);
    }

    /* All have the same content, which another process publishes and deletes meanwhile. */
    private int publishReadEvict(String name, int count) throws IOException {
        int lost = 0;
        for (int i = 0; i < count; i++) {
            Artifact artifact = publish(name + i, 0);
            try {
                store.read(artifact, "data");
            } catch (PayloadLostException gone) {
                lost++;
            }
            store.evict(List.of(artifact), "test");
        }
        return lost;
    }

    /** How many contents {@code churn} has, and how many results at a time. */
    static final int CHURNED = 7;

    private static final int CHURN_WIDTH = 5;

    /* Results come, and go soon; several have the same content, whose file goes with the last of them and comes back. */
    private void churn(String name, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            publish(name + i, i % CHURNED);
            if (i >= CHURN_WIDTH) {
                store.evict(store.find(key(name + (i - CHURN_WIDTH))).stream().toList(), "test");
            }
        }
    }

    /* Until the last result is there, looks at all. */
    private String watch(String name, int count) throws IOException {
        int whole = 0;
        int lost = 0;
        boolean last = false;
        while (!last) {
            store.refresh();
            last = store.find(key(name + (count - 1))).isPresent();
            for (int i = 0; i < count; i++) {
                Optional<Boolean> seen = see(store, name + i, i % CHURNED);
                whole += seen.isPresent() && seen.get() ? 1 : 0;
                lost += seen.isPresent() && !seen.get() ? 1 : 0;
            }
        }
        return "whole " + (whole > 0) + ", lost " + lost + ", incidents " + store.incidents();
    }

    /** Looks a result up and reads it: absent if it is a miss, false if it has gone meanwhile. */
    static Optional<Boolean> see(DirectoryStore store, String name, int number) throws IOException {
        Optional<Artifact> found = store.find(key(name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!Arrays.equals(store.read(found.get(), "data"), content(number))) {
                throw new IOException(name + " has other bytes than were published");
            }
            return Optional.of(true);
        } catch (PayloadLostException gone) {
            return Optional.of(false);
        }
    }

    /** The units of the sweep that every child runs. */
    static List<SweepUnit> units(int count) {
        List<SweepUnit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            units.add(new SweepUnit("unit-" + i, key("unit-" + i), out -> {
                say("computing unit-" + number);
                byte[] content = content(number);
                for (int round = 0; round < 20; round++) {
                    content[round] ^= Fingerprint.of(content).toBytes()[0];
                }
                out.put("small", Fingerprint.of(content).toBytes());
                out.put("large", content);
            }));
        }
        return units;
    }

    private void sweep(int count, int workers) throws IOException, InterruptedException {
        SweepListener reporting = new SweepListener() {
            @Override
            public void ended(Sweep sweep, SweepUnit unit, Outcome outcome) {
                if (outcome instanceof Outcome.Computed) {
                    say("saved " + unit.name());
                }
            }
        };
        SweepOptions options = new SweepOptions(
                Optional.empty(), new CheckpointPolicy(3, Duration.ofMillis(1), Duration.ofMillis(50)));
        SweepResult result = SweepExecutor.threads(store, workers)
                .run(new Sweep("race", units(count)), options, reporting, Cancellation.none());
        say(result.isComplete() ? "complete" : "incomplete");
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
