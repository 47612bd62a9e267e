package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what was imported, from all files together. One unit, keyed by the imports, what the files are called, and the sides of bars
 * that this tells; its payload is the report as JSON, and an attribute is what people read at the end of a run, so that an idle one
 * opens nothing.
 */
final class ReportStage {

    static final String NAME = "report";
    static final String UNIT = "import";
    static final String PAYLOAD = "import.json";
    static final String FOLDER = "reports";
    static final String PATH = FOLDER + "/import.json";

    private static final String TABLE = "table";
    private static final int VERSION = 2;

    private ReportStage() {}

    /**
     * The unit.
     *
     * @param ticks the months, which know how many rows were left out because two files had them
     */
    static List<SweepUnit> of(
            List<ImportedFile> files, ImportedInstrument instrument, SweepResult ticks, UnitReader reader) {
        List<String> names = files.stream().map(ImportedFile::name).toList();
        long merged = ticks.outcomes().values().stream()
                .flatMap(month -> month.artifact().stream())
                .mapToLong(month -> Long.parseLong(month.attributes().getOrDefault(TickStage.MERGED, "0")))
                .sum();
        List<String> stated =
                files.stream().map(file -> file.statedSide().orElse("")).toList();
        List<String> sides = files.stream().map(file -> file.side().orElse("")).toList();
        CacheKey.Builder key = CacheKey.of(NAME, VERSION)
                .parameter("files", names)
                .parameter("sides", sides, stated)
                .parameter("symbol", instrument.instrument().symbol())
                .parameter("symbol_from", instrument.symbolFrom())
                .parameter("pip_size", instrument.instrument().pipSize())
                .parameter("pip_size_from", instrument.pipSizeFrom())
                .parameter("merged", merged, 0L);
        for (int i = 0; i < files.size(); i++) {
            key.input("file/" + (i + 1), files.get(i).artifact().key().id());
        }
        return List.of(new SweepUnit(UNIT, key.build(), out -> {
            ImportFacts facts = ImportFacts.of(files, instrument, merged, reader);
            out.put(PAYLOAD, ImportReportJson.of(facts));
            out.attribute(TABLE, String.join("\n", new ImportTable(facts).lines()));
        }));
    }

    /** The lines for people. */
    static List<String> lines(Artifact report) {
        return new ArrayList<>(report.attribute(TABLE).lines().toList());
    }
}
