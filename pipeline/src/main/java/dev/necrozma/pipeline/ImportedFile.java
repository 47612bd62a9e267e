package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.market.feed.BarSide;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An input file and its rows.
 *
 * @param name how this run calls the file; whoever imported the same bytes first may have called them otherwise
 * @param named the path of the file as far as it may tell what is in it
 * @param artifact the slices a month, and the report of the import
 */
record ImportedFile(String name, Path named, Artifact artifact) {

    boolean isTicks() {
        return artifact.attribute("kind").equals("ticks");
    }

    /** The months of which there are slices, as their payloads are named. */
    List<String> months() {
        return artifact.payloads().keySet().stream()
                .filter(name -> !name.equals(ImportStage.PROFILE))
                .toList();
    }

    /** Whether there is a row; only hours may have none. */
    boolean hasRows() {
        return !artifact.attribute("rows_kept").equals("0");
    }

    /** The width of the bars; 0 for ticks. */
    int barMinutes() {
        return Integer.parseInt(artifact.attributes().getOrDefault("bar_minutes", "0"));
    }

    /** The side of the prices of bars that the content states; absent for ticks. */
    Optional<String> statedSide() {
        return isTicks()
                ? Optional.empty()
                : Optional.ofNullable(artifact.attributes().get("side"));
    }

    /** The side of the prices of bars; absent for ticks, and where nothing tells it, the names in an archive included. */
    Optional<String> side() {
        if (isTicks()) {
            return Optional.empty();
        }
        return BarSide.of(statedSide(), artifact.attribute("layout"), entries(), named);
    }

    /** The names of the CSV files in an archive; none of a file that is no archive. A name with ", " in it comes in pieces. */
    List<String> entries() {
        String joined = artifact.attributes().getOrDefault("entries", "");
        return joined.isEmpty() ? List.of() : List.of(joined.split(", "));
    }

    Instant first() {
        return Instant.parse(artifact.attribute("first"));
    }

    Instant last() {
        return Instant.parse(artifact.attribute("last"));
    }
}
