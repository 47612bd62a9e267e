package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    public RunRecord {
        about = Collections.unmodifiableSortedMap(new TreeMap<>(about));
        stages = List.copyOf(stages);
        incidents = List.copyOf(incidents);
    }

    /** Writes this into {@code runs}, whole or not at all. It is not synced: a power loss may cost it. */
    public Path write(Disk disk, Path runs) throws IOException {
        Path file = runs.resolve(FILE_TIME.format(started) + "-" + runId + ".json");
        Path written = runs.resolve("new-" + runId);
        byte[] bytes = toJson().getBytes(StandardCharsets.UTF_8);
        try (DiskWriter out = disk.create(written)) {
            out.write(bytes, 0, bytes.length);
        }
        disk.rename(written, file);
        List<Path> kept = disk.list(runs).stream()
                .filter(path -> path.toString().endsWith(".json"))
                .toList();
        for (Path oldest : kept.subList(0, Math.max(0, kept.size() - MOST_KEPT))) {
            disk.delete(oldest);
        }
        return file;
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
            json.name("bytes_written").value(stage.bytesWritten());
            json.name("reasons").open('{');
            stage.reasons().forEach((reason, count) -> json.name(reason).value(count));
            json.close('}').name("units").open('[');
            for (StageRecord.Unit unit : stage.units()) {
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
            json.close(']').close('}');
        }
        json.close(']').name("incidents").open('[');
        incidents.forEach(json::value);
        return json.close(']').close('}').toString() + "\n";
    }
}
