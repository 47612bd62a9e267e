package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The arguments of {@code necrozma run}, as they were given. Values stay text here: who knows what a value means says what is
 * wrong with it.
 */
final class RunOptions {

    /*
     * Built by hand: reading annotations costs an idle run some 30 ms of reflection.
     */

    static final String NAME = "run";

    private final ParseResult parsed;
    private final List<String> arguments;

    /** @param arguments the whole command line that was parsed */
    RunOptions(ParseResult parsed, List<String> arguments) {
        this.parsed = parsed;
        this.arguments = List.copyOf(arguments);
    }

    /** The whole command line. */
    List<String> arguments() {
        return arguments;
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(NAME);
        spec.usageMessage()
                .description("Imports ticks or bars, and computes every universe and label that is not there yet.")
                .sortOptions(false)
                .sortSynopsis(false)
                .footer(
                        "",
                        "The cache is on. What determines a result decides whether it is reused: every byte of the input,",
                        "every parameter, and the version of the code. Ctrl-C loses nothing that was finished.",
                        "",
                        "Exit codes: 0 done, 1 some unit failed, 2 usage or bad input, 3 the store cannot be used or a disk fails,",
                        "130 interrupted, 143 terminated.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("INPUT")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(
                        "Files (text, plain, .gz, .zst or .zip; Parquet; Dukascopy's .bi5), directories of them, quoted patterns such as"
                                + " '2019-*.csv', and - for standard input.")
                .build());
        OptionSpecs.flag(spec, "--sample", "Generate two weeks of synthetic EURUSD ticks; no input is needed.");
        OptionSpecs.value(spec, "--symbol", "S", "The instrument; default: from the content or the name of the files.");
        reading(spec);
        OptionSpecs.value(
                spec, "--pip-size", "P", "The pip size in quote currency; default: from the table of instruments.");
        barTime(spec);
        OptionSpecs.flag(
                spec,
                "--merge",
                "Take files that overlap: of ticks equal in time, bid and ask in different files, one.");
        OptionSpecs.value(
                spec, "--from", "TIME", "Leave out what is before: a date, or a date and time (UTC unless it says).");
        OptionSpecs.value(spec, "--to", "TIME", "Leave out what is at or after.");
        OptionSpecs.value(
                spec, "--config", "FILE", "Settings; default: necrozma.yaml in the working directory, if there.");
        OptionSpecs.value(spec, "--output", "DIR", "Where results go; default: ultra_necrozma_results.");
        OptionSpecs.value(spec, "--cache-dir", "DIR", "The store; default: OUTPUT/cache.");
        OptionSpecs.value(spec, "--workers", "N", "Units computed at a time; default: as many as there are cores.");
        OptionSpecs.flag(spec, "--sequential", "The same as --workers 1.");
        OptionSpecs.flag(spec, "--fresh", "Reuse nothing: compute everything, and replace what is stored.");
        OptionSpecs.flag(spec, "--rehash", "Read inputs to identify them, though nothing suggests that they changed.");
        OptionSpecs.flag(spec, "--no-skip-existing", "Compute universes again; everything else may be reused.");
        OptionSpecs.value(
                spec,
                "--audit",
                "P",
                "Compute a random share of what is reused again, such as 0.05 or 5%%, and compare the bytes.");
        OptionSpecs.value(spec, "--stages", "S,…", "What to compute, with what it needs; default: universes,labels.");
        OptionSpecs.value(
                spec,
                "--format",
                "F",
                "The form of published universes, parquet or json; default: parquet. Labels are Parquet, their summary both.");
        OptionSpecs.value(spec, "--intervals", "N,…", "Minutes a candle; default: 1,5,15,30,60.");
        OptionSpecs.value(spec, "--lookbacks", "N,…", "Candles a window; default: 5,10,15,20,30.");
        OptionSpecs.value(
                spec, "--context", "N", "Candles of the context of an event, whatever the lookback; default: 128.");
        OptionSpecs.value(spec, "--add-groups", "G,…", "Groups of features to compute that are not by default: chaos.");
        OptionSpecs.value(spec, "--skip-groups", "G,…", "Groups of features to leave out; docs/features.md lists all.");
        OptionSpecs.value(spec, "--targets", "N,…", "Gains at which labels close, in pips; default: 5,10,15,20,30,50.");
        OptionSpecs.value(spec, "--stops", "N,…", "Losses at which labels close, in pips; default: 5,10,15,20,30.");
        OptionSpecs.value(
                spec, "--horizons", "N,…", "How long labels wait, in minutes; default: 1,5,15,30,60,240,1440.");
        OptionSpecs.value(
                spec, "--entries", "E", "Where labels start: at closes of candles, such as 5m, or tick; default: 1m.");
        OptionSpecs.value(
                spec,
                "--path",
                "P",
                "What decides labels, ticks or candles; default: ticks where there are any, else candles.");
        OptionSpecs.value(spec, "--price", "P", "The prices of labels, mid or bid_ask; default: mid.");
        OptionSpecs.value(
                spec,
                "--materialize",
                "T",
                "The tables of labels that are written: auto (all up to 2,000,000 entries, else none), all, none, or names"
                        + " such as T10_S5_H60,T20_S10_H240; default: auto.");
        OptionSpecs.value(
                spec, "--only", "NAME,…", "Only these universes and labels, such as universe_5m_20lb,T10_S5_H60.");
        OptionSpecs.value(
                spec, "--until", "TIME", "Stop in good order after so long, such as 10m; the same command continues.");
        OptionSpecs.flag(
                spec,
                "--dry-run",
                "Say what would be reused and computed, why, and how long it may take; compute nothing.");
        OptionSpecs.flag(
                spec, "--json", "Print one JSON object on standard output, everything else on standard error.");
        OptionSpecs.flag(spec, "--quiet", "Print errors only.");
        OptionSpecs.flag(spec, "--no-progress", "Show no progress.");
        OptionSpecs.flag(spec, "--debug", "Show where an error came from.");
        OptionSpecs.help(spec);
        return spec;
    }

    /** What the times of bars are. */
    static void barTime(CommandSpec spec) {
        OptionSpecs.value(
                spec, "--bar-time", "T", "What the time of a bar in a file is, open or close; default: open.");
    }

    /** How files are read. */
    static void reading(CommandSpec spec) {
        OptionSpecs.value(spec, "--layout", "L", "The layout of the files; default: recognised from the content.");
        OptionSpecs.value(
                spec,
                "--source-zone",
                "Z",
                "The clock of times that state none, such as UTC-05:00, Europe/London or America/New_York+7.");
        OptionSpecs.value(
                spec,
                "--columns",
                "K=C,…",
                "Which columns hold what, by name or by position from 1: time=1,bid=2,ask=Offer; kinds are date, time,"
                        + " symbol, bid, ask, open, high, low, close, bid_volume, ask_volume, volume.");
        OptionSpecs.value(
                spec,
                "--time-format",
                "F",
                "How times are written, such as 'dd/MM/yyyy HH:mm:ss.SSS', or epoch_s, epoch_ms, epoch_us, epoch_ns;"
                        + " default: recognised.");
        OptionSpecs.value(
                spec, "--decimal", "D", "What numbers have before their fraction, point or comma; default: point.");
        OptionSpecs.value(
                spec,
                "--delimiter",
                "D",
                "What separates fields: comma, semicolon, tab, pipe, space or a character; default: recognised.");
    }

    boolean has(String flag) {
        return parsed.matchedOptionValue(flag, false);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    List<String> inputs() {
        return new ArrayList<>(parsed.matchedPositionalValue(0, List.<String>of()));
    }
}
