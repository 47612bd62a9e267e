package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.InputFile;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.Computation;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.market.feed.ColumnChoice;
import dev.necrozma.market.feed.DecimalMark;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.FeedReader;
import dev.necrozma.market.feed.HourFile;
import dev.necrozma.market.feed.ImportReport;
import dev.necrozma.market.feed.MonthSink;
import dev.necrozma.market.feed.SourceClock;
import dev.necrozma.market.feed.TextForm;
import dev.necrozma.market.feed.TickProfile;
import dev.necrozma.market.sample.SampleTicks;
import dev.necrozma.market.tick.BarCodec;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads each input file into a slice a month. A unit is a file, keyed by its raw bytes and the options of reading, or a month of hour
 * files ({@link HourMonth}); its payloads are named for their months, {@code 2018-01}, and its attributes are the import report.
 */
final class ImportStage {

    static final String NAME = "import";

    /** The payload beside the months: how spreads and hours of ticks are distributed ({@link TickProfile}). */
    static final String PROFILE = "profile";

    static final int VERSION = 5;

    /* Grows with each change of what the sample's seed gives. */
    private static final int SAMPLE_VERSION = 3;

    private ImportStage() {}

    /** The one unit that generates the sample. */
    static List<SweepUnit> ofSample() {
        CacheKey key = CacheKey.of(NAME, SAMPLE_VERSION)
                .parameter("sample_seed", SampleTicks.SEED)
                .build();
        return List.of(new SweepUnit("sample", key, out -> {
            Slices slices = new Slices(out);
            SampleTicks.generate(SampleTicks.SEED, slices);
            slices.describeSample();
            slices.finish();
        }));
    }

    /** A unit for each file, and one for each month of a tree of hour files. */
    static List<SweepUnit> of(
            List<Path> inputs, ImportSettings settings, InputFingerprints fingerprints, boolean rehash)
            throws BadInputException, IOException {
        List<HourFile> hours = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            HourFile.of(input).ifPresentOrElse(hours::add, () -> files.add(input));
        }
        List<SweepUnit> units = ofFiles(files, settings, fingerprints, rehash);
        for (HourMonth month : HourMonth.of(hours)) {
            units.add(month.unit(settings, fingerprints, rehash));
        }
        return units;
    }

    private static List<SweepUnit> ofFiles(
            List<Path> files, ImportSettings settings, InputFingerprints fingerprints, boolean rehash)
            throws IOException {
        FeedOptions options = options(settings);
        Set<String> names = new HashSet<>();
        boolean distinct = files.stream().allMatch(file -> names.add(String.valueOf(file.getFileName())));
        List<SweepUnit> units = new ArrayList<>();
        for (Path file : files) {
            InputFile input = fingerprints.identify(file, rehash);
            TextForm text = settings.text();
            CacheKey key = CacheKey.of(NAME, VERSION)
                    .parameter("layout", settings.layout().orElse(""), "")
                    .parameter(
                            "columns",
                            text.columns().map(ColumnChoice::toString).orElse(""),
                            "")
                    .parameter("time_format", text.timeFormat().orElse(""), "")
                    .parameter("decimal", text.decimal().map(DecimalMark::name).orElse(""), "")
                    .parameter(
                            "delimiter",
                            text.delimiter().map(TextForm::delimiterName).orElse(""),
                            "")
                    .parameter(
                            "source_zone",
                            settings.sourceClock().map(SourceClock::toString).orElse(""),
                            "")
                    .parameter("bar_time", settings.barTime().name().toLowerCase(Locale.ROOT), "open")
                    .input("file", input.fingerprint())
                    .build();
            Computation computation = out -> {
                Slices slices = new Slices(out);
                describe(FeedReader.read(file, options, slices), file, out);
                slices.finish();
            };
            String called = settings.name(file);
            String name = distinct && called.equals(file.toString()) ? String.valueOf(file.getFileName()) : called;
            units.add(new SweepUnit(name, key, List.of(input), computation));
        }
        return units;
    }

    /* Equal bytes share the report, whatever their file is called: so examples say where in the file they are, not which it is. */
    static void describe(ImportReport report, Path file, Draft out) {
        report.toAttributes().forEach((name, value) -> {
            boolean example = name.startsWith("rejected_") && value.startsWith(file.toString());
            out.attribute(name, example ? value.substring(file.toString().length()) : value);
        });
    }

    /** How files are read. */
    static FeedOptions options(ImportSettings settings) {
        FeedOptions defaults = FeedOptions.defaults();
        return new FeedOptions(
                settings.layout(),
                settings.sourceClock(),
                defaults.maxBadRows(),
                defaults.maxDisorder(),
                settings.text(),
                settings.barTime());
    }

    /** Takes each month as a payload of a result. */
    static final class Slices implements MonthSink {

        private final Draft out;
        private final TickProfile profile = new TickProfile();
        private long rows;
        private long firstNanos;
        private long lastNanos;

        Slices(Draft out) {
            this.out = out;
        }

        @Override
        public void ticks(YearMonth month, TickSeries ticks) throws IOException {
            if (rows == 0) {
                firstNanos = ticks.timeNanos(0);
            }
            rows += ticks.size();
            profile.add(ticks);
            lastNanos = ticks.timeNanos(ticks.size() - 1);
            try (OutputStream slice = out.create(month.toString())) {
                TickCodec.encode(ticks, slice);
            }
        }

        @Override
        public void bars(YearMonth month, BarSeries bars) throws IOException {
            try (OutputStream slice = out.create(month.toString())) {
                BarCodec.encode(bars, slice);
            }
        }

        /** Ends a result of which every month is there. */
        void finish() throws IOException {
            if (profile.count() > 0) {
                out.put(PROFILE, profile.toBytes());
            }
        }

        void describeSample() {
            out.attribute("layout", "sample");
            out.attribute("kind", "ticks");
            out.attribute("symbol", SampleTicks.SYMBOL);
            out.attribute("rows_read", Long.toString(rows));
            out.attribute("rows_kept", Long.toString(rows));
            out.attribute("rows_rejected", "0");
            out.attribute("first", Nanos.instant(firstNanos).toString());
            out.attribute("last", Nanos.instant(lastNanos).toString());
        }
    }
}
