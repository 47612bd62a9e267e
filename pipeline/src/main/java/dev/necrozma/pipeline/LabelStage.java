package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.market.label.Barrier;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Labels every entry, for one configuration a unit: its summary, and its table if that is wanted. */
final class LabelStage {

    static final String NAME = "labels";
    static final String SUMMARY = "summary";
    static final String TABLE = "table.parquet";

    static final String SYMBOL = "symbol";
    static final String PRICE = "price";
    static final String WITH_TABLE = "table";

    private static final int VERSION = 1;

    private final Labelling labelling;

    LabelStage(Labelling labelling) {
        this.labelling = labelling;
    }

    /** The units, in the order of the configurations. */
    List<SweepUnit> units(List<LabelSpec> specs, Materialize tables) {
        long entries = labelling.data().entries();
        List<SweepUnit> units = new ArrayList<>();
        for (LabelSpec spec : specs) {
            units.add(unit(spec, tables.includes(spec.name(), entries)));
        }
        return units;
    }

    private SweepUnit unit(LabelSpec spec, boolean table) {
        LabelData data = labelling.data();
        CacheKey.Builder key = data.describe(CacheKey.of(NAME, VERSION))
                .parameter(SYMBOL, labelling.symbol())
                .parameter(PRICE, data.prices().label())
                .parameter("target_pips", spec.targetPips())
                .parameter("stop_pips", spec.stopPips())
                .parameter("horizon_minutes", spec.horizonMinutes())
                .parameter(WITH_TABLE, table, false);
        for (Barrier barrier : new LinkedHashSet<>(Barrier.of(data.prices(), spec))) {
            key.input(
                    LevelStage.NAME + "/" + barrier.name(),
                    labelling.level(barrier).fingerprint(LevelStage.PAYLOAD));
        }
        return new SweepUnit(spec.name(), key.build(), out -> write(spec, table, out));
    }

    private void write(LabelSpec spec, boolean table, Draft out) throws IOException {
        LabelSummary summary;
        if (table) {
            try (OutputStream payload = out.create(TABLE)) {
                summary = labelling.writeTable(spec, payload);
            }
        } else {
            summary = labelling.summarize(spec);
        }
        out.put(SUMMARY, summary.toBytes());
        out.attribute("rows", Integer.toString(summary.entries()));
    }
}
