package dev.necrozma.pipeline;

import dev.necrozma.market.feed.HourFiles;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.instrument.Instruments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What several imported files are together: one kind of rows of one instrument, one file after the other in time. */
final class ImportedFiles {

    private ImportedFiles() {}

    /**
     * The files in the order of their times.
     *
     * @param merge whether they may overlap
     * @throws BadInputException if they overlap though they may not, or are of different kinds or sides
     */
    static List<ImportedFile> inOrder(List<ImportedFile> files, boolean merge) throws BadInputException {
        List<ImportedFile> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing(ImportedFile::first).thenComparing(ImportedFile::last));
        requireOneSide(ordered);
        for (int i = 1; i < ordered.size(); i++) {
            ImportedFile before = ordered.get(i - 1);
            ImportedFile file = ordered.get(i);
            if (before.isTicks() != file.isTicks()) {
                throw new BadInputException("ticks and bars cannot be mixed: " + before.name() + " and " + file.name()
                        + " are of two kinds");
            }
            if (before.barMinutes() != file.barMinutes()) {
                throw new BadInputException("bars of two widths cannot be mixed: " + before.name() + " has "
                        + before.barMinutes() + " minutes, " + file.name() + " has " + file.barMinutes());
            }
            if (!merge && before.artifact().key().equals(file.artifact().key())) {
                throw new BadInputException(before.name() + " and " + file.name()
                        + " hold the same bytes: give one of them, or use --merge");
            }
            if (!merge && overlap(before, file)) {
                throw new BadInputException(before.name() + " and " + file.name() + " overlap: the first ends at "
                        + before.last() + ", the second begins at " + file.first()
                        + "; give files that follow one another, or use --merge");
            }
        }
        return ordered;
    }

    private static void requireOneSide(List<ImportedFile> files) throws BadInputException {
        Optional<ImportedFile> first = Optional.empty();
        for (ImportedFile file : files) {
            if (file.side().isEmpty()) {
                continue;
            }
            if (first.isPresent() && !first.get().side().equals(file.side())) {
                throw new BadInputException("bars of two sides cannot be mixed: " + shown(first.get()) + " has "
                        + first.get().side().get() + " prices, " + shown(file) + " has "
                        + file.side().get() + " prices; give those of one side");
            }
            first = first.or(() -> Optional.of(file));
        }
    }

    /* With the folder that may have told the side. */
    private static String shown(ImportedFile file) {
        return file.named().getNameCount() > 1 ? file.named().toString() : file.name();
    }

    /** Whether a file begins before an earlier one ends; ticks of one time may be in both. */
    static boolean overlap(ImportedFile before, ImportedFile file) {
        Instant end = before.last();
        Instant start = file.first();
        return start.isBefore(end) || (start.equals(end) && !file.isTicks());
    }

    /**
     * The instrument that the settings, the content, or the names of the files say. Entries of one archive whose names say
     * different symbols are refused whatever else says the symbol: the archive was read as one series.
     *
     * @throws BadInputException if they say none, or several, or its pip size is not known
     */
    static ImportedInstrument instrument(List<ImportedFile> files, ImportSettings settings) throws BadInputException {
        for (ImportedFile file : files) {
            requireOneSymbol(file);
        }
        Found found = settings.symbol().isPresent()
                ? new Found(plain(settings.symbol().get()), "--symbol")
                : symbol(files);
        String symbol = found.symbol;
        if (settings.pipSize().isPresent()) {
            Instrument given = new Instrument(symbol, settings.pipSize().getAsDouble());
            return new ImportedInstrument(given, found.from, "--pip-size");
        }
        /* A broker's name of it, such as EURUSDM, has the pip of what it names. */
        return Instruments.find(symbol)
                .or(() -> Instruments.symbolInName(symbol).flatMap(Instruments::find))
                .map(known -> new ImportedInstrument(
                        new Instrument(symbol, known.pipSize()), found.from, "the table of instruments"))
                .orElseThrow(() -> new BadInputException("the pip size of " + symbol
                        + " is not known; say it with --pip-size, such as --pip-size 0.0001"));
    }

    /** A symbol, and what said it. */
    private record Found(String symbol, String from) {}

    /* As the content's symbols are told: eurusd and EUR/USD are EURUSD, and have its results. */
    static String plain(String symbol) throws BadInputException {
        String plain = symbol.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
        if (plain.isEmpty()) {
            throw new BadInputException("--symbol must be letters and digits, such as EURUSD, not '" + symbol + "'");
        }
        return plain;
    }

    private static void requireOneSymbol(ImportedFile archive) throws BadInputException {
        Map<String, String> entryOfSymbol = new LinkedHashMap<>();
        for (String entry : archive.entries()) {
            String fileName = entry.substring(entry.lastIndexOf('/') + 1);
            Instruments.symbolInName(fileName)
                    .or(() -> Instruments.symbolInName(entry))
                    .ifPresent(symbol -> entryOfSymbol.putIfAbsent(symbol, entry));
        }
        if (entryOfSymbol.size() > 1) {
            throw new BadInputException(archive.name() + " holds several symbols: "
                    + entryOfSymbol.entrySet().stream()
                            .map(found -> found.getKey() + " in " + found.getValue())
                            .collect(Collectors.joining(", and "))
                    + "; give those of one");
        }
    }

    private static Found symbol(List<ImportedFile> files) throws BadInputException {
        Optional<Found> symbol = Optional.empty();
        for (ImportedFile file : files) {
            Found found = found(file)
                    .orElseThrow(() -> new BadInputException("neither content nor name of " + file.name()
                            + " says which symbol it is; say it with --symbol, such as --symbol EURUSD"));
            if (symbol.isPresent() && !symbol.get().symbol.equals(found.symbol)) {
                throw new BadInputException("the files are of several symbols: " + symbol.get().symbol + ", and "
                        + found.symbol + " in " + file.name() + "; give those of one");
            }
            symbol = Optional.of(symbol.orElse(found));
        }
        return symbol.orElseThrow();
    }

    private static Optional<Found> found(ImportedFile file) {
        Map<String, String> facts = file.artifact().attributes();
        boolean path = HourFiles.LAYOUT.equals(facts.get("layout"));
        return Optional.ofNullable(facts.get("symbol"))
                .map(symbol -> new Found(symbol, path ? "the path" : "the content"))
                .or(() -> Instruments.symbolInName(file.name())
                        .map(symbol -> new Found(symbol, "the name " + file.name())))
                .or(() -> Instruments.symbolInName(facts.getOrDefault("entries", ""))
                        .map(symbol -> new Found(symbol, "the names in " + file.name())));
    }
}
