package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be meant is answered with one sentence on standard error and exit code 2. */
class RunUsageTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                 | no command: try `necrozma run --sample`, or `necrozma --help`
            rum                                | unknown command `rum`; did you mean `run`?
            run                                | no input: name a file or a directory, or use --sample
            run x.csv --sample                 | --sample generates its own ticks: leave it out, or leave out FOLDER/x.csv
            run --smaple                       | unknown option --smaple; did you mean --sample?
            run --sample --cachedir=x          | unknown option --cachedir; did you mean --cache-dir?
            run --sample --frobnicate          | unknown option --frobnicate; necrozma run --help lists them
            run --sample --output              | --output needs a value: --output DIR
            run --sample --output --quiet      | --output needs a value: --output DIR
            run --sample --output a --output b | --output is given more than once
            run --sample --workers two         | --workers must be a whole number, 1 to 1024: two
            run --sample --workers 0           | --workers must be a whole number, 1 to 1024: 0
            run --sample --workers 2 --sequential | --sequential means --workers 1: give one of the two
            run --sample --intervals 1,7       | --intervals must be minutes that divide a day (1440): 7
            run --sample --intervals 1,,5      | --intervals has an empty item: 1,,5
            run --sample --lookbacks 5,        | --lookbacks has an empty item: 5,
            run --sample --intervals 5,1,5     | --intervals names 5 twice
            run --sample --lookbacks 1         | --lookbacks must be 2 to 1000 candles: 1
            run --sample --pip-size -1         | --pip-size must be a number above 0: -1
            run --sample --pip-size NaN        | --pip-size must be a number above 0: NaN
            run --sample --pip-size 1e300      | --pip-size must be 1e-10 to 1e6: 1e300
            run --sample --pip-size 1e-11      | --pip-size must be 1e-10 to 1e6: 1e-11
            run --sample --stages regimes      | --stages: unknown stage `regimes`; known are universes, labels
            run --sample --stages labels,      | --stages has an empty item: labels,
            run --sample --stages lables       | --stages: unknown stage `lables`; did you mean `labels`?
            run --sample --format csv          | --format must be parquet or json: csv
            run --sample --from 2018-02 | --from must be a time such as 2018-01-31, 2018-01-31T17:00 (UTC) or 2018-01-31T17:00:00+01:00: 2018-02
            run --sample --from 2018-02-01 --to 2018-02-01 | --from must be before --to: 2018-02-01T00:00:00Z and 2018-02-01T00:00:00Z
            run x.csv --source-zone Mars | --source-zone: unknown time zone 'Mars': give a region such as Europe/London, an offset such as UTC-05:00, or a region with hours such as America/New_York+7
            run x.csv --columns time=1,bid=2 | --columns: columns for bid and ask, or for open, high, low and close, must be named
            run x.csv --columns when=1 | --columns: 'when' is no kind of column; known are date, time, symbol, bid, ask, open, high, low, close, bid_volume, ask_volume, volume
            run x.csv --time-format HH:mm      | --time-format: 'HH:mm' has no year (yyyy)
            run x.csv --decimal dot            | --decimal: must be point or comma: dot
            run --sample --decimal comma       | --decimal says how files are read, and --sample reads none: give one of the two
            run --sample --layout foo          | --layout says how files are read, and --sample reads none: give one of the two
            run --sample --source-zone UTC     | --source-zone says how files are read, and --sample reads none: give one of the two
            run --sample --cache-dir ultra_necrozma_results | the store cannot be where results are published: choose another --cache-dir: FOLDER/ultra_necrozma_results
            run --sample --output o --cache-dir x/../o | the store cannot be where results are published: choose another --cache-dir: FOLDER/x/../o
            run --sample --output o --cache-dir o/universes | the store cannot be where results are published: choose another --cache-dir: FOLDER/o/universes
            run --sample --output o --cache-dir o/labels/x | the store cannot be where results are published: choose another --cache-dir: FOLDER/o/labels/x
            run --sample --context 1           | --context must be 2 to 1000 candles: 1
            run --sample --add-groups chaos    | the group chaos needs a context of 512 candles or more, not of 128: choose --context 512
            run --sample --add-groups trend    | --add-groups: trend is computed without being asked for; that is not: chaos
            run --sample --skip-groups calender | --skip-groups: unknown feature group `calender`; did you mean `calendar`?
            run --sample --skip-groups trend,  | --skip-groups has an empty item: trend,
            universes                          | no command: try `necrozma universes list`, or `necrozma universes --help`
            universes show                     | no universe: name one, as in `necrozma universes show universe_5m_20lb`
            inspect                            | no file: name one, as in `necrozma inspect ticks.csv`
            inspect x --colums a               | unknown option --colums; did you mean --columns?
            inspect x --output o               | unknown option --output; necrozma inspect --help lists them
            inspect x --columns time=1         | --columns: columns for bid and ask, or for open, high, low and close, must be named
            inspect x --pip-size -1            | --pip-size must be a number above 0: -1
            inspect x                          | no such file: FOLDER/x
            labels                             | no command: try `necrozma labels list`, or `necrozma labels --help`
            labels lst                         | unknown command `lst`; did you mean `list`?
            labels list T10_S5_H60             | `T10_S5_H60` is one argument too many; necrozma labels list --help tells what it takes
            labels list --output x             | unknown option --output; did you mean --results?
            labels show                        | no configuration: name one, as in `necrozma labels show T10_S5_H60`
            labels show T10                    | not a configuration: T10; one is called like T10_S5_H60 (target and stop in pips, horizon in minutes)
            labels show T10_S5_H60 T5_S5_H1    | `T5_S5_H1` is one argument too many; necrozma labels show --help tells what it takes
            labels export                      | no configuration: name one, as in `necrozma labels export T10_S5_H60`
            labels export T10_S5_H60 --output  | --output needs a value: --output FILE
            labels list --config nowhere.yaml  | no such configuration file: nowhere.yaml
            run --sample --config nowhere.yaml | no such configuration file: nowhere.yaml
            run --sample --config .            | the configuration file . is a directory
            """)
    void isExplainedInASentence(String arguments, String sentence) {
        Session session = Session.of(folder, arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(session.err())
                .isEqualTo("necrozma: "
                        + sentence.replace("FOLDER", folder.toString()).replace("''", "") + System.lineSeparator());
        assertThat(session.out()).isEmpty();
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --targets 5,x            | --targets must be a number above 0: x
            --targets 5,,10          | --targets has an empty item: 5,,10
            --targets=               | --targets is empty
            --stops ,                | --stops has an empty item: ,
            --horizons 1,60,         | --horizons has an empty item: 1,60,
            --materialize T10_S5_H60, | --materialize has an empty item: T10_S5_H60,
            --materialize=           | --materialize is empty
            --materialize all,none   | --materialize: `all` stands alone: give it without other names
            --materialize T10_S5_H60,auto | --materialize: `auto` stands alone: give it without other names
            --targets 0              | --targets must be a number above 0: 0
            --targets -5             | --targets must be a number above 0: -5
            --targets NaN            | --targets must be a number above 0: NaN
            --targets 5,10,5.0       | --targets names 5 twice
            --targets 1000001        | --targets must be 0.000001 to 1000000 pips: 1000001
            --targets 1e-300         | --targets must be 0.000001 to 1000000 pips: 1.0E-300
            --stops 7.5,7.50         | --stops names 7.5 twice
            --stops 1e300            | --stops must be 0.000001 to 1000000 pips: 1.0E300
            --horizons 1d            | --horizons must be a number above 0: 1d
            --horizons 600000        | --horizons must be 0.0000000001 to 527040 minutes: 600000
            --horizons 60,60         | --horizons names 60 twice
            --horizons               | --horizons needs a value: --horizons N,…
            --entries ticks          | --entries must be tick, or minutes that divide a day (1440), such as 5m: ticks
            --entries 5              | --entries must be tick, or minutes that divide a day (1440), such as 5m: 5
            --entries 7m             | --entries must be tick, or minutes that divide a day (1440), such as 5m: 7m
            --entries 0m             | --entries must be tick, or minutes that divide a day (1440), such as 5m: 0m
            --entries m              | --entries must be tick, or minutes that divide a day (1440), such as 5m: m
            --path bars              | --path must be ticks or candles: bars
            --price bid              | --price must be mid or bid_ask: bid
            --entries tick --path candles | an entry at every tick cannot be followed on candles: choose --path ticks or --entries 1m
            --price bid_ask --path candles | candles have no bid and ask to follow: choose --path ticks or --price mid
            --materialize al         | --materialize: not a configuration: al; did you mean `all`?
            --materialize T10_S5_H6O | --materialize: not a configuration: T10_S5_H6O; did you mean `T10_S5_H60`?
            --materialize everything | --materialize: not a configuration: everything; one is called like T10_S5_H60 (target and stop in pips, horizon in minutes)
            --materialize T10_S5_H60,T10_S5_H60 | --materialize names T10_S5_H60 twice
            --materialize T10.0_S5_H60 | --materialize: not a configuration: T10.0_S5_H60; did you mean `T10_S5_H60`?
            --materialize T12_S5_H60 | --materialize: T12_S5_H60 is not among the configurations: add 12 to --targets, or take T10_S5_H60
            --materialize T5_S5_H1,T12_S7.5_H90 | --materialize: T12_S7.5_H90 is not among the configurations: add 12 to --targets and 7.5 to --stops and 90 to --horizons, or take T10_S5_H60
            --materialize T10_S5_H60 --targets 20 | --materialize: T10_S5_H60 is not among the configurations: add 10 to --targets, or take T20_S5_H60
            """)
    void labelsThatCannotBeMeantAreExplainedInASentence(String arguments, String sentence) {
        isExplainedInASentence("run --sample " + arguments, sentence);
    }

    @Test
    void isAnsweredInJsonWhereJsonWasAskedFor() {
        Session session = Session.of(folder, "run", "--json");

        assertThat(session.out())
                .isEqualToIgnoringNewLines(
                        "{\"version\":1,\"exit_code\":2,\"error\":\"no input: name a file or a directory, or use --sample\"}");
        assertThat(session.exitCode()).isEqualTo(2);
    }

    @Test
    void aTraceIsShownOnlyWithDebug() {
        assertThat(Session.of(folder, "run", "--debug").err()).contains("\tat dev.necrozma.cli.RunArguments");
        assertThat(Session.of(folder, "run").err()).doesNotContain("\tat ");
    }

    @Test
    void helpListsTheCommandAndItsOptions() {
        assertThat(Session.of(folder, "--help").out()).contains("run").contains("--version");
        Session help = Session.of(folder, "run", "--help");
        assertThat(help.out())
                .contains(
                        "[INPUT...]",
                        "plain, .gz, .zst or .zip; Parquet",
                        "--sample",
                        "--no-skip-existing",
                        "--materialize",
                        "Exit codes: 0 done");
        assertThat(help.err()).isEmpty();
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void theVersionIsALine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                Necrozma.execute(Session.stream(out), Session.stream(new ByteArrayOutputStream()), folder, "--version");

        assertThat(Session.text(out)).startsWith("necrozma ").hasLineCount(1);
        assertThat(code).isZero();
    }
}
