package dev.necrozma.cli;

import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.stats.StoredResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which results {@code cache list} lists. */
final class CacheFilter {

    private final Set<String> stages;
    private final Optional<Duration> olderThan;
    private final long largerThan;
    private final Instant now;

    CacheFilter(CacheOptions options, Clock clock) throws UsageException {
        Optional<String> names = options.find("--stage");
        Optional<String> age = options.find("--older-than");
        Optional<String> size = options.find("--larger-than");
        this.stages = names.isPresent() ? new HashSet<>(Items.of("--stage", names.get())) : Set.of();
        this.olderThan = age.isPresent() ? Optional.of(Spans.parse("--older-than", age.get())) : Optional.empty();
        this.largerThan = size.isPresent() ? Sizes.parse("--larger-than", size.get()) : -1;
        this.now = clock.instant();
    }

    List<StoredResult> of(StoreContents contents) throws UsageException {
        requireKnown(stages, contents);
        return contents.results().stream()
                .filter(result -> stages.isEmpty() || stages.contains(result.stage()))
                .filter(result -> olderThan.isEmpty()
                        || result.artifact().created().plus(olderThan.get()).isBefore(now))
                .filter(result -> result.artifact().sizeBytes() > largerThan)
                .toList();
    }

    /** Makes sure that the store has results of each of {@code stages}: else a word was meant that is not there. */
    static void requireKnown(Set<String> stages, StoreContents contents) throws UsageException {
        Set<String> known = new TreeSet<>();
        contents.results().forEach(result -> known.add(result.stage()));
        for (String stage : new TreeSet<>(stages)) {
            if (!known.contains(stage)) {
                throw new UsageException("--stage: no result of a stage `" + stage + "`"
                        + Nearest.find(stage, known)
                                .map(near -> "; did you mean `" + near + "`?")
                                .orElse(known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
            }
        }
    }
}
