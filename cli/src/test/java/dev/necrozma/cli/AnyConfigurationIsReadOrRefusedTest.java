package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.testkit.fuzz.Mutator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stands in a configuration file, it is understood, or refused in one sentence. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // for what would hang
class AnyConfigurationIsReadOrRefusedTest {

    private static final String FILE = "c.yaml";

    private static final String EVERY_KEY = """
            import:
              layout: generic
              source_zone: America/New_York+7
              columns: time=1,bid=3,ask=2
              time_format: dd/MM/yyyy HH:mm[:ss]
              decimal: comma
              delimiter: semicolon
            output_dir: somewhere
            cache:
              enabled: true
              skip_existing_universes: true
              cache_labeling: true
              cache_regimes: true
              cache_patterns: false
              checkpoint_interval: 3
              cache_dir: elsewhere
              max_size: 10GB
              max_age: 30d
              keep_last: 3
              expire: {labels: 7d, universes: 90m}
            publish: copy
            universes:
              intervals: [5, 60]
              lookbacks: [5, 10]
              min_movement_pips: 2.5
              context: 512
              add_groups: [chaos]
              skip_groups: [calendar]
            labels:
              targets: [5, 7.5, 10]
              stops: [5, 0.5]
              horizons: [60, 0.25]
              entries: 1m
              interval: 1
              path: candles
              price: mid
              materialize: [T10_S5_H60, T5_S0.5_H0.25]
            workers: 2
            """;

    private static final Pattern PLACE = Pattern.compile("c\\.yaml:([0-9]+): ");

    /** What arguments may yet mend. */
    private static final List<String> OF_FILE_AND_ARGUMENTS = List.of(
            "the group chaos needs a context of ",
            "the store cannot be where results are published: choose another --cache-dir: ");

    /* Those of YAML 1.1. */
    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";

    /** One accepted configuration in so many is also planned with, and one in so many run with. */
    private static final int PLANNED = 8;

    private static final int RUN = 400;

    @TempDir
    static Path folder;

    private int accepted;
    private int placed;
    private int refused;

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars().lines().limit(400).reduce("", (a, b) -> a + b + "\n"));
        Session first = Session.of(
                folder,
                "run x --symbol EURUSD --targets 5 --stops 5 --horizons 60 --intervals 5 --lookbacks 5 --quiet"
                        .split(" "));
        assertThat(first.exitCode()).as(first.err()).isZero();
    }

    @Test
    void everyKeyIsUnderstood() throws IOException {
        assertThat(accepts(EVERY_KEY.getBytes(StandardCharsets.UTF_8), "all")).isTrue();
        assertThat(accepts(
                        ("\ufeff" + EVERY_KEY.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8), "with a mark"))
                .isTrue();
    }

    @Test
    void whateverItsBytesAndItsValuesBecome() throws IOException {
        int cases = Integer.getInteger("necrozma.test.configurations", 2000);
        long seed = Seed.value();
        System.out.println("configurations: " + cases + ", seed " + seed);
        byte[] original = EVERY_KEY.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < cases; i++) {
            Mutator mutator = new Mutator(seed + i);
            boolean bytes = i % 2 == 0;
            byte[] content = bytes
                    ? mutator.mutate(original)
                    : new RandomYaml(mutator, EVERY_KEY).next().getBytes(StandardCharsets.UTF_8);
            String what = "seed " + (seed + i) + (bytes ? " of bytes" : " of values");
            if (accepts(content, what)) {
                accepted++;
                if (accepted % PLANNED == 0) {
                    assertEndsWell(what, "run x --symbol EURUSD --dry-run --config " + FILE);
                    assertEndsWell(what, "cache gc --dry-run --max-size 1GB --config " + FILE);
                    assertEndsWell(what, "doctor --config " + FILE);
                }
                if (accepted % RUN == 0) {
                    assertEndsWell(what, "run x --symbol EURUSD --no-progress --config " + FILE);
                }
            }
        }
        System.out.println("accepted: " + accepted + ", refused: " + refused + ", " + placed + " with file and line");
        assertThat(accepted).isBetween(cases / 50, cases * 9 / 10);
        assertThat(placed).isGreaterThan(refused * 9 / 10);
    }

    /* ¶ is a line feed, → a tab, ␀ a zero and ␛ an escape. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            a: &a [x, x]¶b: &b [*a, *a]¶c: &c [*b, *b] | c.yaml:1: unknown key `a`; known are
            workers: *nobody                       | c.yaml:1: not YAML: found undefined alias nobody
            cache: &c {expire: *c}                 | c.yaml:1: unknown key `expire`; known are candles, context
            output_dir: !!java.io.File x           | c.yaml:1: `output_dir` has a tag, which means nothing here: tag:yaml.org,2002:java.io.File
            cache: !!map2 {enabled: true}          | c.yaml:1: `cache` has a tag
            publish: !!null copy                   | OK
            cache: {enabled: !!bool maybe}         | c.yaml:1: `enabled` must be true or false: maybe
            workers: 1¶workers: 2                  | c.yaml:2: key `workers` is given twice
            workers:→2                             | OK
            cache:¶→enabled: true                  | c.yaml:2: not YAML: found character '\\t(TAB)' that cannot start any token
            workers: 1␀                            | c.yaml:1: not YAML: a character that no text has: \\u0000
            x: 1¶␛[2J: 2                           | c.yaml:2: not YAML: a character that no text has: \\u001b
            "\\e[2J\\n": 2                         | c.yaml:1: unknown key `\\u001b[2J\\n`
            workers: 99999999999999999999          | c.yaml:1: `workers` must be auto or a whole number, 1 to 1024: 99999999999999999999
            workers: 100000                        | c.yaml:1: `workers` must be auto or a whole number, 1 to 1024: 100000
            output_dir: ''                         | c.yaml:1: `output_dir` has an empty name
            output_dir: "a\\0b"                    | c.yaml:1: `output_dir` must be the name of a directory: a\\u0000b
            cache: {max_size: 1e400}               | c.yaml:1: `max_size` must be a size
            cache: {max_age: 9999999999d}          | c.yaml:1: `max_age` must be a time
            universes: {min_movement_pips: 1e999}  | c.yaml:1: `min_movement_pips` must be a number above 0
            a: 1¶---¶b: 2                          | c.yaml:2: not YAML: but found another document
            """)
    void isRefusedInASentence(String text, String sentence) throws IOException {
        Files.writeString(
                folder.resolve(FILE),
                text.replace('¶', '\n').replace('→', '\t').replace('␀', '\0').replace('␛', '\u001b'));

        Session session = Session.of(folder, "run", "x", "--symbol", "EURUSD", "--config", FILE, "--dry-run");

        if (sentence.equals("OK")) {
            assertThat(session.exitCode()).as(session.err()).isZero();
        } else {
            assertThat(session.err()).startsWith("necrozma: " + sentence);
            assertRefused(session, text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            labels: {materialize: [DEEP]}  | more than 32 lists and mappings in one another
            labels: {targets: [NUMBERS], stops: [NUMBERS], horizons: [NUMBERS]} | come to more than 1,000,000 configurations of labels
            labels: {targets: [NUMBERS], stops: [NUMBERS], horizons: [1], materialize: [T1_S1_H2]} | come to more than 1,000,000
            workers: 1 # LONG     | OK
            workers: LONG         | `workers` must be auto or a whole number, 1 to 1024: 7777
            ? LONG¶: 1          | unknown key `7777
            import: {time_format: "DEEP"} | `time_format`: '[[
            import: {columns: 'time=LONG,bid=1,ask=2'} | `columns`: positions of columns go from 1 to 999
            labels: {materialize: [TLONG_S1_H1]} | `materialize`: targetPips must be at least 0.000001
            LARGE                 | is larger than 1 MiB
            """)
    void isRefusedHoweverLargeItIs(String text, String sentence) throws IOException {
        StringBuilder numbers = new StringBuilder("1");
        for (int i = 2; i <= 1_500; i++) {
            numbers.append(", ").append(i);
        }
        Files.writeString(
                folder.resolve(FILE),
                text.replace('¶', '\n')
                        .replace("DEEP", "[".repeat(200_000) + "]".repeat(200_000))
                        .replace("NUMBERS", numbers)
                        .replace("LONG", "7".repeat(500_000))
                        .replace("LARGE", "# ".repeat(600_000)));

        Session session = Session.of(folder, "run", "x", "--symbol", "EURUSD", "--config", FILE, "--dry-run");

        if (sentence.equals("OK")) {
            assertThat(session.exitCode()).as(session.err()).isZero();
        } else {
            assertThat(session.err()).contains(sentence);
            assertRefused(session, text);
        }
    }

    @Test
    void isRefusedIfItIsNoText() throws Exception {
        Path file = folder.resolve(FILE);
        Files.write(file, "workers: 1\n".getBytes(StandardCharsets.UTF_16));
        assertRefused("c.yaml:1: not text in UTF-8 but in UTF-16: save it as UTF-8");
        Files.write(file, "workers: 1\noutput_dir: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("c.yaml:2: not text in UTF-8");
        Files.write(file, "workers: 1\n".getBytes(StandardCharsets.UTF_16LE));
        assertRefused("c.yaml:1: not YAML: a character that no text has: \\u0000");
        Files.delete(file);
        assertRefused("no such configuration file: c.yaml");
        Files.createDirectory(file);
        assertRefused("the configuration file c.yaml is a directory");
        Files.delete(file);
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000_000);
        }
        assertRefused("c.yaml is larger than 1 MiB, which is no configuration");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of(FILE));
        assertRefused(Session.of(folder, "run", "x", "--config", FILE), "a link to itself");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertRefused("the configuration file c.yaml is no regular file");
        Files.delete(file);
    }

    @Test
    void aPipeInItsPlaceIsNotWaitedFor() throws Exception {
        Files.deleteIfExists(folder.resolve(FILE));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        Process made =
                new ProcessBuilder("/usr/bin/mkfifo", folder.resolve(FILE).toString()).start();
        assertThat(made.waitFor()).isZero();
        assertRefused("the configuration file c.yaml is no regular file");
        Files.delete(folder.resolve(FILE));
    }

    private boolean accepts(byte[] content, String what) throws IOException {
        Files.write(folder.resolve(FILE), content);
        AtomicBoolean reached = new AtomicBoolean();
        Session session = Session.of(
                (request, listener, cancellation) -> {
                    reached.set(true);
                    throw new BadInputException("reached");
                },
                folder,
                "run x --config c.yaml".split(" "));
        if (reached.get() || session.exitCode() == 3) {
            assertThat(session.err()).as(what).startsWith("necrozma: ").hasLineCount(1);
            return true; // or understood, and what it names cannot be used
        }
        assertRefused(session, what);
        refused++;
        Matcher place = PLACE.matcher(session.err());
        if (place.find()) {
            placed++;
            long lines = new String(content, StandardCharsets.UTF_8)
                            .chars()
                            .filter(c -> LINE_BREAKS.indexOf(c) >= 0)
                            .count()
                    + 1;
            assertThat(Long.parseLong(place.group(1))).as(what + ": " + session).isBetween(1L, lines);
        }
        return false;
    }

    private void assertRefused(String sentence) {
        Session session = Session.of(folder, "run", "x", "--config", FILE);
        assertThat(session.err()).isEqualToIgnoringNewLines("necrozma: " + sentence);
        assertRefused(session, sentence);
    }

    private static void assertRefused(Session session, String what) {
        assertThat(session.exitCode()).as(what + ": " + session).isEqualTo(2);
        assertThat(session.out()).as(what).isEmpty();
        if (OF_FILE_AND_ARGUMENTS.stream().noneMatch(session.err()::contains)) {
            assertThat(session.err()).as(what).contains(FILE);
        }
        assertThat(session.err())
                .as(what)
                .startsWith("necrozma: ")
                .endsWith("\n")
                .hasLineCount(1)
                .hasSizeLessThan(2_000)
                .doesNotContain("Exception", "dev.necrozma", "org.snakeyaml", "unexpected error");
        assertThat(session.err().strip().chars().noneMatch(Character::isISOControl))
                .as(what + session.err())
                .isTrue();
    }

    private void assertEndsWell(String what, String command) {
        String name = what + ": " + command;
        Session session = Session.of(
                folder,
                (command + " --output ultra_necrozma_results --cache-dir " + "ultra_necrozma_results/cache")
                        .split(" "));
        assertThat(session.exitCode()).as(name + session).isBetween(0, 3);
        assertThat(session.err()).as(name).doesNotContain("Exception", "\tat ", "unexpected error");
    }
}
