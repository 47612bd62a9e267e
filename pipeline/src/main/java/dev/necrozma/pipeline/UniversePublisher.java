package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.universe.UniverseJson;
import dev.necrozma.pipeline.OutputFolder.Publication;
import java.util.List;
import java.util.Optional;

/** What of a universe is published, and how: the table as it is stored or converted, and its metadata. */
final class UniversePublisher {

    private final StoredFiles files;

    UniversePublisher(StoredFiles files) {
        this.files = files;
    }

    List<Publication> publications(Artifact universe) {
        Publication metadata =
                files.publication(universe, UniverseStage.METADATA, "universes/" + universe.unit() + "_metadata.json");
        Publication table =
                isJson() ? converted(universe) : files.publication(universe, UniverseStage.TABLE, tablePath(universe));
        return List.of(table, metadata);
    }

    RunReport.Output output(Artifact universe) {
        return files.output(universe, UniverseStage.TABLE, tablePath(universe));
    }

    private boolean isJson() {
        return files.settings().format() == PublishSettings.Format.JSON;
    }

    private String tablePath(Artifact universe) {
        return "universes/" + universe.unit() + (isJson() ? ".json" : ".parquet");
    }

    private Publication converted(Artifact universe) {
        String token = "json-1-" + universe.fingerprint(UniverseStage.TABLE);
        return new Publication(
                tablePath(universe),
                token,
                Optional.empty(),
                out -> UniverseJson.write(UniverseParquet.read(files.read(universe, UniverseStage.TABLE)), out));
    }
}
