package dev.necrozma.engine.archive;

import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.store.StoreView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Results of a store in one stream of bytes; docs/formats.md states the layout. No name in an archive becomes the name of a file: a
 * store names what it takes by its content.
 */
public final class Archive {

    private Archive() {}

    /**
     * What an archive holds.
     *
     * @param bytes of the files of its results
     */
    public record Summary(int results, long bytes) {}

    /**
     * What became of the results of an archive.
     *
     * @param added those that are in the store now
     * @param known those whose keys the store had results of already, which stay
     */
    public record Added(int added, int known) {}

    /**
     * Writes {@code results} of {@code store}, in this order; does not close the stream.
     *
     * @throws ArchiveException if a file of a result is absent or damaged: then what was written is of no use
     */
    public static Summary write(StoreView store, List<Artifact> results, OutputStream out) throws IOException {
        return new ArchiveWriter(store, out).write(results);
    }

    /**
     * Reads a whole archive and checks every byte of it.
     *
     * @throws ArchiveException if it is none, or damaged
     */
    public static Summary check(InputStream in) throws IOException {
        ArchiveReader reader = new ArchiveReader(in);
        return reader.read(new ArchiveReader.Discarding());
    }

    /**
     * Adds results that the store has not. They become visible some at a time; an archive that turns out to be damaged leaves those that
     * came before the damage, each of which is whole: {@link #check} it first.
     *
     * @throws ArchiveException if it is no archive, or damaged
     */
    public static Added add(InputStream in, DirectoryStore store) throws IOException {
        try (ArchiveReader.Adding adding = new ArchiveReader.Adding(store)) {
            new ArchiveReader(in).read(adding);
            return adding.finish();
        }
    }
}
