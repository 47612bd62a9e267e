package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.sweep.Explanation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two runs.
 *
 * @param settings what they were asked for, by name, where it differs
 * @param groups units with the same difference, by stage
 * @param same how many units have the same key in both
 */
record RunDifference(RunRecord before, RunRecord after, List<Change> settings, List<Group> groups, int same) {

    private static final int MOST_NAMED = 3;

    /** A setting that differs; empty where a run has none. */
    record Change(String name, String before, String after) {}

    /** Units of a stage that differ in the same way. */
    record Group(String stage, String how, List<String> units) {}

    /** Of the runs whose ids begin so, or of the last two. */
    static RunDifference of(StoreContents contents, List<String> ids) throws UsageException, IOException {
        if (ids.size() == 1 || ids.size() > 2) {
            throw new UsageException("two runs are compared: name two, or none for the last two; `necrozma cache stats`"
                    + " lists the last ones");
        }
        if (ids.isEmpty()) {
            List<RunRecord> last = contents.runs().newest(about -> true, 2);
            if (last.size() < 2) {
                throw new UsageException(
                        "there are no two runs in " + contents.view().directory() + " to compare");
            }
            return between(contents, last.get(1), last.get(0));
        }
        return between(contents, run(contents, ids.get(0)), run(contents, ids.get(1)));
    }

    private static RunRecord run(StoreContents contents, String id) throws UsageException, IOException {
        List<RunRecord> found = contents.runs().withId(id);
        if (found.isEmpty() || id.isEmpty()) {
            throw new UsageException("no run `" + id + "` in " + contents.view().directory()
                    + ": `necrozma cache stats` lists the last ones");
        }
        if (found.size() > 1) {
            throw new UsageException(
                    "the names of " + found.size() + " runs begin with `" + id + "`: write more of it");
        }
        return found.get(0);
    }

    private static RunDifference between(StoreContents contents, RunRecord before, RunRecord after) throws IOException {
        RunRecords.Used usedBefore = contents.runs().used(before);
        RunRecords.Used usedAfter = contents.runs().used(after);
        Map<String, StageRecord.Unit> old = units(before);
        Map<String, StageRecord.Unit> now = units(after);
        Map<String, List<String>> byDifference = new LinkedHashMap<>();
        int same = 0;
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        for (String name : all) {
            StageRecord.Unit was = old.get(name);
            StageRecord.Unit is = now.get(name);
            String stage = name.substring(0, name.indexOf('\n'));
            boolean alike;
            String how;
            if (was != null && is != null) {
                alike = was.key().equals(is.key());
                how = alike ? "" : change(contents, was, is);
            } else if (was != null) {
                alike = unnamed(after, stage) > 0 && usedAfter.contains(was.key());
                how = absent(after, stage, before);
            } else {
                alike = is != null && unnamed(before, stage) > 0 && usedBefore.contains(is.key());
                how = absent(before, stage, after);
            }
            if (alike) {
                same++;
            } else {
                byDifference
                        .computeIfAbsent(stage + "\n" + how, absent -> new ArrayList<>())
                        .add(name.substring(name.indexOf('\n') + 1));
            }
        }
        List<Group> groups = new ArrayList<>();
        byDifference.forEach((name, units) -> groups.add(
                new Group(name.substring(0, name.indexOf('\n')), name.substring(name.indexOf('\n') + 1), units)));
        return new RunDifference(before, after, settings(before.about(), after.about()), groups, same);
    }

    /* Of very many units of a stage a record names the first. */
    private static String absent(RunRecord from, String stage, RunRecord there) {
        return unnamed(from, stage) <= 0
                ? "only in " + there.runId()
                : "not the same in " + from.runId() + ", if there at all: its record does not name every unit";
    }

    private static int unnamed(RunRecord run, String stage) {
        return run.stages().stream()
                .filter(record -> record.name().equals(stage))
                .mapToInt(StageRecord::unnamed)
                .sum();
    }

    private static int unnamed(RunRecord run) {
        return run.stages().stream().mapToInt(StageRecord::unnamed).sum();
    }

    private static Map<String, StageRecord.Unit> units(RunRecord run) {
        Map<String, StageRecord.Unit> units = new LinkedHashMap<>();
        for (StageRecord stage : run.stages()) {
            stage.units().forEach(unit -> units.put(stage.name() + "\n" + unit.name(), unit));
        }
        return units;
    }

    private static String change(StoreContents contents, StageRecord.Unit was, StageRecord.Unit is) {
        Optional<CacheKey> before = contents.view().key(was.key());
        Optional<CacheKey> after = contents.view().key(is.key());
        return before.isPresent() && after.isPresent()
                ? Explanation.ofChange(before.get(), after.get()).detail()
                : "the keys differ, and the catalog no longer says what they were";
    }

    private static List<Change> settings(Map<String, String> before, Map<String, String> after) {
        List<Change> changes = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                changes.add(new Change(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")));
            }
        }
        return changes;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("- " + before.runId() + " of " + before.started());
        lines.add("+ " + after.runId() + " of " + after.started());
        for (Change change : settings) {
            lines.add(change.name());
            onlyIn(change.before(), change.after()).forEach(line -> lines.add("  - " + line));
            onlyIn(change.after(), change.before()).forEach(line -> lines.add("  + " + line));
        }
        for (Group group : groups) {
            List<String> named =
                    group.units().subList(0, Math.min(MOST_NAMED, group.units().size()));
            int others = group.units().size() - named.size();
            String units = String.join(", ", named) + (others > 0 ? " and " + others + " more" : "");
            lines.addAll(Columns.wrapped(group.stage() + ": " + units, "  "));
            lines.addAll(Columns.wrapped("  " + group.how(), "    "));
        }
        lines.add(Numbers.grouped(same) + (same == 1 ? " unit has" : " units have") + " the same key in both");
        for (RunRecord run : List.of(before, after)) {
            if (unnamed(run) > 0) {
                lines.add(Numbers.grouped(unnamed(run)) + " units of " + run.runId()
                        + " are not named in its record: of those, what differs is not known");
            }
        }
        return lines;
    }

    /* Texts of several lines are compared line by line, and a line that comes twice counts twice. */
    private static List<String> onlyIn(String text, String other) {
        List<String> only = new ArrayList<>(text.lines().toList());
        other.lines().forEach(only::remove);
        return only;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("before", before.runId());
        json.writeStringField("after", after.runId());
        json.writeArrayFieldStart("settings");
        for (Change change : settings) {
            json.writeStartObject();
            json.writeStringField("name", change.name());
            json.writeStringField("before", change.before());
            json.writeStringField("after", change.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("differences");
        for (Group group : groups) {
            json.writeStartObject();
            json.writeStringField("stage", group.stage());
            json.writeStringField("how", group.how());
            json.writeArrayFieldStart("units");
            for (String unit : group.units()) {
                json.writeString(unit);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("same", same);
        json.writeNumberField("unnamed_before", unnamed(before));
        json.writeNumberField("unnamed_after", unnamed(after));
        json.writeEndObject();
    }
}
