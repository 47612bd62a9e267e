package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.FileHasher;
import dev.necrozma.engine.fingerprint.InputChangedException;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.StoreView;
import dev.necrozma.engine.store.StoredArtifacts;
import dev.necrozma.engine.sweep.Audit;
import dev.necrozma.engine.sweep.AuditRecord;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.engine.sweep.CheckpointPolicy;
import dev.necrozma.engine.sweep.Outcome;
import dev.necrozma.engine.sweep.Reason;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.market.feed.FeedException;
import dev.necrozma.market.feed.FeedReader;
import dev.necrozma.market.feed.HourFile;
import dev.necrozma.market.feed.InputFiles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.label.LabelSpec;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** The whole application: every stage in order. One object is one run. */
public final class ForexPipeline {

    private final RunRequest request;
    private final RunListener listener;
    private final Cancellation cancellation;
    private final Disk disk;
    private final StoredArtifacts store;
    private final InputFingerprints inputs;
    private final Stages stages;
    /* Absent where nothing is computed. */
    private final Optional<Publisher> publisher;
    private final Optional<TableSpace> tableSpace;
    private final Optional<Reason> recompute;

    private Optional<RunReport.Dataset> dataset = Optional.empty();
    private List<String> importLines = List.of();

    private ForexPipeline(
            RunRequest request, RunListener listener, Cancellation cancellation, Disk disk, DirectoryStore store) {
        this.request = request;
        this.listener = listener;
        this.cancellation = cancellation;
        this.disk = disk;
        this.store = store;
        this.inputs = new InputFingerprints(
                disk, store.directory().resolve("inputs"), new FileHasher(disk, request.workers()));
        this.stages = runner(store);
        this.publisher = Optional.of(new Publisher(
                new StoredFiles(store, stages.reader(), request.publish()),
                request.only().isEmpty()));
        this.tableSpace = Optional.of(new TableSpace(store, request.publish()));
        this.recompute = request.cache().fresh() ? Optional.of(Reason.FRESH_RUN) : Optional.empty();
    }

    /* One that computes nothing, and writes nothing. */
    private ForexPipeline(RunRequest request, RunListener listener, Disk disk, StoreView store, StagePlanner planner) {
        this.request = request;
        this.listener = listener;
        this.cancellation = Cancellation.none();
        this.disk = disk;
        this.store = store;
        this.inputs = InputFingerprints.readingOnly(
                disk, store.directory().resolve("inputs"), new FileHasher(disk, request.workers()));
        this.stages = planner;
        this.publisher = Optional.empty();
        this.tableSpace = Optional.empty();
        this.recompute = request.cache().fresh() ? Optional.of(Reason.FRESH_RUN) : Optional.empty();
    }

    private static Optional<Audit> audit(RunRequest request, DirectoryStore store) {
        double share = request.cache().audit();
        return share > 0 ? Optional.of(new Audit(store, share, new Random(), request.workers())) : Optional.empty();
    }

    /**
     * Runs every stage, and publishes what people open.
     *
     * @throws BadInputException if the input cannot be used; then nothing was published
     * @throws IOException if the store or the output folder cannot be used, or the system refuses to have an input read
     * @throws InterruptedException if this thread was interrupted
     */
    public static RunReport run(RunRequest request, RunListener listener, Cancellation cancellation)
            throws BadInputException, IOException, InterruptedException {
        return run(request, listener, cancellation, new LocalDisk());
    }

    /** The same, with every operation on files of the store and of the output folder on {@code disk}. */
    public static RunReport run(RunRequest request, RunListener listener, Cancellation cancellation, Disk disk)
            throws BadInputException, IOException, InterruptedException {
        InputFiles inputFiles = files(request.importing());
        if (inputFiles.candleFiles() > 0) {
            listener.message("not read: " + inputFiles.candleFiles()
                    + (inputFiles.candleFiles() == 1 ? " file" : " files")
                    + " of candles beside Dukascopy's ticks");
        }
        if (!Files.exists(request.cache().directory())) {
            requireRecognisable(inputFiles.files(), request.importing());
        }
        try (StorePlace place = StorePlace.of(request.cache());
                DirectoryStore store = DirectoryStore.open(disk, place.directory(), Clock.systemUTC())) {
            ForexPipeline run = new ForexPipeline(request, listener, cancellation, disk, store);
            Instant started = Instant.now();
            boolean complete = run.runStages(inputFiles);
            RunReport report = run.report(cancellation.isCancelled() && (!complete || run.hasAuditCutShort()));
            RunHistory.write(disk, store, request, report, started);
            /* Of a run that was cut short only the stages are known that it reached. */
            if (request.cache().enabled() && complete && !report.cancelled()) {
                RunRetention.keep(store, disk, request.cache().limits(), report).ifPresent(listener::message);
            }
            return report;
        }
    }

    /**
     * Says what {@link #run} would do, and computes nothing; the store stays as it is, and where there is none, none is made.
     *
     * @throws BadInputException as {@link #run}
     */
    public static RunPlan plan(RunRequest request, RunListener listener)
            throws BadInputException, IOException, InterruptedException {
        return plan(request, listener, new LocalDisk());
    }

    /** The same, on a disk of which a test knows more. */
    static RunPlan plan(RunRequest request, RunListener listener, Disk disk)
            throws BadInputException, IOException, InterruptedException {
        InputFiles files = files(request.importing());
        boolean there = Files.exists(request.cache().directory().resolve("FORMAT"));
        if (!there) {
            requireRecognisable(files.files(), request.importing());
        }
        CacheSettings cache = there ? request.cache() : request.cache().discarded();
        try (StorePlace place = StorePlace.of(cache)) {
            if (!cache.enabled()) {
                DirectoryStore.open(place.directory()).close();
            }
            StoreView store = StoreView.open(disk, place.directory(), Clock.systemUTC());
            StagePlanner planner = new StagePlanner(store);
            new ForexPipeline(request, listener, disk, store, planner).runStages(files);
            new ExpectedStages(request, disk, store.directory()).tell(planner);
            return new RunPlan(planner.plans());
        }
    }

    private StageRunner runner(DirectoryStore written) {
        return new StageRunner(
                written,
                disk,
                inputs,
                request.workers(),
                CheckpointPolicy.every(request.cache().checkpointInterval()),
                listener,
                cancellation,
                audit(request, written));
    }

    private static InputFiles files(ImportSettings settings) throws BadInputException, IOException {
        InputFiles files;
        try {
            files = InputFiles.expand(settings.inputs(), OutputFolder::isOurs);
        } catch (FeedException bad) {
            throw new BadInputException(bad);
        }
        for (Path file : files.files()) {
            if (!Files.isReadable(file)) {
                throw new BadInputException("permission denied: " + file);
            }
        }
        return files;
    }

    /* So that a first run on what is no data leaves no folder behind. Later ones need not look: an import that is stored was one. */
    private static void requireRecognisable(List<Path> files, ImportSettings settings)
            throws BadInputException, IOException {
        for (Path file : files) {
            if (HourFile.of(file).isPresent()) {
                continue; // told by its path
            }
            try {
                FeedReader.requireRecognisable(file, ImportStage.options(settings));
            } catch (IOException unreadable) {
                throw refused(unreadable, settings);
            }
        }
    }

    /* What the system refuses is no fault of the input, unless it is not there or not ours to read. */
    private static IOException refused(IOException unreadable, ImportSettings settings) throws BadInputException {
        if (unreadable instanceof FeedException || unreadable instanceof InputChangedException) {
            throw bad(unreadable, settings);
        }
        if (unreadable instanceof NoSuchFileException missing) {
            throw new BadInputException(settings.named("no such file: " + missing.getFile()), missing);
        }
        if (unreadable instanceof AccessDeniedException denied) {
            throw new BadInputException(settings.named("permission denied: " + denied.getFile()), denied);
        }
        return unreadable;
    }

    private static BadInputException bad(Throwable cause, ImportSettings settings) {
        return new BadInputException(settings.named(String.valueOf(cause.getMessage())), cause);
    }

    /* False as soon as a stage is not complete: what needs it cannot be computed. */
    private boolean runStages(InputFiles files) throws BadInputException, IOException, InterruptedException {
        ImportSettings importing = request.importing();
        SweepResult imported = stages.run(ImportStage.NAME, importUnits(files.files()), recompute);
        requireUsable(imported, importing, IOException.class);
        if (!imported.isComplete()) {
            return false;
        }
        List<ImportedFile> unordered = files(imported, files);
        ImportedInstrument imports = ImportedFiles.instrument(unordered, importing);
        Instrument instrument = imports.instrument();
        List<ImportedFile> ordered = ImportedFiles.inOrder(unordered, importing.merge());

        SweepResult ticks = stages.run(
                TickStage.NAME,
                TickStage.of(ordered, importing.from(), importing.to(), importing.merge(), stages.reader()),
                recompute);
        requireUsable(ticks, importing, FeedException.class);
        if (!ticks.isComplete()) {
            return false;
        }
        Dataset data = dataset(instrument, ordered, ticks);
        dataset = Optional.of(data.summary());
        SweepResult report =
                stages.run(ReportStage.NAME, ReportStage.of(ordered, imports, ticks, stages.reader()), recompute);
        if (!report.isComplete()) {
            return false;
        }
        importLines = publisher
                .map(published -> published.addReport(report.artifact(ReportStage.UNIT)))
                .orElse(List.of());

        Optional<LabelGrid> labelGrid = labelGrid(data);
        List<Integer> universeIntervals = wants(Stage.UNIVERSES) ? universeIntervals(data) : List.of();
        Set<Integer> candleIntervals = new LinkedHashSet<>(universeIntervals);
        labelGrid
                .filter(grid -> grid.entryMinutes() != LabelGrid.EVERY_TICK)
                .ifPresent(grid -> candleIntervals.add(grid.entryMinutes()));
        CandleStage candleStage = new CandleStage(data, stages.reader(), request.workers());
        SweepResult candles = stages.run(CandleStage.NAME, candleStage.units(List.copyOf(candleIntervals)), recompute);
        if (!candles.isComplete()) {
            return false;
        }

        boolean complete = true;
        if (wants(Stage.UNIVERSES)) {
            SortedMap<Integer, SortedMap<YearMonth, Artifact>> candlesByInterval = new TreeMap<>();
            universeIntervals.forEach(
                    interval -> candlesByInterval.put(interval, candleStage.months(candles, interval)));
            complete = runUniverses(instrument, candlesByInterval);
        }
        if (labelGrid.isPresent() && !cancellation.isCancelled()) {
            LabelGrid grid = labelGrid.get();
            SortedMap<YearMonth, Artifact> entryCandles = grid.entryMinutes() == LabelGrid.EVERY_TICK
                    ? new TreeMap<>()
                    : candleStage.months(candles, grid.entryMinutes());
            complete &= runLabels(grid, LabelData.of(data, grid, entryCandles, stages.reader()), instrument);
        }
        if (publisher.isPresent() && (complete || !cancellation.isCancelled())) {
            publisher.get().publish(disk, data.fingerprint().toString()).forEach(listener::message);
        }
        return complete;
    }

    private boolean wants(Stage stage) {
        return request.stages().contains(stage);
    }

    private boolean runUniverses(
            Instrument instrument, SortedMap<Integer, SortedMap<YearMonth, Artifact>> candlesByInterval)
            throws IOException, InterruptedException {
        SweepResult context = stages.run(
                ContextStage.NAME,
                new ContextStage(request.universes(), stages.reader(), request.workers()).units(candlesByInterval),
                recompute);
        if (!context.isComplete()) {
            return false;
        }
        UniverseStage stage = new UniverseStage(instrument, request.universes(), stages.reader(), request.workers());
        SweepResult universes = stages.run(
                UniverseStage.NAME,
                wanted(stage.units(candlesByInterval, ContextStage.byInterval(context))),
                recompute.or(() -> again(request.cache().skipExistingUniverses())));
        publisher.ifPresent(published -> tellEmpty(published.addUniverses(universes)));
        return universes.isComplete();
    }

    private boolean runLabels(LabelGrid grid, LabelData data, Instrument instrument)
            throws IOException, InterruptedException {
        Optional<Reason> again = recompute.or(() -> again(request.cache().labels()));
        List<LabelSpec> specs =
                grid.specs().stream().filter(spec -> request.wants(spec.name())).toList();
        SweepResult levels = stages.run(LevelStage.NAME, new LevelStage(data).units(specs), again);
        if (!levels.isComplete()) {
            return false;
        }
        Labelling labelling =
                new Labelling(data, instrument.symbol(), barrier -> levels.artifact(barrier.name()), stages.reader());
        Predicate<String> tables = name -> grid.tables().includes(name, data.entries());
        List<SweepUnit> units = new LabelStage(labelling)
                .units(specs, tables, key -> again.isEmpty() && store.find(key).isPresent());
        List<SweepUnit> wanted =
                units.stream().filter(unit -> tables.test(unit.name())).toList();
        if (tableSpace.isEmpty()) {
            return stages.run(LabelStage.NAME, units, again).isComplete();
        }
        tableSpace.get().require(wanted, data.entries());
        if (grid.tables().mode() == Materialize.Mode.AUTO && data.entries() > Materialize.MOST_ENTRIES) {
            listener.message("label tables are not written for more than "
                    + String.format(Locale.ROOT, "%,d", Materialize.MOST_ENTRIES)
                    + " entries: --materialize all writes them, `necrozma labels export` one of them");
        }
        SweepResult labels = stages.run(LabelStage.NAME, units, again);
        publisher.orElseThrow().addLabels(labels, tables);
        return labels.isComplete();
    }

    private List<SweepUnit> wanted(List<SweepUnit> units) {
        return units.stream().filter(unit -> request.wants(unit.name())).toList();
    }

    private static Optional<Reason> again(boolean reuse) {
        return reuse ? Optional.empty() : Optional.of(Reason.RECOMPUTE_REQUESTED);
    }

    /* Absent if labels are not wanted, or cannot be made of such bars. */
    private Optional<LabelGrid> labelGrid(Dataset data) throws BadInputException {
        LabelGrid grid = request.labels();
        if (!wants(Stage.LABELS)) {
            return Optional.empty();
        }
        LabelData.path(grid, data.ticks());
        if (!data.ticks() && grid.entryMinutes() % data.barMinutes() != 0) {
            listener.message("labels skipped: entries of " + grid.entriesText() + " cannot be made of bars of "
                    + data.barMinutes() + " minutes; name others with --entries");
            return Optional.empty();
        }
        return Optional.of(grid);
    }

    private List<SweepUnit> importUnits(List<Path> files) throws BadInputException, IOException {
        if (request.importing().sample()) {
            return ImportStage.ofSample();
        }
        try {
            return ImportStage.of(
                    files, request.importing(), inputs, request.cache().rehash());
        } catch (InputChangedException changed) {
            throw new BadInputException(changed);
        }
    }

    private static void requireUsable(SweepResult result, ImportSettings settings, Class<? extends IOException> fault)
            throws BadInputException, IOException {
        for (Outcome outcome : result.outcomes().values()) {
            if (outcome instanceof Outcome.Failed failed && fault.isInstance(failed.cause())) {
                throw refused(fault.cast(failed.cause()), settings);
            }
        }
    }

    private Dataset dataset(Instrument instrument, List<ImportedFile> files, SweepResult ticks)
            throws BadInputException {
        Map<String, Artifact> units = new LinkedHashMap<>();
        for (SweepUnit unit : ticks.sweep().units()) {
            units.put(unit.name(), ticks.artifact(unit.name()));
        }
        SortedMap<YearMonth, Artifact> months = TickStage.months(units);
        if (months.isEmpty()) {
            throw new BadInputException("no row lies between --from and --to: the data go from "
                    + files.get(0).first() + " to "
                    + files.get(files.size() - 1).last());
        }
        ImportedFile any = files.get(0);
        return new Dataset(instrument, any.isTicks(), any.barMinutes(), months);
    }

    private List<Integer> universeIntervals(Dataset data) throws BadInputException {
        List<Integer> possible = new ArrayList<>();
        for (int interval : request.universes().intervals()) {
            if (data.ticks() || interval % data.barMinutes() == 0) {
                possible.add(interval);
            } else {
                listener.message("interval " + interval + "m skipped: it cannot be made of bars of " + data.barMinutes()
                        + " minutes");
            }
        }
        if (possible.isEmpty()) {
            throw new BadInputException("none of the intervals can be made of bars of " + data.barMinutes()
                    + " minutes; name others with --intervals");
        }
        return possible;
    }

    private static List<ImportedFile> files(SweepResult imported, InputFiles inputs) throws BadInputException {
        List<ImportedFile> files = imported.sweep().units().stream()
                .map(unit -> new ImportedFile(unit.name(), named(unit, inputs), imported.artifact(unit.name())))
                .filter(ImportedFile::hasRows)
                .toList();
        if (files.isEmpty()) {
            throw new BadInputException(
                    "no hour in " + imported.sweep().units().get(0).name() + " has a tick");
        }
        return files;
    }

    private static Path named(SweepUnit unit, InputFiles inputs) {
        return unit.inputs().size() == 1 ? inputs.named(unit.inputs().get(0).path()) : Path.of(unit.name());
    }

    private void tellEmpty(List<RunReport.Output> published) {
        List<String> empty = published.stream()
                .filter(universe -> universe.rows() == 0)
                .map(RunReport.Output::name)
                .toList();
        if (empty.size() == 1) {
            listener.message(empty.get(0) + " has no events");
        } else if (!empty.isEmpty()) {
            listener.message(empty.size() + " universes have no events: " + String.join(", ", empty));
        }
    }

    private boolean hasAuditCutShort() {
        return stages.audits().stream().anyMatch(AuditRecord::cutShort);
    }

    private RunReport report(boolean cancelled) {
        return new RunReport(
                UUID.randomUUID().toString().substring(0, 8),
                dataset,
                importLines,
                stages.records(),
                publisher.orElseThrow().outputs(),
                publisher.orElseThrow().labels(),
                store.incidents(),
                stages.audits(),
                cancelled);
    }
}
