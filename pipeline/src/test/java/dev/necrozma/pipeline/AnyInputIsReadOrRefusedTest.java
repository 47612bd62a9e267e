package dev.necrozma.pipeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.necrozma.market.feed.ColumnChoice;
import dev.necrozma.market.feed.DecimalMark;
import dev.necrozma.market.feed.FeedException;
import dev.necrozma.market.feed.FeedInspector;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.FeedReader;
import dev.necrozma.market.feed.HourFile;
import dev.necrozma.market.feed.HourFiles;
import dev.necrozma.market.feed.ImportReport;
import dev.necrozma.market.feed.SourceClock;
import dev.necrozma.market.feed.TextForm;
import dev.necrozma.pipeline.BadInputs.BadInput;
import dev.necrozma.testkit.fuzz.Mutator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a file: it is read, and what comes of it is sound, or it is refused in one printable line; nothing else is thrown, no
 * case hangs or takes much memory, and a refused file leaves the store and what is published as they were.
 */
@Tag("slow")
class AnyInputIsReadOrRefusedTest {

    /* Fixed unless it is said otherwise, so that no build fails by chance. */
    private static final long SEED = 20_190_129;
    private static final int HANGS_AFTER_SECONDS = 120;
    private static final long MOST_ALLOCATED = 600L << 20;
    private static final int LONGEST_SENTENCE = 700;
    private static final long NEXT_SEED = 1_000_003; // so that seeds share no case
    private static final int RUN_EVERY = 16;
    private static final int MOST_FAILURES = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private final Map<String, Integer> ends = new TreeMap<>();
    private BadInputs inputs;
    private Path output;

    @BeforeEach
    void makeInputs() throws Exception {
        inputs = new BadInputs(folder);
        output = folder.resolve("out");
        Path good = folder.resolve("good.csv");
        Files.write(good, QuoteFile.exness(QuoteFile.walk(600)));
        run(good).run();
    }

    /* Else the cases below would be of files that nothing reads. */
    @Test
    void everyOriginalIsRead() throws Exception {
        for (BadInput original : inputs.originals()) {
            Path file = write(original);
            assertThat(read(file, FeedOptions.defaults())).as(original.origin()).isEqualTo("read");
            assertThat(inspect(file, FeedOptions.defaults()))
                    .as(original.origin())
                    .isEqualTo("read");
        }
    }

    @Test
    void everyMutatedOneIsReadOrRefused() throws Exception {
        int cases = Integer.getInteger("necrozma.test.badInputs", 400);
        boolean others = Boolean.getBoolean("necrozma.test.otherSeeds");
        long seed = Long.getLong("necrozma.test.seed", others ? System.nanoTime() : SEED);
        int from = Integer.getInteger("necrozma.test.firstCase", 0);
        System.out.println("bad inputs: " + cases + ", seed " + seed);
        List<String> failures = new ArrayList<>();
        for (int i = from; i < from + cases; i++) {
            Mutator mutator = new Mutator(seed * NEXT_SEED + i);
            BadInput input = inputs.next(mutator);
            FeedOptions options = options(mutator, input.kind());
            String what = "case " + i + " of seed " + seed + ": " + input.origin();
            Path file = write(input);
            boolean runs = i % RUN_EVERY == 0;
            try {
                ends.merge(within(() -> end(file, options, runs)), 1, Integer::sum);
            } catch (ExecutionException e) {
                e.getCause().printStackTrace();
                failures.add(what + " ends with " + e.getCause());
            } catch (TimeoutException e) {
                failures.add(what + " hangs in " + e.getMessage());
            }
            if (failures.size() == MOST_FAILURES) {
                break;
            }
        }
        assertThat(failures).isEmpty();
        System.out.println("bad inputs: " + ends);
        assertThat(ends.keySet()).as("some are read, some refused").contains("read", "refused");
    }

    private String end(Path file, FeedOptions options, boolean runs) throws Exception {
        String end = read(file, options);
        inspect(file, options);
        if (runs) {
            runWith(file);
        }
        return end;
    }

    /* Mostly with as many bad rows and as much disorder as there may be, so that not all that is bad is refused. */
    private static FeedOptions options(Mutator mutator, BadInputs.Kind kind) {
        FeedOptions defaults = FeedOptions.defaults();
        FeedOptions tolerant = new FeedOptions(Optional.empty(), Optional.empty(), 1, Duration.ofDays(1));
        FeedOptions options = mutator.choose(3) == 0 ? defaults : tolerant;
        if (kind != BadInputs.Kind.TEXT) {
            return options;
        }
        return switch (mutator.choose(24)) {
            case 0 -> options.withLayout("generic");
            case 1 -> options.withLayout("metatrader");
            case 2 -> options.withSourceClock(SourceClock.parse("Europe/London"));
            case 3 -> options.withBarTime(FeedOptions.BarTime.CLOSE);
            case 4 ->
                options.withText(new TextForm(
                        Optional.of(ColumnChoice.parse("time=1,bid=2,ask=3")),
                        Optional.empty(),
                        Optional.of(DecimalMark.COMMA),
                        Optional.of(';')));
            default -> options;
        };
    }

    private Path write(BadInput input) throws IOException {
        Path file = switch (input.kind()) {
            case TEXT -> folder.resolve("x.csv");
            case TABLE -> folder.resolve("x.parquet");
            case HOUR -> folder.resolve("EURUSD/2019/00/29/20h_ticks.bi5");
        };
        Files.createDirectories(file.getParent());
        input.write(file);
        return file;
    }

    private String read(Path file, FeedOptions options) throws IOException {
        SoundMonths months = new SoundMonths();
        try {
            Optional<HourFile> hour = HourFile.of(file);
            Optional<ImportReport> report = hour.isPresent()
                    ? HourFiles.read(List.of(hour.get()), "EURUSD", 5, options, months)
                    : Optional.of(FeedReader.read(file, options, months));
            report.ifPresent(found -> check(found, months));
            return report.isPresent() ? "read" : "nothing in it";
        } catch (FeedException refused) {
            requireSentence(refused.getMessage(), file);
            return "refused";
        }
    }

    private static String inspect(Path file, FeedOptions options) throws IOException {
        try {
            FeedInspector.inspect(file, options, Optional.of("EURUSD"));
            return "read";
        } catch (FeedException refused) {
            requireSentence(refused.getMessage(), file);
            return "refused";
        }
    }

    private static void check(ImportReport report, SoundMonths months) {
        assertThat(report.rowsKept()).isEqualTo(months.rows()).isPositive();
        assertThat(report.rowsRead() - report.rowsKept())
                .isEqualTo(report.rejected().values().stream()
                        .mapToLong(count -> count)
                        .sum());
        assertThat(report.first()).isBeforeOrEqualTo(report.last());
        assertThat(report.toAttributes()).doesNotContainValue(null);
    }

    private static void requireSentence(String sentence, Path file) {
        assertThat(sentence).contains(file.toString());
        String rest = sentence.replace(file.toString(), "");
        assertThat(rest).hasSizeLessThan(LONGEST_SENTENCE);
        assertThat(rest.codePoints().filter(c -> !isPrintable(c)).toArray())
                .as(sentence)
                .isEmpty();
        assertThat(rest).doesNotContain("Exception", "java.", "org.apache", ": null");
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private void runWith(Path file) throws Exception {
        Map<String, String> published = TestRun.contents(output);
        List<Path> objects = TestRun.objects(output.resolve("cache"));
        try {
            RunReport report = run(file).run();
            assertThat(report.hasFailures()).isFalse();
            ends.merge("run", 1, Integer::sum);
        } catch (BadInputException refused) {
            assertThat(TestRun.contents(output)).isEqualTo(published);
            assertThat(TestRun.objects(output.resolve("cache"))).containsExactlyInAnyOrderElementsOf(objects);
            ends.merge("run refused", 1, Integer::sum);
        }
        try (Stream<Path> left = Files.list(output.resolve("cache/tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private TestRun run(Path file) {
        return new TestRun(output, file)
                .symbol("EURUSD")
                .grid(List.of(1), List.of(5))
                .workers(1);
    }

    /** Something to be done within limits. */
    private interface Work {
        String run() throws Exception;
    }

    private static String within(Work work) throws Exception {
        FutureTask<String> task = new FutureTask<>(() -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            String end = work.run();
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated")
                    .isLessThan(MOST_ALLOCATED);
            return end;
        });
        Thread thread = new Thread(task, "bad-input");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(HANGS_AFTER_SECONDS, SECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException(Arrays.toString(thread.getStackTrace()));
        }
    }
}
