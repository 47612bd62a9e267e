package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.archive.Archive;
import dev.necrozma.engine.retention.Deletion;
import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.retention.RetentionPlan;
import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.stats.StoredResult;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.market.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code necrozma cache} prints: a page for people, or one JSON object. */
final class CachePages {

    private static final int LONGEST_NAME = 40;
    private static final int MOST_LISTED = 20;

    private final PrintStream out;
    private final boolean json;
    private final Clock clock;

    CachePages(PrintStream out, boolean json, Clock clock) {
        this.out = out;
        this.json = json;
        this.clock = clock;
    }

    void stats(StoreContents contents) throws IOException {
        CacheStats stats = CacheStats.of(contents, clock.instant());
        if (json) {
            JsonLine.print(out, stats::write);
        } else {
            print(stats.lines());
        }
    }

    void list(List<StoredResult> results) {
        Instant now = clock.instant();
        if (json) {
            JsonLine.print(out, generator -> {
                generator.writeStartObject();
                generator.writeArrayFieldStart("results");
                for (StoredResult result : results) {
                    write(generator, result);
                }
                generator.writeEndArray();
                generator.writeEndObject();
            });
            return;
        }
        if (results.isEmpty()) {
            out.println("no results");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("stage", "name", "key", "size", "age", "last used", "cost"));
        for (StoredResult result : results) {
            Artifact artifact = result.artifact();
            rows.add(List.of(
                    result.stage(),
                    shortened(artifact.unit()),
                    artifact.key().id().shortText(),
                    Sizes.text(artifact.sizeBytes()),
                    Spans.text(Duration.between(artifact.created(), now)),
                    Spans.text(Duration.between(result.lastUsed(), now)),
                    seconds(artifact.cost())));
        }
        Columns.lines(rows, 3).forEach(out::println);
        long bytes = results.stream()
                .mapToLong(result -> result.artifact().sizeBytes())
                .sum();
        out.println(Numbers.grouped(results.size())
                + (results.size() == 1 ? " result, " : " results, ")
                + Sizes.text(bytes));
    }

    /* Much of it is from records of runs, whose bytes nothing guards. */
    private void print(List<String> lines) {
        lines.forEach(line -> out.println(Printable.of(line)));
    }

    /** A stored result as the value of an array or a field. */
    static void write(JsonGenerator generator, StoredResult result) throws IOException {
        Artifact artifact = result.artifact();
        generator.writeStartObject();
        generator.writeStringField("stage", result.stage());
        generator.writeStringField("name", artifact.unit());
        generator.writeStringField("key", artifact.key().id().toString());
        generator.writeNumberField("bytes", artifact.sizeBytes());
        generator.writeStringField("created", artifact.created().toString());
        generator.writeStringField("last_used", result.lastUsed().toString());
        generator.writeNumberField("cost_seconds", artifact.cost().toNanos() / 1e9);
        generator.writeEndObject();
    }

    void show(StoreContents contents, NamedResult named) throws IOException {
        ShownResult shown = ShownResult.of(contents, named);
        if (json) {
            JsonLine.print(out, shown::write);
        } else {
            shown.lines(clock.instant()).forEach(out::println);
        }
    }

    void explain(CacheExplanation.Answer answer) {
        if (json) {
            JsonLine.print(out, generator -> {
                generator.writeStartObject();
                generator.writeStringField("name", answer.name());
                generator.writeStringField("stage", answer.stage());
                generator.writeStringField("run_id", answer.runId());
                generator.writeStringField("fate", answer.fate().name().toLowerCase(Locale.ROOT));
                generator.writeStringField("explanation", answer.sentence());
                generator.writeEndObject();
            });
        } else {
            print(Columns.wrapped(answer.name() + ": " + answer.sentence(), "  "));
        }
    }

    void diff(RunDifference difference) {
        if (json) {
            JsonLine.print(out, difference::write);
        } else {
            print(difference.lines());
        }
    }

    void collected(RetentionPlan plan, RetentionLimits limits, boolean dry) {
        if (json) {
            JsonLine.print(out, generator -> {
                generator.writeStartObject();
                generator.writeBooleanField("dry_run", dry);
                generator.writeNumberField("bytes_before", plan.bytesBefore());
                generator.writeNumberField("bytes_after", plan.bytesAfter());
                generator.writeArrayFieldStart("deleted");
                for (Deletion deletion : plan.deletions()) {
                    generator.writeStartObject();
                    generator.writeStringField("stage", deletion.holding().stage());
                    generator.writeStringField("name", deletion.holding().unit());
                    generator.writeStringField("key", deletion.holding().keyId().toString());
                    generator.writeNumberField("bytes", deletion.holding().sizeBytes());
                    generator.writeStringField("reason", deletion.detail());
                    generator.writeEndObject();
                }
                generator.writeEndArray();
                generator.writeEndObject();
            });
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("stage", "name", "reason", "size", "cost"));
        for (Deletion deletion : plan.deletions()) {
            rows.add(List.of(
                    deletion.holding().stage(),
                    shortened(deletion.holding().unit()),
                    deletion.detail(),
                    Sizes.text(deletion.holding().sizeBytes()),
                    seconds(deletion.holding().cost())));
        }
        if (rows.size() > 1) {
            Columns.fitted(rows, 3, 2).forEach(out::println);
        }
        int count = plan.deletions().size();
        out.println(count
                + (count == 1 ? " result " : " results ")
                + (dry ? "would be deleted, " : "deleted, ")
                + Sizes.text(plan.freedBytes())
                + (dry ? " would be free; " : " freed; ")
                + Sizes.text(plan.bytesAfter())
                + (dry ? " would be left" : " left"));
        if (limits.maxBytes().isPresent()
                && plan.bytesAfter() > limits.maxBytes().getAsLong()) {
            out.println("that is more than " + Sizes.text(limits.maxBytes().getAsLong())
                    + ": what is left is needed by an interrupted run, or kept because of --keep-last");
        }
    }

    void cleared(String kind, List<Artifact> cleared) {
        long bytes = cleared.stream().mapToLong(Artifact::sizeBytes).sum();
        if (json) {
            JsonLine.print(out, generator -> {
                generator.writeStartObject();
                generator.writeStringField("kind", kind);
                generator.writeNumberField("deleted", cleared.size());
                generator.writeNumberField("bytes", bytes);
                generator.writeEndObject();
            });
        } else {
            out.println(cleared.size() + (cleared.size() == 1 ? " result" : " results") + " of " + kind + " deleted, "
                    + Sizes.text(bytes));
        }
    }

    void exported(Path file, Archive.Summary summary) {
        if (json) {
            JsonLine.print(out, generator -> {
                generator.writeStartObject();
                generator.writeStringField("file", file.toString());
                generator.writeNumberField("results", summary.results());
                generator.writeNumberField("bytes", summary.bytes());
                generator.writeEndObject();
            });
        } else {
            out.println(summary.results() + (summary.results() == 1 ? " result" : " results") + ", "
                    + Sizes.text(summary.bytes()) + ", in " + file);
        }
    }

    void imported(Path file, Archive.Summary summary, Archive.Added added) {
        if (json) {
            JsonLine.print(out, generator -> {
                generator.writeStartObject();
                generator.writeStringField("file", file.toString());
                generator.writeNumberField("results", summary.results());
                generator.writeNumberField("added", added.added());
                generator.writeNumberField("known", added.known());
                generator.writeEndObject();
            });
        } else {
            out.println(added.added() + (added.added() == 1 ? " result" : " results") + " added from " + file + ", "
                    + added.known() + " known already");
        }
    }

    static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    static String seconds(Duration cost) {
        return Numbers.fixed(cost.toNanos() / 1e9, 2) + " s";
    }

    /** The first of many, and a line that counts the others. */
    static List<String> some(List<String> lines, String indent) {
        List<String> some = new ArrayList<>(lines.subList(0, Math.min(MOST_LISTED, lines.size())));
        if (lines.size() > MOST_LISTED) {
            some.add(indent + "and " + (lines.size() - MOST_LISTED) + " more");
        }
        return some;
    }
}
