package dev.necrozma.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.run.SweepProgress;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepOptions;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.TextForm;
import dev.necrozma.pipeline.CacheSettings;
import dev.necrozma.pipeline.ForexPipeline;
import dev.necrozma.pipeline.ImportSettings;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.Materialize;
import dev.necrozma.pipeline.PublishSettings;
import dev.necrozma.pipeline.RunListener;
import dev.necrozma.pipeline.RunReport;
import dev.necrozma.pipeline.RunRequest;
import dev.necrozma.pipeline.Stage;
import dev.necrozma.pipeline.UniverseGrid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Measures what the engine adds to a cold run of universes and labels over a year of synthetic M1 bars, in processor time of a whole
 * process, from its start to its end: each run is a new process, which the benchmark starts, with an empty folder, the launcher's options,
 * and an archive of classes as the launcher has one. Arguments: {@code all} or {@code none} of the label tables, rounds (3), then which
 * kinds of run (all but {@code books}), in turns, every other round in the opposite order, since what one run frees is what the next
 * one gets; with {@code beside} before the names of two kinds, these at the same time instead, each on a core of its own, which they swap
 * every round, so that both have the same weather (where there is {@code taskset}):
 *
 * <ul>
 *   <li>{@code plain}: the computations of {@link YearOfLabels} on two threads;
 *   <li>{@code idle}: as many units that wait instead of computing, on two threads; {@code idle-10}, {@code idle-1}: the same as units of the
 *       engine, with a checkpoint every 10 units or 1 and a result of eight bytes. The difference is keys, catalog, checkpoints, locks and
 *       progress files, which do not depend on what a unit computes; so it is not lost in the noise of the computation;
 *   <li>{@code books-10}, {@code books-1}: the same difference with the computations in it, against {@code plain};
 *   <li>{@code run-10}, {@code run-1}: {@link ForexPipeline}, with published copies. The difference to {@code plain} is all of that, and
 *       hashing, syncing, publishing, fingerprints of inputs, and the code that the compiler has to translate for it.
 * </ul>
 *
 * <p>A first process, which runs what all kinds do and writes the archive, is not counted. A difference is the mean over the rounds of what
 * the kind takes more than its base in the same round, with the standard error of that mean. Takes a minute and a half a round on two
 * quiet cores.
 */
final class LabelOverheadBenchmark {

    private static final int BARS = 372_000;
    private static final int WORKERS = 2;

    /* Of how many a single hash or copy is measured. */
    private static final int COPIES = 50;

    private static final List<String> KINDS = List.of("idle", "idle-10", "idle-1", "plain", "run-10", "run-1");

    /* One process that runs all code that the kinds have, for the archive of classes. */
    private static final String TRAINING = "training";
    private static final List<String> TRAINED = List.of("run-10", "plain", "idle-10", "idle");

    /* Before the names of two kinds that run at the same time. */
    private static final String BESIDE = "beside";

    /* What a unit takes on the average, as two threads work at a time. */
    private static final long IDLE_MILLIS = 70;

    /* Those of the launcher. */
    private static final List<String> JVM = List.of(
            "-XX:+UseParallelGC",
            "-XX:NewRatio=7",
            "-XX:CompileThresholdScaling=4",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::implCompress,0.01",
            "-XX:-UsePerfData",
            "-Xshare:auto");
    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";
    private static final Path LARGE_PAGES_OF_LINUX = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private LabelOverheadBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("child")) {
            child(args[1], args[2].equals("all"), Path.of(args[3]), Path.of(args[4]));
            return;
        }
        boolean tables = args.length > 0 && args[0].equals("all");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        List<String> kinds = args.length > 2 ? List.of(args).subList(2, args.length) : KINDS;
        Path directory = Files.createTempDirectory("label-overhead");
        try {
            Path bars = directory.resolve("EURUSD.csv.gz");
            writeYear(bars);
            compare(kinds, tables, rounds, bars, directory.resolve("run"));
        } finally {
            delete(directory);
        }
    }

    /**
     * Processor time of one run.
     *
     * @param seconds of the whole process
     * @param virtualMachineSeconds of the compiler and the collector
     */
    private record Cost(double seconds, double virtualMachineSeconds) {}

    /** What all runs that are counted have in common. */
    private record Setting(List<String> options, boolean tables, Path bars, Path directory) {}

    private static void compare(List<String> kinds, boolean tables, int rounds, Path bars, Path directory)
            throws Exception {
        Path archive = bars.resolveSibling("classes.jsa");
        List<String> training =
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        Files.createDirectory(directory);
        start(training, TRAINING, tables, bars, directory);
        delete(directory);
        Setting setting = new Setting(List.of("-XX:SharedArchiveFile=" + archive), tables, bars, directory);
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            if (kinds.get(0).equals(BESIDE)) {
                runBeside(kinds.subList(1, kinds.size()), round, setting, costs);
            } else {
                runInTurns(kinds, round, setting, costs);
            }
        }
        double whole = costs.containsKey("plain") ? mean(seconds(costs, "plain")) : Double.NaN;
        costs.forEach((kind, with) -> {
            String base = kind.startsWith("idle") ? "idle" : "plain";
            if (!kind.equals(base) && costs.containsKey(base)) {
                report(kind, seconds(costs, base), seconds(costs, kind), whole);
            }
        });
    }

    private static void runInTurns(List<String> kinds, int round, Setting setting, Map<String, List<Cost>> costs)
            throws Exception {
        Path directory = setting.directory;
        List<String> order = new ArrayList<>(kinds);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        for (String kind : order) {
            Files.createDirectory(directory);
            double load = PROCESS.getSystemLoadAverage();
            long start = System.nanoTime();
            Cost cost = start(setting.options, kind, setting.tables, setting.bars, directory);
            double wall = (System.nanoTime() - start) / 1e9;
            costs.computeIfAbsent(kind, absent -> new ArrayList<>()).add(cost);
            print(
                    "%-8s %6.2f s of processor time, %5.2f of it compiler and collector, %6.2f s wall, load before %.1f",
                    kind, cost.seconds, cost.virtualMachineSeconds, wall, load);
            delete(directory);
        }
    }

    private static void runBeside(List<String> kinds, int round, Setting setting, Map<String, List<Cost>> costs)
            throws Exception {
        Path directory = setting.directory;
        Files.createDirectory(directory);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            Path own = Files.createDirectory(directory.resolve(kinds.get(i)));
            List<String> onOneCore = List.of("taskset", "-c", Integer.toString((i + round) % kinds.size()));
            processes.add(launch(onOneCore, setting.options, kinds.get(i), setting.tables, setting.bars, own));
        }
        for (int i = 0; i < kinds.size(); i++) {
            Cost cost = await(processes.get(i), kinds.get(i));
            costs.computeIfAbsent(kinds.get(i), absent -> new ArrayList<>()).add(cost);
            print(
                    "%-8s %6.2f s of processor time, %5.2f of it compiler and collector",
                    kinds.get(i), cost.seconds, cost.virtualMachineSeconds);
        }
        delete(directory);
    }

    private static double[] seconds(Map<String, List<Cost>> costs, String kind) {
        return costs.getOrDefault(kind, List.of()).stream()
                .mapToDouble(Cost::seconds)
                .toArray();
    }

    private static void report(String kind, double[] before, double[] after, double whole) {
        double[] more = new double[after.length];
        Arrays.setAll(more, round -> after[round] - before[round]);
        double difference = mean(more);
        double squares = Arrays.stream(more)
                .map(each -> (each - difference) * (each - difference))
                .sum();
        double error = Math.sqrt(squares / (more.length - 1) / more.length);
        print(
                "%s: %+.2f s (standard error %.2f s), %+.1f %% (%.1f %%) of the %.2f s of plain",
                kind, difference, error, 100 * difference / whole, 100 * error / whole, whole);
    }

    private static Cost start(List<String> options, String kind, boolean tables, Path bars, Path directory)
            throws IOException, InterruptedException {
        return await(launch(List.of(), options, kind, tables, bars, directory), kind);
    }

    private static Process launch(
            List<String> before, List<String> options, String kind, boolean tables, Path bars, Path directory)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (Files.exists(LARGE_PAGES_OF_LINUX)
                && Files.readString(LARGE_PAGES_OF_LINUX).contains("[madvise]")) {
            command.add(LARGE_PAGES);
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LabelOverheadBenchmark.class.getName()));
        command.addAll(List.of("child", kind, tables ? "all" : "none", bars.toString(), directory.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Cost await(Process process, String kind) throws IOException, InterruptedException {
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(kind + " failed: " + told);
        }
        List<String> lines = told.lines().toList();
        lines.subList(2, lines.size()).forEach(line -> print("  %s", line));
        return new Cost(Long.parseLong(lines.get(0)) / 1e9, Long.parseLong(lines.get(1)) / 1e9);
    }

    private static void child(String kind, boolean tables, Path bars, Path directory) throws Exception {
        if (kind.equals(TRAINING)) {
            for (String each : TRAINED) {
                run(each, tables, bars, Files.createDirectory(directory.resolve(each)));
            }
        } else {
            run(kind, tables, bars, directory);
        }
        System.out.println(PROCESS.getProcessCpuTime());
        System.out.println(virtualMachineNanos());
        if (kind.startsWith("run-")) {
            tellParts(directory);
        }
    }

    private static void run(String kind, boolean tables, Path bars, Path directory) throws Exception {
        int dash = kind.indexOf('-');
        int interval = dash < 0 ? 0 : Integer.parseInt(kind.substring(dash + 1));
        if (kind.startsWith("run-")) {
            RunReport report =
                    ForexPipeline.run(request(bars, directory, tables, interval), SILENT, Cancellation.none());
            if (report.cancelled() || report.hasFailures()) {
                throw new IllegalStateException("incomplete");
            }
        } else if (interval > 0) {
            Path store = Files.createDirectory(directory.resolve("store"));
            try (Books books = new Books(store, interval)) {
                compute(kind, bars, directory, tables, books::run);
            }
        } else {
            compute(kind, bars, directory, tables, LabelOverheadBenchmark::runPlain);
        }
    }

    private static void compute(String kind, Path bars, Path directory, boolean tables, YearOfLabels.Stages stages)
            throws Exception {
        if (kind.startsWith("idle")) {
            YearOfLabels.wait(IDLE_MILLIS, stages);
        } else {
            new YearOfLabels(directory, tables, stages).compute(bars);
        }
    }

    /* What the threads of the compiler and the collector took so far, where the system tells (Linux). */
    private static long virtualMachineNanos() throws IOException {
        Path tasks = Path.of("/proc/self/task");
        if (!Files.exists(tasks)) {
            return 0;
        }
        long nanos = 0;
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                nanos += virtualMachineNanos(thread);
            }
        }
        return nanos;
    }

    private static long virtualMachineNanos(Path thread) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm"));
            return name.startsWith("C1 ") || name.startsWith("C2 ") || name.startsWith("GC ")
                    ? Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ", -1)[0])
                    : 0;
        } catch (IOException ended) {
            return 0; // absent before it is opened, "No such process" after
        }
    }

    private static RunRequest request(Path bars, Path directory, boolean tables, int interval) {
        LabelGrid grid = LabelGrid.DEFAULT;
        return new RunRequest(
                new ImportSettings(
                        List.of(bars),
                        false,
                        Optional.of("EURUSD"),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        TextForm.AS_FOUND,
                        FeedOptions.BarTime.OPEN,
                        false,
                        Optional.empty()),
                UniverseGrid.DEFAULT,
                new LabelGrid(
                        grid.targets(),
                        grid.stops(),
                        grid.horizons(),
                        grid.entryMinutes(),
                        grid.path(),
                        grid.prices(),
                        tables ? Materialize.ALL : Materialize.NONE),
                Set.of(Stage.UNIVERSES, Stage.LABELS),
                new CacheSettings(true, directory.resolve("cache"), false, false, true, true, interval),
                new PublishSettings(directory, PublishSettings.Mode.COPY, PublishSettings.Format.PARQUET),
                WORKERS);
    }

    private static final RunListener SILENT = new RunListener() {
        @Override
        public void stageStarted(String stage, int units, int reused) {}

        @Override
        public void unitEnded(String stage, String unit, boolean saved) {}

        @Override
        public void checkpointed(String stage, int saved) {}

        @Override
        public void stageEnded(StageRecord stage) {}

        @Override
        public void message(String sentence) {
            System.err.println(sentence);
        }
    };

    private static void runPlain(String stage, List<YearOfLabels.Unit> units) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (YearOfLabels.Unit unit : units) {
                ends.add(threads.submit(() -> {
                    unit.work().run();
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Runs units through the engine, with a result of eight bytes each. */
    private static final class Books implements AutoCloseable {

        private final Disk disk = new LocalDisk();
        private final DirectoryStore store;
        private final SweepExecutor executor;
        private final int interval;

        Books(Path directory, int interval) throws IOException {
            this.store = DirectoryStore.open(disk, directory, Clock.systemUTC());
            this.executor = SweepExecutor.threads(store, WORKERS);
            this.interval = interval;
        }

        void run(String stage, List<YearOfLabels.Unit> units) throws Exception {
            CacheKey.Builder common = common(stage);
            List<SweepUnit> sweep =
                    units.stream().map(unit -> unit(common, unit)).toList();
            try (SweepProgress progress = new SweepProgress(
                    disk, store.directory().resolve("progress"), Clock.systemUTC(), System::nanoTime, trouble -> {
                        throw new UncheckedIOException(trouble);
                    })) {
                SweepOptions options = new SweepOptions(Optional.empty(), CheckpointPolicy.every(interval));
                if (!executor.run(new Sweep(stage, sweep), options, progress, Cancellation.none())
                        .isComplete()) {
                    throw new IllegalStateException(stage + " is incomplete");
                }
            }
        }

        /* Keys like those of labels: what all have in common, with twelve months, then what a unit is, and four levels. */
        private static CacheKey.Builder common(String stage) {
            CacheKey.Builder key = CacheKey.of(stage, 1)
                    .parameter("symbol", "EURUSD")
                    .parameter("pip_size", 0.0001)
                    .parameter("path", "candles");
            for (int month = 1; month <= 12; month++) {
                key.input("candles/2018-" + month, new Fingerprint(month, 1, 2, 3));
            }
            return key;
        }

        private static SweepUnit unit(CacheKey.Builder common, YearOfLabels.Unit unit) {
            CacheKey.Builder key = common.copy()
                    .parameter("name", unit.name())
                    .parameter("target_pips", 10.0)
                    .parameter("stop_pips", 5.0)
                    .parameter("horizon_minutes", 60.0);
            for (int level = 1; level <= 4; level++) {
                key.input("levels/" + level, new Fingerprint(level, 4, 5, 6));
            }
            return new SweepUnit(unit.name(), key.build(), out -> {
                unit.work().run();
                out.put("done", new byte[Long.BYTES]);
                out.attribute("rows", "372000");
            });
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }

    /* After the measurement, and apart from it: what hashing and copying as many bytes takes. */
    private static void tellParts(Path directory) throws Exception {
        long all = bytes(directory);
        long stored = bytes(directory.resolve("cache"));
        long published = all - stored;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        byte[] piece = new byte[3 << 20];
        new SplittableRandom(1).nextBytes(piece);
        double hashing = Double.MAX_VALUE;
        double copying = Double.MAX_VALUE;
        LocalDisk disk = new LocalDisk();
        Path file = Files.write(directory.resolve("file"), piece);
        for (int round = 0; round < 5; round++) {
            long start = threads.getCurrentThreadCpuTime();
            MessageDigest digest = Fingerprint.newDigest();
            for (int i = 0; i < COPIES; i++) {
                digest.update(piece);
            }
            if (digest.digest().length == 0) {
                throw new IllegalStateException("never empty");
            }
            long middle = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < COPIES; i++) {
                disk.copy(file, directory.resolve("copy-" + round + "-" + i));
            }
            long end = threads.getCurrentThreadCpuTime();
            hashing = Math.min(hashing, (middle - start) / ((double) COPIES * piece.length));
            copying = Math.min(copying, (end - middle) / ((double) COPIES * piece.length));
        }
        print(
                "%,d MB stored, %,d MB published; hashing takes %.2f ns a byte, copying and syncing %.2f:",
                stored >> 20, published >> 20, hashing, copying);
        print(
                "SHA-256 of what is stored %.2f s, copies of what is published %.2f s",
                stored * hashing / 1e9, published * copying / 1e9);
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /* A random walk in points from Sunday to Friday, 22:00 UTC. */
    private static void writeYear(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Instant time = Instant.parse("2017-12-31T22:00:00Z");
        long close = 120_000;
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.write("time,open,high,low,close\n");
            for (int i = 0; i < BARS; i++) {
                long open = close + random.nextLong(-1, 2);
                long high = open;
                long low = open;
                close = open;
                for (int step = 0; step < 12; step++) {
                    close += random.nextLong(-5, 6);
                    high = Math.max(high, close);
                    low = Math.min(low, close);
                }
                out.write(String.format(
                        Locale.ROOT, "%s,%.5f,%.5f,%.5f,%.5f%n", time, open / 1e5, high / 1e5, low / 1e5, close / 1e5));
                time = time.plusSeconds(60);
                var utc = time.atOffset(ZoneOffset.UTC);
                if (utc.getDayOfWeek() == DayOfWeek.FRIDAY && utc.getHour() == 22) {
                    time = time.plusSeconds(48 * 3600);
                }
            }
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
