package dev.necrozma.pipeline;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.pipeline.OutputFolder.Publication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of results, to be published as they are. */
final class StoredFiles {

    private final DirectoryStore store;
    private final UnitReader reader;
    private final PublishSettings settings;

    StoredFiles(DirectoryStore store, UnitReader reader, PublishSettings settings) {
        this.store = store;
        this.reader = reader;
        this.settings = settings;
    }

    PublishSettings settings() {
        return settings;
    }

    byte[] read(Artifact artifact, String payload) throws IOException {
        return reader.read(artifact, payload);
    }

    /**
     * Publishes a file under {@code path}. A lost file is noticed at its end at the latest; what was written until then is the start of
     * what it should be or not, so the whole is read before any of it is written.
     */
    Publication publication(Artifact artifact, String payload, String path) {
        Optional<Path> file =
                settings.mode() == PublishSettings.Mode.LINK ? store.file(artifact, payload) : Optional.empty();
        String token = (file.isPresent() ? "link-" : "") + artifact.fingerprint(payload);
        return new Publication(path, token, file, out -> out.write(reader.read(artifact, payload)));
    }

    RunReport.Output output(Artifact artifact, String payload, String path) {
        return new RunReport.Output(
                artifact.unit(),
                settings.directory().resolve(path),
                Long.parseLong(artifact.attribute("rows")),
                artifact.fingerprint(payload));
    }
}
