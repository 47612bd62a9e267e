package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.universe.UniverseJson;
import dev.necrozma.pipeline.OutputFolder.Publication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What of a universe is published, and how: the table as it is stored or converted, and its metadata. */
final class UniversePublisher {

    private final DirectoryStore store;
    private final UnitReader reader;
    private final PublishSettings settings;

    UniversePublisher(DirectoryStore store, UnitReader reader, PublishSettings settings) {
        this.store = store;
        this.reader = reader;
        this.settings = settings;
    }

    List<Publication> files(Artifact universe) {
        Publication metadata =
                stored(universe, UniverseStage.METADATA, "universes/" + universe.unit() + "_metadata.json");
        Publication table = isJson() ? converted(universe) : stored(universe, UniverseStage.TABLE, tablePath(universe));
        return List.of(table, metadata);
    }

    RunReport.Output output(Artifact universe) {
        return new RunReport.Output(
                universe.unit(),
                settings.directory().resolve(tablePath(universe)),
                Long.parseLong(universe.attribute("rows")),
                universe.fingerprint(UniverseStage.TABLE));
    }

    private boolean isJson() {
        return settings.format() == PublishSettings.Format.JSON;
    }

    private String tablePath(Artifact universe) {
        return "universes/" + universe.unit() + (isJson() ? ".json" : ".parquet");
    }

    private Publication stored(Artifact universe, String payload, String path) {
        Optional<Path> file =
                settings.mode() == PublishSettings.Mode.LINK ? store.file(universe, payload) : Optional.empty();
        String token = (file.isPresent() ? "link-" : "") + universe.fingerprint(payload);
        return new Publication(path, token, file, out -> copy(universe, payload, out));
    }

    /* A lost file is noticed at its end at the latest; what was written until then is the start of what it should be or not, so
     * the whole is read before any of it is written. */
    private void copy(Artifact universe, String payload, OutputStream out) throws IOException {
        out.write(reader.read(universe, payload));
    }

    private Publication converted(Artifact universe) {
        String token = "json-1-" + universe.fingerprint(UniverseStage.TABLE);
        return new Publication(
                tablePath(universe),
                token,
                Optional.empty(),
                out -> UniverseJson.write(UniverseParquet.read(reader.read(universe, UniverseStage.TABLE)), out));
    }
}
