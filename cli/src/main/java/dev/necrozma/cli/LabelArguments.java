package dev.necrozma.cli;

import dev.necrozma.market.label.Prices;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.Materialize;
import java.util.List;
import java.util.Optional;

/** Makes a grid of labels of arguments and configuration. */
final class LabelArguments {

    private final RunOptions options;
    private final LabelGrid configured;

    LabelArguments(RunOptions options, LabelGrid configured) {
        this.options = options;
        this.configured = configured;
    }

    /** @throws UsageException in a sentence, for the first argument that cannot be meant */
    LabelGrid grid() throws UsageException {
        LabelGrid grid = new LabelGrid(
                pips("--targets", configured.targets()),
                pips("--stops", configured.stops()),
                horizons(),
                entryMinutes(),
                path(),
                prices(),
                configured.tables());
        LabelRules.checkCount("", grid);
        LabelRules.checkCombination("", grid, Wording.ARGUMENTS);
        return withTables(grid);
    }

    private List<Double> pips(String option, List<Double> otherwise) throws UsageException {
        Optional<String> text = options.find(option);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<Double> pips = Numbers.positiveDecimals(option, text.get());
        LabelRules.checkPips(option, pips);
        return pips;
    }

    private List<Double> horizons() throws UsageException {
        Optional<String> text = options.find("--horizons");
        if (text.isEmpty()) {
            return configured.horizons();
        }
        List<Double> horizons = Numbers.positiveDecimals("--horizons", text.get());
        LabelRules.checkHorizons("--horizons", horizons);
        return horizons;
    }

    private int entryMinutes() throws UsageException {
        Optional<String> text = options.find("--entries");
        return text.isEmpty() ? configured.entryMinutes() : LabelRules.entryMinutes("--entries", text.get());
    }

    private Optional<LabelGrid.Path> path() throws UsageException {
        Optional<String> text = options.find("--path");
        return text.isEmpty() ? configured.path() : Optional.of(LabelRules.path("--path", text.get()));
    }

    private Prices prices() throws UsageException {
        Optional<String> text = options.find("--price");
        return text.isEmpty() ? configured.prices() : LabelRules.prices("--price", text.get());
    }

    private LabelGrid withTables(LabelGrid grid) throws UsageException {
        Optional<String> text = options.find("--materialize");
        LabelGrid whole = text.isEmpty() ? grid : TableRules.with(grid, tables(text.get(), grid));
        String place = text.isEmpty() ? "`materialize` of the configuration" : "--materialize";
        TableRules.checkNames(place, whole, Wording.ARGUMENTS);
        return whole;
    }

    private static Materialize tables(String text, LabelGrid grid) throws UsageException {
        Optional<Materialize> word = TableRules.word(text.strip());
        return word.isPresent() ? word.get() : TableRules.named("--materialize", Items.of("--materialize", text), grid);
    }
}
