package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.fingerprint.ValueFingerprint;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.LabelSummaryJson;
import dev.necrozma.market.parquet.LabelSummaryParquet;
import dev.necrozma.pipeline.OutputFolder.Publication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What of labels is published: the tables that were written, and a summary of all configurations as Parquet and as JSON. */
final class LabelPublisher {

    private static final String SUMMARY = "labels_summary";

    private final StoredFiles files;

    private final Predicate<String> tables;

    /** @param tables says of a name whether its table is wanted */
    LabelPublisher(StoredFiles files, Predicate<String> tables) {
        this.files = files;
        this.tables = tables;
    }

    /** Reads the summaries of {@code labels}, and no table. */
    List<LabelSummary> summaries(List<Artifact> labels) throws IOException {
        List<LabelSummary> summaries = new ArrayList<>();
        for (Artifact configuration : labels) {
            summaries.add(LabelSummary.parse(files.read(configuration, LabelStage.SUMMARY)));
        }
        return summaries;
    }

    /** The tables that are wanted. */
    List<Publication> tables(List<Artifact> labels) {
        List<Publication> publications = new ArrayList<>();
        for (Artifact configuration : labels) {
            if (hasTable(configuration)) {
                publications.add(files.publication(configuration, LabelStage.TABLE, path(configuration.unit())));
            }
        }
        return publications;
    }

    /** The summary of all, in both forms. */
    List<Publication> summary(List<Artifact> labels, List<LabelSummary> summaries) {
        Fingerprint content = content(labels);
        return List.of(
                new Publication(
                        "labels/" + SUMMARY + ".json",
                        "json-1-" + content,
                        Optional.empty(),
                        out -> LabelSummaryJson.write(summaries, out)),
                new Publication(
                        path(SUMMARY),
                        "parquet-1-" + content,
                        Optional.empty(),
                        out -> LabelSummaryParquet.write(summaries, out)));
    }

    /** The tables. */
    List<RunReport.Output> outputs(List<Artifact> labels) {
        List<RunReport.Output> outputs = new ArrayList<>();
        for (Artifact configuration : labels) {
            if (hasTable(configuration)) {
                outputs.add(files.output(configuration, LabelStage.TABLE, path(configuration.unit())));
            }
        }
        return outputs;
    }

    RunReport.Output summaryOutput(List<Artifact> labels) {
        return new RunReport.Output(
                SUMMARY, files.settings().directory().resolve(path(SUMMARY)), labels.size(), content(labels));
    }

    private boolean hasTable(Artifact configuration) {
        return tables.test(configuration.unit()) && configuration.payloads().containsKey(LabelStage.TABLE);
    }

    private static Fingerprint content(List<Artifact> labels) {
        ValueFingerprint content = new ValueFingerprint();
        labels.forEach(configuration -> content.add(configuration.fingerprint(LabelStage.SUMMARY)));
        return content.take();
    }

    /** Where the table of a configuration is published. */
    static String path(String name) {
        return "labels/" + name + ".parquet";
    }
}
