package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.engine.store.StoredArtifacts;
import dev.necrozma.market.label.Barrier;
import dev.necrozma.market.label.LabelKernel;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.Prices;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels that the last run left in the store: their summaries, and the table of any configuration whose levels are known, also one
 * that never was in a grid. Needs neither the input nor the published files. Safe for use by several threads.
 */
public final class LabelResults implements Closeable {

    private final LastRun run;
    private final StoredArtifacts store;
    private final Map<String, Artifact> labels;
    private final LevelStage levels;
    private final CacheKey key;
    private final Prices prices;
    private final Labelling labelling;
    private final boolean wholeData;

    private LabelResults(
            LastRun run, Map<String, Artifact> labels, CacheKey key, Prices prices, LabelData data, boolean wholeData) {
        this.run = run;
        this.store = run.store();
        this.labels = labels;
        this.levels = new LevelStage(data);
        this.key = key;
        this.prices = prices;
        this.wholeData = wholeData;
        this.labelling = new Labelling(data, symbol(), this::level, run.reader());
    }

    /**
     * Finds what the last run with labels left that published to {@code output}.
     *
     * @param output an output folder
     * @param cacheDirectory the store of its runs
     * @throws BadInputException if there was none, or its results are no longer in the store
     * @throws IOException if the store cannot be read
     */
    public static LabelResults open(Path output, Path cacheDirectory) throws BadInputException, IOException {
        return open(new LocalDisk(), output, cacheDirectory);
    }

    /** The same, on a disk of which a test knows more. */
    static LabelResults open(Disk disk, Path output, Path cacheDirectory) throws BadInputException, IOException {
        LastRun run = LastRun.open(disk, output, cacheDirectory, RunHistory.LABELS);
        try {
            return of(run);
        } catch (BadInputException | RuntimeException failed) {
            try (run) {
                throw failed;
            }
        }
    }

    private static LabelResults of(LastRun run) throws BadInputException {
        Map<String, Artifact> labels = run.byUnit(LabelStage.NAME);
        if (labels.isEmpty()) {
            throw gone();
        }
        Map<Fingerprint, Artifact> months = new LinkedHashMap<>();
        run.byUnit(CandleStage.NAME)
                .values()
                .forEach(month -> months.put(month.fingerprint(CandleStage.PAYLOAD), month));
        run.byUnit(TickStage.NAME).values().forEach(month -> months.put(month.fingerprint(TickStage.PAYLOAD), month));
        CacheKey key = labels.values().iterator().next().key();
        String prices = parameter(key, LabelStage.PRICE);
        LabelData data = new LabelData(
                Double.parseDouble(parameter(key, LabelData.PIP_SIZE)),
                LabelGrid.entryMinutes(parameter(key, LabelData.ENTRIES)),
                parameter(key, LabelData.PATH).equals(LabelGrid.Path.TICKS.label())
                        ? LabelGrid.Path.TICKS
                        : LabelGrid.Path.CANDLES,
                prices.equals(Prices.MID.label()) ? Prices.MID : Prices.BID_ASK,
                months(key, CandleStage.NAME, months),
                months(key, TickStage.NAME, months),
                run.reader());
        boolean wholeData = key.inputs().entrySet().stream()
                .filter(input -> !input.getKey().startsWith(LevelStage.NAME + "/"))
                .allMatch(input -> months.containsKey(input.getValue()));
        return new LabelResults(run, labels, key, data.prices(), data, wholeData);
    }

    /* Those that the store still has. */
    private static SortedMap<YearMonth, Artifact> months(
            CacheKey key, String stage, Map<Fingerprint, Artifact> artifacts) {
        SortedMap<YearMonth, Artifact> months = new TreeMap<>();
        for (Map.Entry<String, Fingerprint> input : key.inputs().entrySet()) {
            if (input.getKey().startsWith(stage + "/")) {
                Artifact month = artifacts.get(input.getValue());
                if (month != null) {
                    months.put(YearMonth.parse(input.getKey().substring(stage.length() + 1)), month);
                }
            }
        }
        return months;
    }

    private static BadInputException gone() {
        return new BadInputException(
                "what the labels of the last run are made of is damaged or no longer in the store: run again");
    }

    private static String parameter(CacheKey key, String name) {
        return Optional.ofNullable(key.parameters().get(name))
                .orElseThrow(() -> new NoSuchElementException("the key of labels has no parameter " + name));
    }

    private Artifact level(Barrier barrier) {
        return store.find(levels.key(barrier))
                .orElseThrow(() -> new NoSuchElementException("level " + barrier.name() + " is not in the store"));
    }

    /** The name of the run that left these labels. */
    public String runId() {
        return run.id();
    }

    /** When that run was started. */
    public Instant started() {
        return run.started();
    }

    /** Whether the output folder shows another dataset since: then these labels are not of what is in it. */
    public boolean folderShowsAnotherDataset() {
        return run.folderShowsAnotherDataset();
    }

    /** How many configurations of the run are damaged or no longer in the store. */
    public long lost() {
        return run.lost(LabelStage.NAME);
    }

    /** The instrument. */
    public String symbol() {
        return parameter(key, LabelStage.SYMBOL);
    }

    /** How entries are called: {@code 1m}, or {@code tick}. */
    public String entries() {
        return parameter(key, LabelData.ENTRIES);
    }

    /** What decides the labels: {@code ticks} or {@code candles}. */
    public String path() {
        return parameter(key, LabelData.PATH);
    }

    public Prices prices() {
        return prices;
    }

    /** The summaries of the configurations of the run, in the order of its grid. */
    public List<LabelSummary> summaries() throws IOException {
        List<LabelSummary> summaries = new ArrayList<>();
        for (Artifact configuration : labels.values()) {
            summaries.add(LabelSummary.parse(store.read(configuration, LabelStage.SUMMARY)));
        }
        return summaries;
    }

    /** Whether the run wrote the table of {@code spec}. */
    public boolean hasTable(LabelSpec spec) {
        return Optional.ofNullable(labels.get(spec.name()))
                .filter(stored -> stored.payloads().containsKey(LabelStage.TABLE))
                .isPresent();
    }

    /**
     * Sums up the labels of {@code spec}.
     *
     * @throws BadInputException if one of its levels is not known
     */
    public LabelSummary summary(LabelSpec spec) throws BadInputException, IOException {
        Artifact stored = labels.get(spec.name());
        if (stored != null) {
            return LabelSummary.parse(store.read(stored, LabelStage.SUMMARY));
        }
        return derived(spec, () -> labelling.summarize(spec));
    }

    /**
     * What labels the entries for {@code spec}.
     *
     * @throws BadInputException if one of its levels is not known
     */
    public LabelKernel kernel(LabelSpec spec) throws BadInputException, IOException {
        return derived(spec, () -> labelling.kernel(spec));
    }

    /**
     * Derives the table of {@code spec} and writes it as Parquet, in the bytes that a run would write. Does not close the stream. What
     * was written is of no use if this throws.
     *
     * @return how many rows it has
     * @throws BadInputException if one of its levels is not known
     */
    public int writeTable(LabelSpec spec, OutputStream out) throws BadInputException, IOException {
        return derived(spec, () -> labelling.writeTable(spec, out)).entries();
    }

    private interface Derivation<T> {
        T derive() throws IOException;
    }

    private <T> T derived(LabelSpec spec, Derivation<T> derivation) throws BadInputException, IOException {
        if (!wholeData) {
            throw gone();
        }
        requireLevels(spec);
        try {
            return derivation.derive();
        } catch (PayloadLostException lost) {
            throw gone();
        }
    }

    private void requireLevels(LabelSpec spec) throws BadInputException {
        for (Barrier barrier : Barrier.of(prices, spec)) {
            if (store.find(levels.key(barrier)).isEmpty()) {
                boolean target = barrier.pips() == spec.targetPips();
                throw new BadInputException(spec.name() + " needs the level of "
                        + LabelSpec.number(barrier.pips())
                        + " pips, which is not in the store: run again with it among --"
                        + (target ? "targets" : "stops"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
