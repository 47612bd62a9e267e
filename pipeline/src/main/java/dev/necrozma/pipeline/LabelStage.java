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
import java.util.function.Predicate;

/** Labels every entry, for one configuration a unit: its summary, and its table if that is wanted. */
final class LabelStage {

    static final String NAME = "labels";
    static final String SUMMARY = "summary";
    static final String TABLE = "table.parquet";

    static final String SYMBOL = "symbol";
    static final String PRICE = "price";

    private static final String MATERIALIZE = "materialize";
    private static final int VERSION = 2;

    private final Labelling labelling;
    private final CacheKey.Builder common;

    LabelStage(Labelling labelling) {
        this.labelling = labelling;
        this.common = labelling
                .data()
                .describe(CacheKey.of(NAME, VERSION))
                .parameter(SYMBOL, labelling.symbol())
                .parameter(PRICE, labelling.data().prices().label());
    }

    /**
     * The units, in the order of the configurations. Where no table is wanted but one is stored, its unit will do.
     *
     * @param tables says of a name whether its table is wanted
     * @param stored says whether the result of a key will be reused
     */
    List<SweepUnit> units(List<LabelSpec> specs, Predicate<String> tables, Predicate<CacheKey> stored) {
        List<SweepUnit> units = new ArrayList<>();
        for (LabelSpec spec : specs) {
            SweepUnit withTable = unit(spec, true);
            units.add(tables.test(spec.name()) || stored.test(withTable.key()) ? withTable : unit(spec, false));
        }
        return units;
    }

    private SweepUnit unit(LabelSpec spec, boolean table) {
        CacheKey.Builder key = common.copy()
                .parameter("target_pips", spec.targetPips())
                .parameter("stop_pips", spec.stopPips())
                .parameter("horizon_minutes", spec.horizonMinutes())
                .parameter(MATERIALIZE, table ? "yes" : "no");
        for (Barrier barrier : new LinkedHashSet<>(Barrier.of(labelling.data().prices(), spec))) {
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
