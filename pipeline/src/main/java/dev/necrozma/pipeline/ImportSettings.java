package dev.necrozma.pipeline;

import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.SourceClock;
import dev.necrozma.market.feed.TextForm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What to import, and how to read it.
 *
 * @param inputs files and directories; empty only for the sample
 * @param sample whether to generate the sample instead
 * @param symbol overrides what content and name say
 * @param layout overrides the recognition
 * @param sourceClock the clock of times that state none
 * @param pipSize in quote currency; overrides the table
 * @param from rows before it are left out
 * @param to rows at or after it are left out
 * @param text how a text of no vendor's layout is written, as far as it is said
 * @param barTime what the time of a bar is
 * @param merge whether files may overlap: of rows that are equal in different files one is kept
 * @param standardInput the one of the inputs that holds what came from standard input, and is called so
 */
public record ImportSettings(
        List<Path> inputs,
        boolean sample,
        Optional<String> symbol,
        Optional<String> layout,
        Optional<SourceClock> sourceClock,
        OptionalDouble pipSize,
        Optional<Instant> from,
        Optional<Instant> to,
        TextForm text,
        FeedOptions.BarTime barTime,
        boolean merge,
        Optional<Path> standardInput) {

    private static final String STANDARD_INPUT = "standard input";

    public ImportSettings {
        inputs = List.copyOf(inputs);
    }

    /** What a file is called to people. */
    String name(Path file) {
        return standardInput.equals(Optional.of(file)) ? STANDARD_INPUT : file.toString();
    }

    /** A sentence with the file that standard input is in called so. */
    String named(String sentence) {
        return standardInput.isPresent() ? sentence.replace(standardInput.get().toString(), STANDARD_INPUT) : sentence;
    }
}
