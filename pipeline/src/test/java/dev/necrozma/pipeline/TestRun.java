package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.TextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run to be tested: small by default, and what it says on the way. */
final class TestRun implements RunListener {

    private final Path output;
    private List<Path> inputs = List.of();
    private Optional<String> symbol = Optional.empty();
    private OptionalDouble pipSize = OptionalDouble.empty();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> to = Optional.empty();
    private FeedOptions.BarTime barTime = FeedOptions.BarTime.OPEN;
    private boolean merge;
    private UniverseGrid grid = UniverseGrid.of(List.of(1, 5), List.of(5, 12));
    private LabelGrid labels = LabelGrid.DEFAULT;
    private final Cancellation cancellation = new Cancellation(Duration.ofMinutes(1));
    private String interruptedStage = "";
    private String stageInterruptedAtItsStart = "";
    private double audit;
    private Set<Stage> stages = Set.of(Stage.UNIVERSES);
    private PublishSettings.Mode mode = PublishSettings.Mode.COPY;
    private PublishSettings.Format format = PublishSettings.Format.PARQUET;
    private Optional<Path> cache = Optional.empty();
    private boolean enabled = true;
    private boolean fresh;
    private boolean skipExisting = true;
    private boolean labelsReused = true;
    private int workers = 2;
    private RetentionLimits limits = RetentionLimits.NONE;
    private Set<String> only = Set.of();
    final List<String> messages = new ArrayList<>();

    TestRun(Path output, Path... inputs) {
        this.output = output;
        this.inputs = List.of(inputs);
    }

    TestRun symbol(String value) {
        symbol = Optional.of(value);
        return this;
    }

    TestRun pipSize(double value) {
        pipSize = OptionalDouble.of(value);
        return this;
    }

    TestRun between(String start, String end) {
        from = Optional.of(Instant.parse(start));
        to = Optional.of(Instant.parse(end));
        return this;
    }

    TestRun merging() {
        merge = true;
        return this;
    }

    TestRun barTime(FeedOptions.BarTime value) {
        barTime = value;
        return this;
    }

    TestRun grid(List<Integer> intervals, List<Integer> lookbacks) {
        grid = UniverseGrid.of(intervals, lookbacks);
        return this;
    }

    TestRun context(int candles) {
        grid = new UniverseGrid(
                grid.intervals(),
                grid.lookbacks(),
                grid.minMovementPips(),
                candles,
                grid.addGroups(),
                grid.skipGroups());
        return this;
    }

    TestRun skipGroups(String... groups) {
        grid = new UniverseGrid(
                grid.intervals(),
                grid.lookbacks(),
                grid.minMovementPips(),
                grid.context(),
                grid.addGroups(),
                List.of(groups));
        return this;
    }

    TestRun json() {
        format = PublishSettings.Format.JSON;
        return this;
    }

    TestRun linked() {
        mode = PublishSettings.Mode.LINK;
        return this;
    }

    TestRun cache(Path directory) {
        cache = Optional.of(directory);
        return this;
    }

    TestRun uncached() {
        enabled = false;
        return this;
    }

    TestRun fresh() {
        fresh = true;
        return this;
    }

    TestRun universesAgain() {
        skipExisting = false;
        return this;
    }

    TestRun labels(LabelGrid value) {
        labels = value;
        stages = Set.of(Stage.UNIVERSES, Stage.LABELS);
        return this;
    }

    TestRun labelsAlone(LabelGrid value) {
        labels = value;
        stages = Set.of(Stage.LABELS);
        return this;
    }

    TestRun labelsAgain() {
        labelsReused = false;
        return this;
    }

    /** Ctrl-C once a unit of {@code stage} has ended. */
    TestRun interruptedIn(String stage) {
        interruptedStage = stage;
        return this;
    }

    /** Ctrl-C as {@code stage} starts. */
    TestRun interruptedAtTheStartOf(String stage) {
        stageInterruptedAtItsStart = stage;
        return this;
    }

    TestRun audit(double share) {
        audit = share;
        return this;
    }

    TestRun workers(int value) {
        workers = value;
        return this;
    }

    TestRun limits(RetentionLimits value) {
        limits = value;
        return this;
    }

    TestRun only(String... names) {
        only = Set.of(names);
        return this;
    }

    RunReport run() throws Exception {
        return run(new LocalDisk());
    }

    RunReport run(Disk disk) throws Exception {
        return ForexPipeline.run(request(), this, cancellation, disk);
    }

    RunPlan plan() throws Exception {
        return ForexPipeline.plan(request(), this);
    }

    RunPlan plan(Disk disk) throws Exception {
        return ForexPipeline.plan(request(), this, disk);
    }

    private RunRequest request() {
        return new RunRequest(
                new ImportSettings(
                        inputs,
                        inputs.isEmpty(),
                        symbol,
                        Optional.empty(),
                        Optional.empty(),
                        pipSize,
                        from,
                        to,
                        TextForm.AS_FOUND,
                        barTime,
                        merge,
                        Optional.empty()),
                grid,
                labels,
                stages,
                new CacheSettings(
                        enabled,
                        cache.orElse(output.resolve("cache")),
                        fresh,
                        false,
                        skipExisting,
                        labelsReused,
                        10,
                        audit,
                        limits),
                new PublishSettings(output, mode, format),
                workers,
                only,
                Map.of());
    }

    /** How many units of each stage were computed. */
    static Map<String, Integer> computed(RunReport report) {
        return report.stages().stream().collect(Collectors.toMap(StageRecord::name, StageRecord::computed));
    }

    /** How many units of the stage were computed. */
    static int computed(RunReport report, String stage) {
        return computed(report).getOrDefault(stage, 0);
    }

    /** Which units of the stage were computed. */
    static List<String> computedUnits(RunReport report, String stage) {
        return report.stages().stream()
                .filter(record -> record.name().equals(stage))
                .flatMap(record -> record.units().stream())
                .filter(unit -> unit.outcome().equals("computed"))
                .map(StageRecord.Unit::name)
                .toList();
    }

    /** Why the unit was computed. */
    static String detail(RunReport report, String unit) {
        return report.stages().stream()
                .flatMap(stage -> stage.units().stream())
                .filter(candidate -> candidate.name().equals(unit))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    /** The content of every file below {@code folder}, but for the store and the manifest, by relative path. */
    static SortedMap<String, String> contents(Path folder) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith("cache/") && !name.startsWith(".necrozma")) {
                    contents.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }

    /** What {@link #contents} gives, but for the report of the import. */
    static SortedMap<String, String> tables(Path folder) throws IOException {
        SortedMap<String, String> tables = contents(folder);
        tables.keySet().removeIf(path -> path.startsWith("reports/"));
        return tables;
    }

    /** The payload files of a store. */
    static List<Path> objects(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void stageStarted(String stage, int units, int reused) {
        if (stage.equals(stageInterruptedAtItsStart)) {
            cancellation.cancel();
        }
    }

    @Override
    public void unitEnded(String stage, String unit, boolean saved) {
        if (stage.equals(interruptedStage)) {
            cancellation.cancel();
        }
    }

    @Override
    public void checkpointed(String stage, int saved) {}

    @Override
    public void stageEnded(StageRecord stage) {}

    @Override
    public void message(String sentence) {
        messages.add(sentence);
    }
}
