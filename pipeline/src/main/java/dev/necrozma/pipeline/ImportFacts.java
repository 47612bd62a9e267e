package dev.necrozma.pipeline;

import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.feed.ImportReport.Gap;
import dev.necrozma.market.feed.TickProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the imports of all files found, together.
 *
 * @param merged rows left out because another file has them
 * @param dropped by reason, in the order of their names
 * @param gaps over an hour, weekends taken off, within files and between them: how many
 * @param longestGaps at most five, longest first, of equal ones the earlier
 * @param profile without a tick for bars
 */
record ImportFacts(
        List<ImportedFile> files,
        ImportedInstrument instrument,
        long merged,
        Map<String, Dropped> dropped,
        long gaps,
        List<Gap> longestGaps,
        TickProfile profile) {

    private static final String REJECTED = "rejected: ";
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 5;

    /** Rows left out for one reason, and the first of them: file and line, and the line. */
    record Dropped(long rows, List<Example> examples) {}

    /** A row that was left out. */
    record Example(String place, String text) {}

    static ImportFacts of(List<ImportedFile> files, ImportedInstrument instrument, long merged, UnitReader reader)
            throws IOException {
        Map<String, Dropped> dropped = new TreeMap<>();
        TickProfile profile = new TickProfile();
        List<Gap> longest = new ArrayList<>();
        long gaps = 0;
        for (int i = 0; i < files.size(); i++) {
            ImportedFile file = files.get(i);
            addDropped(file, dropped);
            if (file.artifact().payloads().containsKey(ImportStage.PROFILE)) {
                profile.add(TickProfile.parse(reader.read(file.artifact(), ImportStage.PROFILE)));
            }
            if (i > 0) {
                gaps += Gap.between(files.get(i - 1).last(), file.first())
                        .map(gap -> longest.add(gap) ? 1 : 0)
                        .orElse(0);
            }
            gaps += Long.parseLong(file.artifact().attributes().getOrDefault("gaps", "0"));
            addGaps(file, longest);
        }
        longest.sort(Comparator.comparing(Gap::length).reversed().thenComparing(Gap::from));
        return new ImportFacts(
                files,
                instrument,
                merged,
                dropped,
                gaps,
                List.copyOf(longest.subList(0, Math.min(LONGEST, longest.size()))),
                profile);
    }

    private static void addDropped(ImportedFile file, Map<String, Dropped> dropped) {
        Map<String, String> facts = file.artifact().attributes();
        facts.forEach((name, value) -> {
            if (name.startsWith(REJECTED)) {
                dropped.merge(
                        name.substring(REJECTED.length()),
                        new Dropped(Long.parseLong(value), new ArrayList<>()),
                        (a, b) -> new Dropped(a.rows + b.rows, a.examples));
            }
        });
        for (int i = 1; facts.containsKey("rejected_" + i); i++) {
            addExample(file.name(), facts.getOrDefault("rejected_" + i, ""), dropped);
        }
    }

    /* The attribute is place, reason and text, joined by colons. */
    private static void addExample(String file, String attribute, Map<String, Dropped> dropped) {
        dropped.forEach((reason, rows) -> {
            int at = attribute.indexOf(": " + reason + ": ");
            if (at >= 0 && rows.examples.size() < EXAMPLES) {
                String place = attribute.substring(0, at);
                String text = attribute.substring(at + reason.length() + 4);
                rows.examples.add(new Example(file + place, text));
            }
        });
    }

    private static void addGaps(ImportedFile file, List<Gap> gaps) {
        Map<String, String> facts = file.artifact().attributes();
        for (int i = 1; facts.containsKey("gap_" + i); i++) {
            String times = facts.getOrDefault("gap_" + i, "");
            int to = times.indexOf(" to ");
            gaps.add(new Gap(Instant.parse(times.substring(0, to)), Instant.parse(times.substring(to + 4))));
        }
    }

    /** The sum of an attribute that counts, over all files. */
    long sum(String attribute) {
        return files.stream()
                .mapToLong(file -> Long.parseLong(file.artifact().attributes().getOrDefault(attribute, "0")))
                .sum();
    }

    /** How many files have each value of an attribute, in the order of their first. */
    Map<String, Integer> values(String attribute) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        files.forEach(file -> {
            String value = file.artifact().attributes().get(attribute);
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        });
        return counts;
    }

    Instant first() {
        return files.get(0).first();
    }

    Instant last() {
        return files.stream()
                .map(ImportedFile::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A quantile of the spreads in pips. */
    double spreadPips(int perMille) {
        return profile.spread(perMille) / instrument.instrument().pipSize();
    }

    /** The length of a gap in hours. */
    static double hours(Gap gap) {
        return Duration.between(gap.from(), gap.to()).toMillis() / 3_600_000.0;
    }
}
