package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.stats.Histogram;
import dev.necrozma.engine.stats.RunTotals;
import dev.necrozma.engine.stats.StageStatistics;
import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.stats.StoreStatistics;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The statistics of a store as a page and as JSON.
 *
 * @param runs the last first
 */
record CacheStats(Path store, StoreStatistics numbers, List<RunRecord> runs, List<String> incidents) {

    private static final int RUNS_LISTED = 5;
    private static final int BAR = 30;
    private static final String UNITS_OF_TIME = "smhd";

    static CacheStats of(StoreContents contents, Instant now) throws IOException {
        List<RunRecord> runs = contents.runs().newest(about -> true, RunRecord.MOST_KEPT);
        long catalog = 0;
        Disk disk = new LocalDisk();
        for (Path segment : disk.list(contents.view().directory().resolve("catalog"))) {
            catalog += size(disk, segment);
        }
        return new CacheStats(
                contents.view().directory(),
                StoreStatistics.of(contents.results(), runs, catalog, now),
                runs,
                contents.view().incidents());
    }

    private static long size(Disk disk, Path segment) throws IOException {
        try {
            return disk.examine(segment).size();
        } catch (NoSuchFileException merged) {
            return 0;
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(store.toString());
        lines.add(Numbers.grouped(numbers.entries()) + " results, " + Sizes.text(numbers.resultBytes()) + ", stored in "
                + Sizes.text(numbers.storedBytes()) + " (" + Numbers.fixed(numbers.compression(), 2)
                + " bytes of results a stored byte)");
        lines.add("");
        lines.addAll(Columns.lines(stages(), 1));
        numbers.stages().stream()
                .filter(StageStatistics::doesNotPay)
                .forEach(stage -> lines.add(stage.stage() + ": caching does not pay: the store took "
                        + Numbers.oneDecimal(stage.all().secondsStore()) + " s, reuse saved "
                        + Numbers.oneDecimal(stage.all().secondsSaved()) + " s"));
        lines.add("");
        lines.addAll(Columns.lines(totals(), 1));
        if (!numbers.allTime().reasons().isEmpty()) {
            lines.add("");
            lines.addAll(Columns.lines(reasons(), 1));
        }
        lines.add("");
        lines.add("age of results");
        lines.addAll(bars(numbers.ages(), CacheStats::age));
        lines.add("size of results");
        lines.addAll(bars(numbers.sizes(), Sizes::text));
        if (!runs.isEmpty()) {
            lines.add("");
            lines.add("last runs");
            lines.addAll(Columns.lines(lastRuns(), 3));
        }
        lines.addAll(incidents);
        return lines;
    }

    private List<List<String>> stages() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("stage", "results", "bytes", "seconds stored", "hits", "misses", "hit rate", "net saved"));
        for (StageStatistics stage : numbers.stages()) {
            rows.add(List.of(
                    stage.stage(),
                    Numbers.grouped(stage.entries()),
                    Sizes.text(stage.bytes()),
                    Numbers.oneDecimal(stage.cost().toNanos() / 1e9),
                    Numbers.grouped(stage.all().hits()),
                    Numbers.grouped(stage.all().misses()),
                    LabelPage.percent(stage.all().hitRate()),
                    Numbers.oneDecimal(stage.all().netSecondsSaved()) + " s"));
        }
        return rows;
    }

    private List<List<String>> totals() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("runs", "hits", "misses", "hit rate", "computed", "saved", "store took", "net saved"));
        rows.add(row("the last", numbers.lastRun()));
        rows.add(row("last " + numbers.lastTen().runs(), numbers.lastTen()));
        rows.add(row("all " + numbers.allTime().runs(), numbers.allTime()));
        return rows;
    }

    private List<List<String>> reasons() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "reason for a miss",
                "the last",
                "last " + numbers.lastTen().runs(),
                "all " + numbers.allTime().runs()));
        numbers.allTime()
                .reasons()
                .forEach((reason, count) -> rows.add(List.of(
                        reason,
                        Numbers.grouped(numbers.lastRun().reasons().getOrDefault(reason, 0L)),
                        Numbers.grouped(numbers.lastTen().reasons().getOrDefault(reason, 0L)),
                        Numbers.grouped(count))));
        return rows;
    }

    private static List<String> row(String name, RunTotals totals) {
        return List.of(
                name,
                Numbers.grouped(totals.hits()),
                Numbers.grouped(totals.misses()),
                LabelPage.percent(totals.hitRate()),
                Numbers.oneDecimal(totals.secondsComputed()) + " s",
                Numbers.oneDecimal(totals.secondsSaved()) + " s",
                Numbers.oneDecimal(totals.secondsStore()) + " s",
                Numbers.oneDecimal(totals.netSecondsSaved()) + " s");
    }

    private List<List<String>> lastRuns() {
        List<List<String>> rows = new ArrayList<>();
        for (RunRecord run : runs.subList(0, Math.min(RUNS_LISTED, runs.size()))) {
            int reused = run.stages().stream().mapToInt(stage -> stage.reused()).sum();
            int computed =
                    run.stages().stream().mapToInt(stage -> stage.computed()).sum();
            rows.add(List.of(
                    run.runId(),
                    run.started().toString(),
                    run.about().getOrDefault("symbol", ""),
                    reused + " reused",
                    computed + " computed",
                    "exit " + run.exitCode()));
        }
        return rows;
    }

    private static List<String> bars(Histogram histogram, LongFunction<String> edge) {
        int most = 1;
        for (Histogram.Bin bin : histogram.bins()) {
            most = Math.max(most, bin.count());
        }
        List<List<String>> rows = new ArrayList<>();
        long last = 0;
        for (Histogram.Bin bin : histogram.bins()) {
            boolean open = bin.below() == Long.MAX_VALUE;
            int length = (int) ((bin.count() * (long) BAR + most - 1) / most);
            rows.add(List.of(
                    (open ? edge.apply(last) + " or more" : "below " + edge.apply(bin.below())),
                    "#".repeat(length),
                    Numbers.grouped(bin.count()),
                    Sizes.text(bin.bytes())));
            last = bin.below();
        }
        return Columns.lines(rows, 2).stream().map(line -> "  " + line).toList();
    }

    private static String age(long seconds) {
        long value = seconds;
        int unit = 0;
        for (int parts : new int[] {60, 60, 24}) {
            if (value >= parts && value % parts == 0) {
                value /= parts;
                unit++;
            }
        }
        return value + UNITS_OF_TIME.substring(unit, unit + 1);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("store", store.toString());
        json.writeNumberField("results", numbers.entries());
        json.writeNumberField("bytes", numbers.resultBytes());
        json.writeNumberField("stored_bytes", numbers.storedBytes());
        json.writeArrayFieldStart("stages");
        for (StageStatistics stage : numbers.stages()) {
            json.writeStartObject();
            json.writeStringField("stage", stage.stage());
            json.writeNumberField("results", stage.entries());
            json.writeNumberField("bytes", stage.bytes());
            json.writeNumberField("cost_seconds", stage.cost().toNanos() / 1e9);
            json.writeBooleanField("does_not_pay", stage.doesNotPay());
            write(json, stage.all());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("last_run");
        write(json, numbers.lastRun());
        json.writeEndObject();
        json.writeObjectFieldStart("last_ten");
        write(json, numbers.lastTen());
        json.writeEndObject();
        json.writeObjectFieldStart("all_time");
        write(json, numbers.allTime());
        json.writeEndObject();
        write(json, "age_seconds", numbers.ages());
        write(json, "size_bytes", numbers.sizes());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, RunTotals totals) throws IOException {
        json.writeNumberField("runs", totals.runs());
        json.writeNumberField("hits", totals.hits());
        json.writeNumberField("misses", totals.misses());
        json.writeNumberField("seconds_computed", totals.secondsComputed());
        json.writeNumberField("seconds_saved", totals.secondsSaved());
        json.writeNumberField("seconds_store", totals.secondsStore());
        json.writeObjectFieldStart("reasons");
        for (Map.Entry<String, Long> reason : totals.reasons().entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Histogram histogram) throws IOException {
        json.writeArrayFieldStart(name);
        for (Histogram.Bin bin : histogram.bins()) {
            json.writeStartObject();
            if (bin.below() == Long.MAX_VALUE) {
                json.writeNullField("below");
            } else {
                json.writeNumberField("below", bin.below());
            }
            json.writeNumberField("results", bin.count());
            json.writeNumberField("bytes", bin.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
