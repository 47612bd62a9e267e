package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.fingerprint.InputFile;
import dev.necrozma.engine.fingerprint.InputFingerprints;
import dev.necrozma.engine.fingerprint.ValueFingerprint;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.HourFile;
import dev.necrozma.market.feed.HourFiles;
import dev.necrozma.market.feed.ImportReport;
import dev.necrozma.market.instrument.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A month of a tree of hour files. It is a unit, since a unit for each of the 8,760 files of a year would make keys, records and
 * slices to be joined by the thousand; a day that comes or changes costs reading its month again.
 */
final class HourMonth {

    private final Path tree;
    private final YearMonth month;
    private final List<HourFile> hours = new ArrayList<>();

    private HourMonth(Path tree, YearMonth month) {
        this.tree = tree;
        this.month = month;
    }

    /** The months of one tree or several, each in order. */
    static List<HourMonth> of(List<HourFile> hours) {
        SortedMap<Path, SortedMap<YearMonth, HourMonth>> trees = new TreeMap<>();
        for (HourFile hour : hours) {
            trees.computeIfAbsent(hour.tree(), absent -> new TreeMap<>())
                    .computeIfAbsent(hour.month(), absent -> new HourMonth(hour.tree(), hour.month()))
                    .hours
                    .add(hour);
        }
        return trees.values().stream()
                .flatMap(months -> months.values().stream())
                .toList();
    }

    /**
     * The unit, keyed by the content of each day.
     *
     * @throws BadInputException if the symbol or its point is not known
     */
    SweepUnit unit(ImportSettings settings, InputFingerprints fingerprints, boolean rehash)
            throws BadInputException, IOException {
        String symbol = symbol(settings);
        int places = places(symbol);
        List<InputFile> inputs =
                fingerprints.identify(hours.stream().map(HourFile::path).toList(), rehash);
        CacheKey.Builder key = CacheKey.of(ImportStage.NAME, ImportStage.VERSION)
                .parameter("layout", HourFiles.LAYOUT)
                .parameter("places", places)
                .parameter("symbol", symbol);
        days(inputs).forEach((day, content) -> key.input(day.toString(), content));
        FeedOptions options = ImportStage.options(settings);
        return new SweepUnit(name(), key.build(), inputs, out -> {
            ImportStage.Slices slices = new ImportStage.Slices(out);
            Optional<ImportReport> report = HourFiles.read(hours, symbol, places, options, slices);
            slices.finish();
            if (report.isPresent()) {
                ImportStage.describe(report.get(), tree, out);
            } else {
                out.attribute("rows_kept", "0");
            }
        });
    }

    private SortedMap<LocalDate, Fingerprint> days(List<InputFile> inputs) {
        SortedMap<LocalDate, ValueFingerprint> days = new TreeMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            HourFile hour = hours.get(i);
            days.computeIfAbsent(hour.hour().toLocalDate(), absent -> new ValueFingerprint())
                    .add((long) hour.hour().getHour())
                    .add(inputs.get(i).fingerprint());
        }
        SortedMap<LocalDate, Fingerprint> contents = new TreeMap<>();
        days.forEach((day, content) -> contents.put(day, content.take()));
        return contents;
    }

    private String name() {
        Path last = tree.toAbsolutePath().getFileName();
        return (last == null ? tree.toString() : last.toString()) + "/" + month;
    }

    private String symbol(ImportSettings settings) throws BadInputException {
        Optional<String> given = settings.symbol();
        if (given.isPresent()) {
            return ImportedFiles.plain(given.get());
        }
        return hours.get(0)
                .symbol()
                .orElseThrow(() ->
                        new BadInputException("the path of " + hours.get(0).path()
                                + " does not say which symbol it is; say it with --symbol, such as --symbol EURUSD"));
    }

    private static int places(String symbol) throws BadInputException {
        return Instruments.dukascopyPlaces(symbol)
                .orElseThrow(() -> new BadInputException("how Dukascopy's tick files count the prices of " + symbol
                        + " is not known; give its ticks as text instead"));
    }
}
