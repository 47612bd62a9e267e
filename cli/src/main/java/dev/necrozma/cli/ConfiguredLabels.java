package dev.necrozma.cli;

import dev.necrozma.market.label.Prices;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.Materialize;
import java.util.List;
import java.util.Optional;

/** The section {@code labels} of the configuration. */
final class ConfiguredLabels {

    private static final LabelGrid DEFAULTS = LabelGrid.DEFAULT;

    private final YamlSection section;

    private ConfiguredLabels(YamlSection section) {
        this.section = section;
    }

    static LabelGrid of(YamlSection top) throws UsageException {
        return new ConfiguredLabels(top.section(
                        "labels",
                        List.of("targets", "stops", "horizons", "entries", "interval", "path", "price", "materialize")))
                .grid();
    }

    private LabelGrid grid() throws UsageException {
        List<Double> targets = section.positiveDecimals("targets").orElse(DEFAULTS.targets());
        List<Double> stops = section.positiveDecimals("stops").orElse(DEFAULTS.stops());
        List<Double> horizons = section.positiveDecimals("horizons").orElse(DEFAULTS.horizons());
        LabelRules.checkPips(section.place("targets"), targets);
        LabelRules.checkPips(section.place("stops"), stops);
        LabelRules.checkHorizons(section.place("horizons"), horizons);
        LabelGrid grid = new LabelGrid(targets, stops, horizons, entryMinutes(), path(), prices(), DEFAULTS.tables());
        LabelRules.checkCount(section.place("targets") + ": ", grid);
        LabelRules.checkCombination(section.place("path") + ": ", grid, Wording.FILE);
        return withTables(grid);
    }

    private int entryMinutes() throws UsageException {
        Optional<String> entriesText = section.word("entries");
        Optional<String> intervalText = section.word("interval");
        int entries = entriesText.isPresent()
                ? LabelRules.entryMinutes(section.place("entries"), entriesText.get())
                : DEFAULTS.entryMinutes();
        if (intervalText.isEmpty()) {
            return entries;
        }
        int interval = LabelRules.interval(section.place("interval"), intervalText.get());
        if (entriesText.isPresent() && entries != interval) {
            throw new UsageException(section.place("interval") + " says " + interval + "m, and `entries` says "
                    + entriesText.get() + ": give one of the two");
        }
        return interval;
    }

    private Optional<LabelGrid.Path> path() throws UsageException {
        Optional<String> text = section.word("path");
        return text.isEmpty() ? Optional.empty() : Optional.of(LabelRules.path(section.place("path"), text.get()));
    }

    private Prices prices() throws UsageException {
        Optional<String> text = section.word("price");
        return text.isEmpty() ? DEFAULTS.prices() : LabelRules.prices(section.place("price"), text.get());
    }

    private LabelGrid withTables(LabelGrid grid) throws UsageException {
        String place = section.place("materialize");
        Materialize tables;
        if (section.isList("materialize")) {
            tables = TableRules.named(place, section.words("materialize").orElseThrow(), grid);
        } else {
            String word = section.word("materialize").orElse("auto");
            tables = TableRules.word(word)
                    .orElseThrow(() -> new UsageException(
                            place + " must be auto, all, none or a list such as [T10_S5_H60]: " + word));
        }
        LabelGrid whole = TableRules.with(grid, tables);
        TableRules.checkNames(place, whole, Wording.FILE);
        return whole;
    }
}
