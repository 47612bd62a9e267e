package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.PayloadLostException;
import dev.necrozma.market.parquet.UniverseParquet;
import dev.necrozma.market.universe.UniverseTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The universes that the last run left in the store. Needs neither the input nor the published files. */
public final class UniverseResults implements Closeable {

    private final LastRun run;
    private final Map<String, Artifact> universes;

    private UniverseResults(LastRun run) {
        this.run = run;
        this.universes = run.byUnit(UniverseStage.NAME);
    }

    /**
     * Finds what the last run with universes left that published to {@code output}.
     *
     * @param output an output folder
     * @param cacheDirectory the store of its runs
     * @throws BadInputException if there was none
     * @throws IOException if the store cannot be read
     */
    public static UniverseResults open(Path output, Path cacheDirectory) throws BadInputException, IOException {
        return open(new LocalDisk(), output, cacheDirectory);
    }

    /** The same, on a disk of which a test knows more. */
    static UniverseResults open(Disk disk, Path output, Path cacheDirectory) throws BadInputException, IOException {
        return new UniverseResults(LastRun.open(disk, output, cacheDirectory, RunHistory.UNIVERSES));
    }

    /** The universes that are still in the store, by interval and lookback. */
    public List<String> names() {
        return List.copyOf(universes.keySet());
    }

    /** How many universes of the run are damaged or no longer in the store. */
    public long lost() {
        return run.lost(UniverseStage.NAME);
    }

    /** How many events the universe has. Reads nothing. */
    public long rows(String name) throws BadInputException {
        return Long.parseLong(find(name).attribute("rows"));
    }

    /**
     * Reads a universe.
     *
     * @throws BadInputException if the run had none of that name, or it is no longer in the store
     */
    public UniverseTable table(String name) throws BadInputException, IOException {
        try {
            return UniverseParquet.read(run.reader().read(find(name), UniverseStage.TABLE));
        } catch (PayloadLostException lost) {
            throw gone(name);
        }
    }

    private Artifact find(String name) throws BadInputException {
        Artifact universe = universes.get(name);
        if (universe == null) {
            Set<String> lost = run.lostNames(UniverseStage.NAME);
            if (universes.isEmpty() || lost.contains(name)) {
                throw gone(name);
            }
            String still = run.lost(UniverseStage.NAME) > lost.size() ? " that is still in the store" : "";
            throw new BadInputException(
                    "the last run has no universe " + name + still + ": see `necrozma universes list`");
        }
        return universe;
    }

    private static BadInputException gone(String name) {
        return new BadInputException(name + " of the last run is damaged or no longer in the store: run again");
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
