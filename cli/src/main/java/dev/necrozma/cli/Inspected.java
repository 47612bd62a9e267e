package dev.necrozma.cli;

import dev.necrozma.market.feed.Inspection;
import dev.necrozma.market.instrument.Instrument;
import dev.necrozma.market.instrument.Instruments;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file that was looked at, and what its symbol is taken to be.
 *
 * @param file as it was named
 * @param symbol absent if nothing tells it
 * @param symbolSource what tells it
 * @param pipSize absent if it is not known
 * @param pipSource what tells it
 */
record Inspected(
        Path file,
        Inspection found,
        Optional<String> symbol,
        String symbolSource,
        OptionalDouble pipSize,
        String pipSource) {

    static Inspected of(Path file, Inspection found, Optional<String> givenSymbol, OptionalDouble givenPip) {
        Optional<String> given = givenSymbol.map(Inspected::plain);
        String name = String.valueOf(file.getFileName());
        Optional<String> symbol = given.or(found::symbol)
                .or(() -> Instruments.symbolInName(name))
                .or(() -> found.entries().stream()
                        .flatMap(entry -> Instruments.symbolInName(entry).stream())
                        .findFirst());
        String source = given.isPresent()
                ? "given"
                : found.symbol().isPresent()
                        ? "from the content"
                        : symbol.isPresent() ? "from the name" : "not known: give --symbol";
        Optional<Instrument> known = symbol.flatMap(text ->
                Instruments.find(text).or(() -> Instruments.symbolInName(text).flatMap(Instruments::find)));
        OptionalDouble pip = givenPip.isPresent()
                ? givenPip
                : known.map(instrument -> OptionalDouble.of(instrument.pipSize()))
                        .orElse(OptionalDouble.empty());
        String pipSource = givenPip.isPresent()
                ? "given"
                : known.isPresent() ? "from the table of instruments" : "not known: give --pip-size";
        return new Inspected(file, found, symbol, source, pip, pipSource);
    }

    /** A symbol as it is compared: EUR/USD is EURUSD. */
    static String plain(String symbol) {
        return symbol.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }
}
