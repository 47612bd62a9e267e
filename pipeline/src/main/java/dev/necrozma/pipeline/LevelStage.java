package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.market.label.Barrier;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.StoredPassages;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds where the path of each entry first reaches a level, whatever the horizon. A unit is a level, a side of the entry price and
 * a side of the market; every configuration of labels is derived from four of them.
 */
final class LevelStage {

    static final String NAME = "levels";
    static final String PAYLOAD = "first";

    private static final int VERSION = 1;

    private final LabelData data;
    private final CacheKey.Builder common;

    LevelStage(LabelData data) {
        this.data = data;
        this.common = data.describe(CacheKey.of(NAME, VERSION));
    }

    /** The units that these configurations need, each once. */
    List<SweepUnit> units(List<LabelSpec> specs) {
        Set<Barrier> barriers = new LinkedHashSet<>();
        specs.forEach(spec -> barriers.addAll(Barrier.of(data.prices(), spec)));
        List<SweepUnit> units = new ArrayList<>();
        barriers.forEach(barrier -> units.add(unit(barrier)));
        return units;
    }

    private SweepUnit unit(Barrier barrier) {
        return new SweepUnit(barrier.name(), key(barrier), out -> write(barrier, out));
    }

    CacheKey key(Barrier barrier) {
        return common.copy()
                .parameter("price", barrier.side().label())
                .parameter("side", barrier.upper() ? "up" : "down")
                .parameter("pips", barrier.pips())
                .build();
    }

    private void write(Barrier barrier, Draft out) throws IOException {
        LabelSeries series = data.series();
        try (OutputStream payload = out.create(PAYLOAD)) {
            long reached = StoredPassages.write(series, barrier, payload);
            out.attribute("reached", Long.toString(reached));
        }
        out.attribute("rows", Integer.toString(series.size()));
    }
}
