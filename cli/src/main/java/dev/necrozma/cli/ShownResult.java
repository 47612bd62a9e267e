package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.stats.StoredResult;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadRef;
import dev.necrozma.engine.store.StoreEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is known of a result.
 *
 * @param madeOf by the name of each input the results that have it; none for what was not computed here or is gone
 * @param usedBy the results that have a file of this one as an input
 * @param missing payloads whose files are absent or cut
 */
record ShownResult(
        NamedResult named,
        Map<String, List<StoredResult>> madeOf,
        List<StoredResult> usedBy,
        List<StoreEvent> history,
        List<String> missing) {

    static ShownResult of(StoreContents contents, NamedResult named) throws IOException {
        Artifact artifact = named.result().artifact();
        Map<String, List<StoredResult>> madeOf = new TreeMap<>();
        artifact.key().inputs().forEach((name, content) -> madeOf.put(name, having(contents, content)));
        List<StoredResult> usedBy = contents.results().stream()
                .filter(other -> artifact.payloads().values().stream()
                        .anyMatch(payload -> other.artifact().key().inputs().containsValue(payload.fingerprint())))
                .toList();
        return new ShownResult(
                named,
                madeOf,
                usedBy,
                contents.view().history(artifact.key().id()),
                contents.view().missing(artifact));
    }

    private static List<StoredResult> having(StoreContents contents, Fingerprint content) {
        return contents.results().stream()
                .filter(result -> result.artifact().payloads().values().stream()
                        .anyMatch(payload -> payload.fingerprint().equals(content)))
                .toList();
    }

    List<String> lines(Instant now) {
        Artifact artifact = named.result().artifact();
        List<String> lines = new ArrayList<>();
        lines.add(artifact.unit() + " of stage " + named.result().stage());
        lines.add("key " + artifact.key().id());
        lines.add("computed " + artifact.created() + " in " + CachePages.seconds(artifact.cost()) + "; last used "
                + Spans.text(Duration.between(named.result().lastUsed(), now)) + " ago");
        if (named.others() > 0) {
            lines.add(named.others() + " older of that name: `necrozma cache list` shows their keys");
        }
        lines.add("key text");
        artifact.key().text().lines().forEach(line -> lines.add("  " + line));
        lines.add("made of");
        List<String> inputs = new ArrayList<>();
        madeOf.forEach((name, sources) -> inputs.add("  " + name + " <- "
                + (sources.isEmpty() ? "nothing that is stored (a file, or evicted)" : name(sources.get(0)))));
        lines.addAll(inputs.isEmpty() ? List.of("  nothing") : CachePages.some(inputs, "  "));
        lines.add("used by");
        List<String> users = usedBy.stream().map(user -> "  " + name(user)).toList();
        lines.addAll(users.isEmpty() ? List.of("  nothing that is stored") : CachePages.some(users, "  "));
        lines.add("files");
        Columns.lines(files(artifact), 2).forEach(line -> lines.add("  " + line));
        if (!artifact.attributes().isEmpty()) {
            lines.add("attributes");
            artifact.attributes().forEach((name, value) -> lines.add("  " + name + " = " + value));
        }
        lines.add("history");
        history.forEach(event -> lines.add("  " + event.when() + " " + text(event)));
        return lines;
    }

    private List<List<String>> files(Artifact artifact) {
        List<List<String>> rows = new ArrayList<>();
        for (PayloadRef payload : artifact.payloads().values()) {
            String where = artifact.isInline(payload.name())
                    ? "in the catalog"
                    : missing.contains(payload.name())
                            ? "MISSING"
                            : "objects/" + payload.fingerprint().shortText();
            rows.add(List.of(payload.name(), where, Sizes.text(payload.lengthBytes())));
        }
        return rows.isEmpty() ? List.of(List.of("none", "", "")) : rows;
    }

    private static String text(StoreEvent event) {
        return event.removal()
                .map(removal -> switch (removal.cause()) {
                    case EVICTED -> "evicted (" + removal.detail() + ")";
                    case CORRUPT -> "set aside (" + removal.detail() + ")";
                    case MISSING -> "lost (" + removal.detail() + ")";
                })
                .orElse("computed");
    }

    private static String name(StoredResult result) {
        return result.stage() + " " + result.artifact().unit() + " "
                + result.artifact().key().id().shortText();
    }

    void write(JsonGenerator json) throws IOException {
        Artifact artifact = named.result().artifact();
        json.writeStartObject();
        json.writeFieldName("result");
        CachePages.write(json, named.result());
        json.writeNumberField("others", named.others());
        json.writeStringField("key_text", artifact.key().text());
        json.writeArrayFieldStart("made_of");
        for (Map.Entry<String, List<StoredResult>> input : madeOf.entrySet()) {
            json.writeStartObject();
            json.writeStringField("input", input.getKey());
            json.writeStringField(
                    "content", String.valueOf(artifact.key().inputs().get(input.getKey())));
            json.writeArrayFieldStart("results");
            for (StoredResult source : input.getValue()) {
                CachePages.write(json, source);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("used_by");
        for (StoredResult user : usedBy) {
            CachePages.write(json, user);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (PayloadRef payload : artifact.payloads().values()) {
            json.writeStartObject();
            json.writeStringField("name", payload.name());
            json.writeNumberField("bytes", payload.lengthBytes());
            json.writeStringField("sha256", payload.fingerprint().toString());
            json.writeBooleanField("inline", artifact.isInline(payload.name()));
            json.writeBooleanField("missing", missing.contains(payload.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> attribute : artifact.attributes().entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("history");
        for (StoreEvent event : history) {
            json.writeStartObject();
            json.writeStringField("when", event.when().toString());
            json.writeStringField("what", text(event));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
