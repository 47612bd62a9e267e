package dev.necrozma.pipeline;

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
        TextForm text) {

    public ImportSettings {
        inputs = List.copyOf(inputs);
    }
}
