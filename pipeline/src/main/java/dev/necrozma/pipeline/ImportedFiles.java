package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.instrument.Instruments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What several imported files are together: one kind of rows of one instrument, one file after the other in time. */
final class ImportedFiles {

    private ImportedFiles() {}

    /**
     * The files in the order of their times.
     *
     * @throws BadInputException if they overlap, or are of different kinds
     */
    static List<Artifact> inOrder(List<Artifact> files) throws BadInputException {
        List<Artifact> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing(file -> Instant.parse(file.attribute("first"))));
        for (int i = 1; i < ordered.size(); i++) {
            Artifact before = ordered.get(i - 1);
            Artifact file = ordered.get(i);
            if (ImportStage.isTicks(before) != ImportStage.isTicks(file)) {
                throw new BadInputException("ticks and bars cannot be mixed: " + before.unit() + " and " + file.unit()
                        + " are of two kinds");
            }
            if (barMinutes(before) != barMinutes(file)) {
                throw new BadInputException("bars of two widths cannot be mixed: " + before.unit() + " has "
                        + barMinutes(before) + " minutes, " + file.unit() + " has " + barMinutes(file));
            }
            Instant end = Instant.parse(before.attribute("last"));
            Instant start = Instant.parse(file.attribute("first"));
            if (start.isBefore(end) || (start.equals(end) && barMinutes(file) > 0)) {
                throw new BadInputException(before.unit() + " and " + file.unit() + " overlap: the first ends at " + end
                        + ", the second begins at " + start + "; give files that follow one another");
            }
        }
        return ordered;
    }

    /** The width of the bars in a file; 0 for ticks. */
    static int barMinutes(Artifact file) {
        return Integer.parseInt(file.attributes().getOrDefault("bar_minutes", "0"));
    }

    /**
     * The instrument that the settings, the content, or the names of the files say.
     *
     * @throws BadInputException if they say none, or several, or its pip size is not known
     */
    static Instrument instrument(List<Artifact> files, ImportSettings settings) throws BadInputException {
        String symbol = settings.symbol().isPresent() ? settings.symbol().get() : symbol(files);
        if (settings.pipSize().isPresent()) {
            return new Instrument(symbol, settings.pipSize().getAsDouble());
        }
        return Instruments.find(symbol)
                .map(known -> new Instrument(symbol, known.pipSize()))
                .orElseThrow(() -> new BadInputException("the pip size of " + symbol
                        + " is not known; say it with --pip-size, such as --pip-size 0.0001"));
    }

    private static String symbol(List<Artifact> files) throws BadInputException {
        Optional<String> symbol = Optional.empty();
        for (Artifact file : files) {
            Optional<String> found = Optional.ofNullable(file.attributes().get("symbol"))
                    .or(() -> Instruments.symbolInName(file.unit()))
                    .or(() -> Instruments.symbolInName(file.attributes().getOrDefault("entries", "")));
            if (found.isEmpty()) {
                throw new BadInputException("neither content nor name of " + file.unit()
                        + " says which symbol it is; say it with --symbol, such as --symbol EURUSD");
            }
            if (symbol.isPresent() && !symbol.equals(found)) {
                throw new BadInputException("the files are of several symbols: " + symbol.get() + ", and " + found.get()
                        + " in " + file.unit() + "; give those of one");
            }
            symbol = found;
        }
        return symbol.orElseThrow();
    }
}
