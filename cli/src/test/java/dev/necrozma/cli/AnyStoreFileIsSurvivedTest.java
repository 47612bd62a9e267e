package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.testkit.fuzz.Mutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever becomes of one or two files of an output folder and its store: every command ends with a sentence, the next run leaves what
 * the undamaged one left, and what is damaged still is found and repaired. The folder goes on from case to case.
 */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.MINUTES) // for what would hang
class AnyStoreFileIsSurvivedTest {

    private static final String RUN = "run x --symbol EURUSD --targets 5,10 --stops 5 --horizons 5,60 --intervals 1,5"
            + " --lookbacks 5 --no-progress --workers 2";

    /** Whose output, if there is any, is always the same. */
    private static final List<String> TELLING = List.of(
            "labels show T5_S5_H5 --json",
            "labels show T10_S5_H60",
            "labels show T10_S5_H5 --json",
            "labels list --json",
            "universes list",
            "universes show universe_5m_5lb --json",
            "universes show universe_1m_5lb");

    private static final List<String> OTHERS = List.of(
            "cache stats",
            "cache stats --json",
            "cache list",
            "cache list --json",
            "cache show universe_5m_5lb",
            "cache show T5_S5_H5 --json",
            "cache explain universe_5m_5lb",
            "cache explain T5_S5_H5 --json",
            "cache diff",
            "cache diff --json",
            "cache verify",
            "cache verify --deep --json",
            "cache verify --sample 50%",
            "cache gc --dry-run --max-size 1KB",
            "cache gc --dry-run --keep-last 2",
            "cache gc --max-size 100GB --max-age 1000d",
            "labels list",
            "labels export T5_S5_H60",
            "cache export archive",
            "doctor",
            "doctor --json",
            RUN + " --dry-run");

    private static final Pattern OF_A_RUN =
            Pattern.compile("\"run_id\":\"[^\"]*\",\"started\":\"[^\"]*\",|(?m)^.*\\bof run .*$\\n");
    private static final int MOST_ATTEMPTS = 4;
    private static final int TIDIED_EVERY = 25;
    private static final int LARGEST_READ = 1 << 24;

    @TempDir
    Path folder;

    private final long seed = Seed.value();
    private Path results;
    private Map<String, Fingerprint> published;
    private final SortedMap<String, String> told = new TreeMap<>();
    private final SortedMap<Integer, Integer> exitCodes = new TreeMap<>();
    private int repaired;
    private int movedAway;

    @BeforeEach
    void run() throws IOException {
        results = folder.resolve("results");
        Files.writeString(folder.resolve("x"), RunTest.bars().lines().limit(700).reduce("", (a, b) -> a + b + "\n"));
        Session whole = session(RUN);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        published = OutputFiles.of(results);
        assertThat(published).hasSize(4 + 4 + 2 + 1);
        for (String command : TELLING) {
            Session telling = session(command);
            assertThat(telling.exitCode()).as(command + ": " + telling.err()).isZero();
            told.put(command, ofNoRun(telling.out()));
        }
    }

    @Test
    void everyCommandEndsWellAndTheNextRunLeavesTheSame() throws IOException {
        int cases = Integer.getInteger("necrozma.test.damagedStores", 60);
        System.out.println("damaged stores: " + cases + ", seed " + seed);
        for (int i = 0; i < cases; i++) {
            Mutator random = new Mutator(seed + i);
            plant();
            FileDamage damage = new FileDamage(results, random);
            String what =
                    "seed " + (seed + i) + ": " + damage.next() + (random.choose(3) == 0 ? "; " + damage.next() : "");
            List<String> done = new ArrayList<>();
            for (int command = random.choose(4); command >= 0; command--) {
                attempt(what, done, random.choose(2) == 0 ? TELLING : OTHERS, random);
            }
            runToItsEnd(what, done);
            repair(what, done);
            attempt(what, done, TELLING, random);
            if (i % TIDIED_EVERY == TIDIED_EVERY - 1) {
                tidy();
            }
        }
        tidy();
        System.out.println("exit codes of commands: " + exitCodes + "; stores repaired: " + repaired + "; moved away: "
                + movedAway);
    }

    private void repair(String what, List<String> done) throws IOException {
        Session verified = session("cache verify --deep --no-progress");
        for (int i = 0; i < MOST_ATTEMPTS && verified.exitCode() != 0; i++) {
            Session repair = session("cache verify --deep --repair --no-progress");
            done.add("deep repair -> " + repair.exitCode());
            assertEndsWell(what, done, repair);
            if (repair.out().contains("if it is lost, delete it")) {
                moveAway(repair.out(), what, done);
            }
            repaired++;
            runToItsEnd(what, done);
            verified = session("cache verify --deep --no-progress");
        }
        assertThat(verified.exitCode()).as(what + " " + done + verified).isZero();
    }

    /* What an interrupted run and a killed one would have left. */
    private void plant() throws IOException {
        plant(
                "progress/universes_progress_0123456789abcdef.json",
                "{\"version\":1,\"stage\":\"universes\",\"total\":2,\"completed\":0,\"completed_names\":[]}\n");
        plant("progress/universes_progress_0123456789abcdef.needs", "NZKEYS 1\0\0\0\0\0\0\0\1");
        plant("tmp/0123456789abcdef-1", "half of somethi");
    }

    private void plant(String name, String content) throws IOException {
        Path file = results.resolve("cache").resolve(name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            delete(file);
        }
        Files.writeString(file, content);
    }

    private void attempt(String what, List<String> done, List<String> commands, Mutator random) {
        String command = commands.get(random.choose(commands.size()));
        Session session = session(command);
        done.add(command + " -> " + session.exitCode());
        assertEndsWell(what, done, session);
        String expected = told.get(command);
        if (session.err().contains("not listed: ")) {
            assertThat(command).as(what).contains(" list");
        } else if (expected != null && session.exitCode() == 0) {
            assertThat(ofNoRun(session.out()))
                    .as(what + " " + done + session.err())
                    .isEqualTo(expected);
        }
    }

    private static String ofNoRun(String out) {
        return OF_A_RUN.matcher(out).replaceAll("");
    }

    /* Does what the sentences say, if they say that something is to be done. */
    private void runToItsEnd(String what, List<String> done) throws IOException {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Session run = session(RUN);
            done.add("run -> " + run.exitCode());
            assertEndsWell(what, done, run);
            if (run.exitCode() == 0) {
                assertThat(ours()).as(what + " " + done + run.err()).isEqualTo(published);
                return;
            }
            obey(run, what, done);
        }
        fail(what + ": no end of " + done);
    }

    private void obey(Session refused, String what, List<String> done) throws IOException {
        assertThat(refused.exitCode()).as(what + " " + done + refused).isEqualTo(3);
        if (refused.err().contains("cache verify --repair")) {
            Session repair = session("cache verify --repair --no-progress");
            done.add("repair -> " + repair.exitCode());
            assertEndsWell(what, done, repair);
            if (repair.exitCode() == 3) {
                obey(repair, what, done);
            }
        } else if (refused.err().contains("or the program that made it")) {
            Files.writeString(results.resolve("cache/FORMAT"), "necrozma store 1\n");
            done.add("FORMAT of another version");
        } else {
            assertThat(refused.err()).as(what + done).containsAnyOf("move it away", "if it is lost, delete it");
            moveAway(refused.err(), what, done);
        }
    }

    private void moveAway(String sentence, String what, List<String> done) throws IOException {
        Path named = named(sentence).orElseGet(() -> fail(what + " " + done + sentence));
        delete(named);
        done.add(sentence.strip() + ": moved away");
        movedAway++;
    }

    /* A file that was renamed is nobody's any more, and stays. */
    private Map<String, Fingerprint> ours() throws IOException {
        Map<String, Fingerprint> ours = new TreeMap<>();
        for (String name : published.keySet()) {
            Path file = results.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) < LARGEST_READ) {
                ours.put(name, Fingerprint.of(Files.readAllBytes(file)));
            }
        }
        return ours;
    }

    private Optional<Path> named(String sentence) {
        for (String word : sentence.split("[\\s;:]+", -1)) {
            Path path = Path.of(word);
            if (path.startsWith(results) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private void assertEndsWell(String what, List<String> done, Session session) {
        exitCodes.merge(session.exitCode(), 1, Integer::sum);
        String as = what + " " + done + session;
        assertThat(session.exitCode()).as(as).isBetween(0, 3);
        for (String text : List.of(session.out(), session.err())) {
            assertThat(text).as(as).doesNotContain("\tat ", "Exception", "unexpected error", "dev.necrozma", "java.");
            assertThat(text.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)))
                    .as(as)
                    .isTrue();
        }
        if (session.exitCode() > 1) {
            assertThat(session.err() + session.out()).as(as).containsAnyOf("necrozma: ", "PROBLEM", "\"problem\"");
        }
    }

    private Session session(String command) {
        String place = command.startsWith("labels") || command.startsWith("universes") ? " --results " : " --output ";
        boolean writes = command.startsWith("labels export");
        String[] args = (command + place + "results" + (writes ? " --output exported" : "")).split(" ");
        return Session.of(folder, args);
    }

    /* Away with what has gathered, and with what was renamed. */
    private void tidy() throws IOException {
        List<Path> old = new ArrayList<>();
        for (String part : List.of("cache/quarantine", "cache/runs")) {
            try (Stream<Path> there = Files.list(results.resolve(part))) {
                there.forEach(old::add);
            }
        }
        try (Stream<Path> there = Files.walk(results)) {
            there.filter(FileDamage::isRenamed).forEach(old::add);
        }
        for (Path path : old) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                delete(path);
            }
        }
        Session run = session(RUN);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            OutputFiles.delete(path);
        } else {
            Files.delete(path);
        }
    }
}
