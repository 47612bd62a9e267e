package dev.necrozma.pipeline;

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

/** What of labels is published: the tables that were written, and a summary of all configurations as Parquet and as JSON. */
final class LabelPublisher {

    private final StoredFiles files;

    LabelPublisher(StoredFiles files) {
        this.files = files;
    }

    /** Reads the summaries of {@code labels}, and no table. */
    List<LabelSummary> summaries(List<Artifact> labels) throws IOException {
        List<LabelSummary> summaries = new ArrayList<>();
        for (Artifact configuration : labels) {
            summaries.add(LabelSummary.parse(files.read(configuration, LabelStage.SUMMARY)));
        }
        return summaries;
    }

    List<Publication> publications(List<Artifact> labels, List<LabelSummary> summaries) {
        List<Publication> publications = new ArrayList<>();
        ValueFingerprint content = new ValueFingerprint();
        for (Artifact configuration : labels) {
            content.add(configuration.fingerprint(LabelStage.SUMMARY));
            if (configuration.payloads().containsKey(LabelStage.TABLE)) {
                publications.add(files.publication(configuration, LabelStage.TABLE, path(configuration)));
            }
        }
        String token = content.take().toString();
        publications.add(new Publication(
                "labels/labels_summary.json",
                "json-1-" + token,
                Optional.empty(),
                out -> LabelSummaryJson.write(summaries, out)));
        publications.add(new Publication(
                "labels/labels_summary.parquet",
                "parquet-1-" + token,
                Optional.empty(),
                out -> LabelSummaryParquet.write(summaries, out)));
        return publications;
    }

    List<RunReport.Output> outputs(List<Artifact> labels) {
        List<RunReport.Output> outputs = new ArrayList<>();
        for (Artifact configuration : labels) {
            if (configuration.payloads().containsKey(LabelStage.TABLE)) {
                outputs.add(files.output(configuration, LabelStage.TABLE, path(configuration)));
            }
        }
        return outputs;
    }

    private static String path(Artifact configuration) {
        return "labels/" + configuration.unit() + ".parquet";
    }
}
