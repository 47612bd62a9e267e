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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A month of a tree of hour files. It is a unit, since a unit for each of the 8,760 files of a year would make keys, records and
 * slices to be joined by the thousand; a day that comes or changes costs reading its month again.
 */
final class HourMonth {

    private final String name;
    private final List<HourFile> hours;

    private HourMonth(String name, List<HourFile> hours) {
        this.name = name;
        this.hours = hours;
    }

    /** The months of one tree or several, each in order. A tree is one, in however many ways its path is written. */
    static List<HourMonth> of(List<HourFile> hours) {
        SortedMap<Path, SortedMap<YearMonth, List<HourFile>>> trees = new TreeMap<>();
        for (HourFile hour : hours) {
            trees.computeIfAbsent(hour.tree().toAbsolutePath().normalize(), absent -> new TreeMap<>())
                    .computeIfAbsent(hour.month(), absent -> new ArrayList<>())
                    .add(hour);
        }
        Set<String> lastNames = new HashSet<>();
        boolean distinct = trees.keySet().stream().allMatch(tree -> lastNames.add(lastName(tree)));
        List<HourMonth> months = new ArrayList<>();
        trees.forEach((tree, ofTree) -> ofTree.forEach((month, inIt) -> {
            inIt.sort(Comparator.comparing(HourFile::hour));
            months.add(new HourMonth((distinct ? lastName(tree) : tree) + "/" + month, inIt));
        }));
        return months;
    }

    private static String lastName(Path tree) {
        Path last = tree.getFileName();
        return (last == null ? tree : last).toString();
    }

    /**
     * The unit, keyed by the content of each day.
     *
     * @throws BadInputException if the symbol or its point is not known, or the settings say how a text is written
     */
    SweepUnit unit(ImportSettings settings, InputFingerprints fingerprints, boolean rehash)
            throws BadInputException, IOException {
        requireNoForm(settings);
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
        return new SweepUnit(name, key.build(), inputs, out -> {
            ImportStage.Slices slices = new ImportStage.Slices(out);
            Optional<ImportReport> report = HourFiles.read(hours, symbol, places, options, slices);
            slices.finish();
            if (report.isPresent()) {
                ImportStage.describe(report.get(), hours.get(0).tree(), out);
            } else {
                out.attribute("rows_kept", "0");
            }
        });
    }

    private void requireNoForm(ImportSettings settings) throws BadInputException {
        boolean other = settings.layout()
                .filter(layout -> !layout.equals(HourFiles.LAYOUT))
                .isPresent();
        if (other || !settings.text().isAsFound()) {
            throw new BadInputException(hours.get(0).path() + " is an hour file of Dukascopy, which is read in one way:"
                    + " leave out --layout, --columns, --time-format, --decimal and --delimiter");
        }
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
