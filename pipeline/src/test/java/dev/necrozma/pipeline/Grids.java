package dev.necrozma.pipeline;

import dev.necrozma.market.label.Prices;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Small grids of labels: T5 and T10, S5, H5 and H60 on minutes and ticks, unless said otherwise. */
final class Grids {

    static final LabelGrid SMALL = new LabelGrid(
            List.of(5.0, 10.0), List.of(5.0), List.of(5.0, 60.0), 1, Optional.empty(), Prices.MID, Materialize.AUTO);

    private Grids() {}

    static LabelGrid targets(LabelGrid grid, double... pips) {
        return new LabelGrid(
                list(pips),
                grid.stops(),
                grid.horizons(),
                grid.entryMinutes(),
                grid.path(),
                grid.prices(),
                grid.tables());
    }

    static LabelGrid stops(LabelGrid grid, double... pips) {
        return new LabelGrid(
                grid.targets(),
                list(pips),
                grid.horizons(),
                grid.entryMinutes(),
                grid.path(),
                grid.prices(),
                grid.tables());
    }

    static LabelGrid horizons(LabelGrid grid, double... minutes) {
        return new LabelGrid(
                grid.targets(),
                grid.stops(),
                list(minutes),
                grid.entryMinutes(),
                grid.path(),
                grid.prices(),
                grid.tables());
    }

    static LabelGrid entries(LabelGrid grid, int minutes) {
        return new LabelGrid(
                grid.targets(), grid.stops(), grid.horizons(), minutes, grid.path(), grid.prices(), grid.tables());
    }

    static LabelGrid path(LabelGrid grid, LabelGrid.Path path) {
        return new LabelGrid(
                grid.targets(),
                grid.stops(),
                grid.horizons(),
                grid.entryMinutes(),
                Optional.of(path),
                grid.prices(),
                grid.tables());
    }

    static LabelGrid prices(LabelGrid grid, Prices prices) {
        return new LabelGrid(
                grid.targets(), grid.stops(), grid.horizons(), grid.entryMinutes(), grid.path(), prices, grid.tables());
    }

    static LabelGrid tables(LabelGrid grid, Materialize tables) {
        return new LabelGrid(
                grid.targets(), grid.stops(), grid.horizons(), grid.entryMinutes(), grid.path(), grid.prices(), tables);
    }

    private static List<Double> list(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }
}
