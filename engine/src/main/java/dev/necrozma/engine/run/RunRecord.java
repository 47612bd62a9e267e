package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did, kept as one JSON file in the {@code runs} directory of a store; docs/formats.md states its shape.
 *
 * @param runId unique among the runs of a store
 * @param about what the run was for, by names of the program's own choice; {@link RunRecords} finds records by it
 * @param exitCode what the program was about to exit with
 */
public record RunRecord(
        String runId,
        Map<String, String> about,
        Instant started,
        Instant ended,
        List<StageRecord> stages,
        List<String> incidents,
        int exitCode) {

    /** So many are kept; older ones are deleted when one is written. */
    public static final int MOST_KEPT = 1000;

    /** So many units of a stage are named, the first; of the others only the keys are kept, in files beside the record. */
    public static final int MOST_UNITS_NAMED = 10_000;

    /** So many of those files are kept: at eight bytes a unit, a million units take 8 MB each. */
    static final int MOST_USED_FILES = 16;

    /** How such a file ends. */
    static final String USED = ".used";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    public RunRecord {
        about = Collections.unmodifiableSortedMap(new TreeMap<>(about));
        stages = List.copyOf(stages);
        incidents = List.copyOf(incidents);
    }

    /** Writes this into {@code runs}, whole or not at all. It is not synced: a power loss may cost it. */
    public Path write(Disk disk, Path runs) throws IOException {
        Path file = runs.resolve(fileName() + ".json");
        Path written = runs.resolve("new-" + runId);
        writeUsed(disk, runs, written);
        byte[] bytes = toJson().getBytes(StandardCharsets.UTF_8);
        try (DiskWriter out = disk.create(written)) {
            out.write(bytes, 0, bytes.length);
        }
        disk.rename(written, file);
        List<Path> there = disk.list(runs);
        keepNewest(disk, there, ".json", MOST_KEPT);
        keepNewest(disk, there, USED, MOST_USED_FILES);
        return file;
    }

    /** What the names of its files begin with. */
    String fileName() {
        return fileTime(started) + "-" + runId;
    }

    /** A time as names of files have it, those before 1970 as its start. */
    static String fileTime(Instant time) {
        Instant earliest = Instant.EPOCH;
        return FILE_TIME.format(time.isBefore(earliest) ? earliest : time);
    }

    private void writeUsed(Disk disk, Path runs, Path written) throws IOException {
        List<Fingerprint> unnamed = new ArrayList<>();
        for (StageRecord stage : stages) {
            for (int unit = MOST_UNITS_NAMED; unit < stage.units().size(); unit++) {
                unnamed.add(stage.units().get(unit).key());
            }
        }
        if (!unnamed.isEmpty()) {
            KeyWords.of(unnamed).write(disk, written, runs.resolve(fileName() + USED));
        }
    }

    /* Names begin with the time, so that they are in its order. */
    private static void keepNewest(Disk disk, List<Path> there, String end, int most) throws IOException {
        List<Path> kept =
                there.stream().filter(path -> path.toString().endsWith(end)).toList();
        for (Path oldest : kept.subList(0, Math.max(0, kept.size() - most))) {
            disk.delete(oldest);
        }
    }

    /** This as JSON text. */
    public String toJson() {
        JsonText json = new JsonText().open('{');
        json.name("version").value(1);
        json.name("run_id").value(runId);
        json.name("about").open('{');
        about.forEach((name, value) -> json.name(name).value(value));
        json.close('}');
        json.name("started").value(started.toString());
        json.name("ended").value(ended.toString());
        json.name("exit_code").value(exitCode);
        json.name("stages").open('[');
        for (StageRecord stage : stages) {
            json.open('{');
            json.name("name").value(stage.name());
            json.name("reused").value(stage.reused());
            json.name("computed").value(stage.computed());
            json.name("failed").value(stage.failed());
            json.name("cancelled").value(stage.cancelled());
            json.name("seconds").value(stage.seconds());
            json.name("seconds_saved").value(stage.secondsSaved());
            json.name("seconds_store").value(stage.storeSeconds());
            json.name("bytes_written").value(stage.bytesWritten());
            json.name("reasons").open('{');
            stage.reasons().forEach((reason, count) -> json.name(reason).value(count));
            json.close('}').name("units").open('[');
            List<StageRecord.Unit> units = stage.units();
            for (StageRecord.Unit unit : units.subList(0, Math.min(MOST_UNITS_NAMED, units.size()))) {
                json.open('{').name("name").value(unit.name());
                json.name("key").value(unit.key().toString());
                json.name("outcome").value(unit.outcome());
                if (!unit.detail().isEmpty()) {
                    json.name("detail").value(unit.detail());
                }
                if (unit.differs()) {
                    json.name("differs").value(true);
                }
                json.close('}');
            }
            json.close(']');
            if (units.size() > MOST_UNITS_NAMED) {
                json.name("units_not_named").value(units.size() - MOST_UNITS_NAMED);
            }
            json.close('}');
        }
        json.close(']').name("incidents").open('[');
        incidents.forEach(json::value);
        return json.close(']').close('}').toString() + "\n";
    }
}
