package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.pipeline.OutputFolder.Content;
import dev.necrozma.pipeline.OutputFolder.Publication;
import java.io.IOException;
import java.io.OutputStream;
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

    /** Publishes a file under {@code path}. */
    Publication publication(Artifact artifact, String payload, String path) {
        Optional<Path> file =
                settings.mode() == PublishSettings.Mode.LINK ? store.file(artifact, payload) : Optional.empty();
        String token = (file.isPresent() ? "link-" : "") + artifact.fingerprint(payload);
        return new Publication(path, token, file, content(artifact, payload));
    }

    /*
     * Where a stream is filled, a lost file is noticed at its end; what was written until then is the start of what it should be or
     * not, so the whole is read first.
     */
    private Content content(Artifact artifact, String payload) {
        return new Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(reader.read(artifact, payload));
            }

            @Override
            public boolean copyTo(Path file) throws IOException {
                return store.copyAsWritten(artifact, payload, file);
            }

            @Override
            public void createAt(Disk disk, Path file) throws IOException {
                reader.reading(artifact, whole -> {
                    store.copy(whole, payload, file);
                    return whole;
                });
            }
        };
    }

    RunReport.Output output(Artifact artifact, String payload, String path) {
        return new RunReport.Output(
                artifact.unit(),
                settings.directory().resolve(path),
                Long.parseLong(artifact.attribute("rows")),
                artifact.fingerprint(payload));
    }
}
