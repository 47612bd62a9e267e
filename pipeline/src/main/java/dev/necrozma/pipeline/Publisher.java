package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.pipeline.OutputFolder.Publication;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Gathers what the stages of a run leave for people, and publishes all of it at once. */
final class Publisher {

    private final StoredFiles files;
    private final boolean wholeGrids;
    private final List<Publication> publications = new ArrayList<>();
    private final Set<String> completeFolders = new HashSet<>();
    private final Map<String, List<RunReport.Output>> outputs = new LinkedHashMap<>();
    private List<LabelSummary> labels = List.of();
    private boolean published;

    /** @param wholeGrids whether what is added is all that there is to publish; else what is there of others stays */
    Publisher(StoredFiles files, boolean wholeGrids) {
        this.files = files;
        this.wholeGrids = wholeGrids;
    }

    /** Adds the report of the import, and returns its lines for people. */
    List<String> addReport(Artifact report) {
        publications.add(files.publication(report, ReportStage.PAYLOAD, ReportStage.PATH));
        completeFolders.add(ReportStage.FOLDER);
        List<String> lines = ReportStage.lines(report);
        lines.add("  report    " + files.settings().directory().resolve(ReportStage.PATH));
        return lines;
    }

    /** Adds the universes that there are, and returns them; what was published of the others stays. */
    List<RunReport.Output> addUniverses(SweepResult result) {
        UniversePublisher publisher = new UniversePublisher(files);
        List<Artifact> universes = artifacts(result);
        universes.forEach(universe -> publications.addAll(publisher.publications(universe)));
        List<RunReport.Output> added = universes.stream().map(publisher::output).toList();
        outputs.put(UniverseStage.NAME, added);
        if (result.isComplete() && wholeGrids) {
            completeFolders.add(Stage.UNIVERSES.label());
        }
        return added;
    }

    /**
     * Adds labels if there are all of them: a summary of some would not say so. Else what was published of them stays.
     *
     * @param tables says of a name whether its table is wanted
     */
    void addLabels(SweepResult result, Predicate<String> tables) throws IOException {
        if (!result.isComplete()) {
            return;
        }
        LabelPublisher publisher = new LabelPublisher(files, tables);
        List<Artifact> configurations = artifacts(result);
        labels = publisher.summaries(configurations);
        publications.addAll(publisher.tables(configurations));
        List<RunReport.Output> added = new ArrayList<>(publisher.outputs(configurations));
        if (wholeGrids) {
            publications.addAll(publisher.summary(configurations, labels));
            added.add(publisher.summaryOutput(configurations));
            completeFolders.add(Stage.LABELS.label());
        }
        outputs.put(LabelStage.NAME, added);
    }

    private static List<Artifact> artifacts(SweepResult result) {
        return result.outcomes().values().stream()
                .flatMap(outcome -> outcome.artifact().stream())
                .toList();
    }

    /** What was published, by stage. */
    Map<String, List<RunReport.Output>> outputs() {
        return published ? outputs : Map.of();
    }

    /** What the labels that were published come to. */
    List<LabelSummary> labels() {
        return published ? labels : List.of();
    }

    /**
     * Publishes what was added.
     *
     * @param dataset stands for the dataset that it is of
     * @return what a person should know, in sentences
     */
    List<String> publish(Disk disk, String dataset) throws IOException, InterruptedException {
        OutputFolder folder = new OutputFolder(disk, files.settings().directory());
        try (Closeable ignored = folder.lock()) {
            folder.sweep("");
            for (String published : OutputFolder.PUBLISHED) {
                folder.sweep(published);
            }
            List<String> messages = folder.publish(dataset, completeFolders, publications);
            published = true;
            return messages;
        }
    }
}
