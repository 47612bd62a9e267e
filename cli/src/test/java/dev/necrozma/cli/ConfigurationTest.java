package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.label.Prices;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.Materialize;
import dev.necrozma.pipeline.PublishSettings;
import dev.necrozma.pipeline.RunRequest;
import dev.necrozma.pipeline.Stage;
import dev.necrozma.pipeline.UniverseGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static final String EVERY_KEY = """
            output_dir: somewhere
            cache:
              enabled: false
              skip_existing_universes: false
              cache_labeling: false
              cache_regimes: true
              cache_patterns: false
              checkpoint_interval: 3
              cache_dir: elsewhere
            publish: link
            universes:
              intervals: [5, 60]
              lookbacks:
                - 7
              min_movement_pips: 2.5
              context: 200
              skip_groups: [calendar]
            labels:
              targets: [7.5, 20]
              stops:
                - 0.5
              horizons: [60, 0.25]
              entries: tick
              path: ticks
              price: bid_ask
              materialize: [T20_S0.5_H60]
            workers: 3
            """;

    @TempDir
    Path folder;

    @Test
    void everyKeyReachesTheRun() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), EVERY_KEY);

        RunRequest request = request("run", "--sample");

        assertThat(request.publish().directory()).isEqualTo(folder.resolve("somewhere"));
        assertThat(request.publish().mode()).isEqualTo(PublishSettings.Mode.LINK);
        assertThat(request.cache().enabled()).isFalse();
        assertThat(request.cache().skipExistingUniverses()).isFalse();
        assertThat(request.cache().checkpointInterval()).isEqualTo(3);
        assertThat(request.cache().directory()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(request.universes())
                .isEqualTo(new UniverseGrid(List.of(5, 60), List.of(7), 2.5, 200, List.of(), List.of("calendar")));
        assertThat(request.labels())
                .isEqualTo(new LabelGrid(
                        List.of(7.5, 20.0),
                        List.of(0.5),
                        List.of(60.0, 0.25),
                        LabelGrid.EVERY_TICK,
                        Optional.of(LabelGrid.Path.TICKS),
                        Prices.BID_ASK,
                        Materialize.named(Set.of("T20_S0.5_H60"))));
        assertThat(request.cache().labels()).isFalse();
        assertThat(request.stages()).containsExactlyInAnyOrder(Stage.UNIVERSES, Stage.LABELS);
        assertThat(request.workers()).isEqualTo(3);
    }

    @Test
    void argumentsOverrideIt() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), EVERY_KEY);

        RunRequest request = request(
                "run",
                "--sample",
                "--config",
                "other.yaml",
                "--output",
                "o",
                "--cache-dir",
                "c",
                "--sequential",
                "--intervals",
                "1",
                "--lookbacks",
                "5,10");

        assertThat(request.publish().directory()).isEqualTo(folder.resolve("o"));
        assertThat(request.cache().directory()).isEqualTo(folder.resolve("c"));
        assertThat(request.workers()).isEqualTo(1);
        assertThat(request.universes().intervals()).containsExactly(1);
        assertThat(request.universes().lookbacks()).containsExactly(5, 10);
        assertThat(request.universes().minMovementPips()).isEqualTo(2.5);
    }

    @Test
    void argumentsOverrideTheLabelsOfIt() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), EVERY_KEY);

        LabelGrid labels = request(
                        "run",
                        "--sample",
                        "--targets",
                        "10,2.50",
                        "--stops",
                        "5",
                        "--horizons",
                        "1440",
                        "--entries",
                        "15m",
                        "--path",
                        "candles",
                        "--price",
                        "mid",
                        "--materialize",
                        "T10_S5_H1440")
                .labels();

        assertThat(labels)
                .isEqualTo(new LabelGrid(
                        List.of(10.0, 2.5),
                        List.of(5.0),
                        List.of(1440.0),
                        15,
                        Optional.of(LabelGrid.Path.CANDLES),
                        Prices.MID,
                        Materialize.named(Set.of("T10_S5_H1440"))));
    }

    @Test
    void whatArgumentsAndItSayTogetherIsChecked() throws IOException {
        Files.writeString(folder.resolve("necrozma.yaml"), EVERY_KEY);

        assertThat(Session.of(folder, "run", "--sample", "--targets", "5"))
                .isEqualTo(new Session(
                        2,
                        "",
                        "necrozma: `materialize` of the configuration: T20_S0.5_H60 is not among the configurations:"
                                + " add 20 to --targets, or take T5_S0.5_H60" + System.lineSeparator()));
        assertThat(Session.of(folder, "run", "--sample", "--path", "candles"))
                .isEqualTo(new Session(
                        2,
                        "",
                        "necrozma: an entry at every tick cannot be followed on candles: choose --path ticks or --entries 1m"
                                + System.lineSeparator()));
        assertThat(request("run", "--sample", "--targets", "5", "--materialize", "none")
                        .labels()
                        .tables())
                .isEqualTo(Materialize.NONE);
    }

    @Test
    void withoutArgumentsEveryStageRunsByDefault() {
        RunRequest request = request("run", "--sample");

        assertThat(request.stages()).containsExactlyInAnyOrder(Stage.UNIVERSES, Stage.LABELS);
        assertThat(request.labels()).isEqualTo(LabelGrid.DEFAULT);
        assertThat(request.cache().labels()).isTrue();
    }

    @Test
    void stagesAreThoseThatAreNamed() {
        assertThat(request("run", "--sample", "--stages", "universes").stages()).containsExactly(Stage.UNIVERSES);
        assertThat(request("run", "--sample", "--stages", "labels").stages()).containsExactly(Stage.LABELS);
        assertThat(request("run", "--sample", "--stages", "labels,universes").stages())
                .containsExactlyInAnyOrder(Stage.UNIVERSES, Stage.LABELS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interval: 5                 | 5
            interval: 5m                | 5
            entries: 15m                | 15
            entries: 5m\\n  interval: 5 | 5
            entries: tick               | 0
            """)
    void entriesCanBeSaidByTheirInterval(String text, int minutes) throws UsageException {
        assertThat(labels(text).entryMinutes()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            auto | AUTO
            all  | ALL
            none | NONE
            """)
    void tablesCanBeSaidInAWord(String word, Materialize.Mode mode) throws UsageException {
        assertThat(labels("materialize: " + word).tables().mode()).isEqualTo(mode);
        assertThat(request("run", "--sample", "--materialize", word)
                        .labels()
                        .tables()
                        .mode())
                .isEqualTo(mode);
    }

    private static LabelGrid labels(String text) throws UsageException {
        return ConfigurationFile.parse("labels:\n  " + text.replace("\\n", "\n"), "f")
                .labels();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "cache:\npublish:\n",
                "cache:\n  cache_dir:   # default\n",
                "workers: auto\n",
                "labels:\n  path:\n"
            })
    void whatIsNotSaidIsAsByDefault(String text) throws UsageException {
        assertThat(ConfigurationFile.parse(text, "f")).isEqualTo(Configuration.DEFAULT);
    }

    @Test
    void withoutAFileTheStoreIsInTheOutputFolder() {
        RunRequest request = request("run", "--sample");

        assertThat(request.cache().directory()).isEqualTo(folder.resolve("ultra_necrozma_results/cache"));
        assertThat(request.cache().enabled()).isTrue();
        assertThat(request.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            outptu_dir: x                  | f:1: unknown key `outptu_dir`; did you mean `output_dir`?
            zebra: x                       | f:1: unknown key `zebra`; known are import, output_dir, cache, publish, universes, labels, workers
            cache:\\n  skip_existing: true | f:2: unknown key `skip_existing`; known are enabled, skip_existing_universes, cache_labeling, cache_regimes, cache_patterns, checkpoint_interval, cache_dir, max_size, max_age, keep_last, expire
            cache:\\n  enable: true        | f:2: unknown key `enable`; did you mean `enabled`?
            cache:\\n  enabled: 3          | f:2: `enabled` must be true or false: 3
            cache:\\n  enabled: [true]     | f:2: `enabled` must be true or false: a list
            cache: true                    | f:1: `cache` must consist of keys and values
            cache:\\n  checkpoint_interval: 0 | f:2: `checkpoint_interval` must be a whole number, 1 or more: 0
            workers: many                  | f:1: `workers` must be auto or a whole number, 1 to 1024: many
            publish: move                  | f:1: `publish` must be copy or link: move
            universes:\\n  intervals: 5    | f:2: `intervals` must be a list of numbers such as [1, 5]: 5
            universes:\\n  intervals: [7]  | f:2: `intervals` must be minutes that divide a day (1440): 7
            universes:\\n  lookbacks:\\n    - 5\\n    - x | f:4: `lookbacks` must be a whole number, 1 or more: x
            universes:\\n  lookbacks: []   | f:2: `lookbacks` must name at least one number
            universes:\\n  min_movement_pips: -1 | f:2: `min_movement_pips` must be a number above 0: -1
            universes:\\n  skip_groups: [calender] | f:2: `skip_groups`: unknown feature group `calender`; did you mean `calendar`?
            labels:\\n  target: [5]     | f:2: unknown key `target`; did you mean `targets`?
            labels:\\n  targets: 5      | f:2: `targets` must be a list of numbers such as [5, 7.5]: 5
            labels:\\n  targets:\\n    - 5\\n    - x | f:4: `targets` must be a number above 0: x
            labels:\\n  targets: [[5]]  | f:2: `targets` must be a list of numbers such as [5, 7.5]: a list
            labels:\\n  targets: []     | f:2: `targets` must name at least one number
            labels:\\n  targets: [5, 5.0] | f:2: `targets` names 5 twice
            labels:\\n  stops: [2e6]    | f:2: `stops` must be 0.000001 to 1000000 pips: 2000000
            labels:\\n  horizons: [1d]  | f:2: `horizons` must be a number above 0: 1d
            labels:\\n  horizons: [600000] | f:2: `horizons` must be 0.0000000001 to 527040 minutes: 600000
            labels:\\n  entries: 7m     | f:2: `entries` must be tick, or minutes that divide a day (1440), such as 5m: 7m
            labels:\\n  interval: 7     | f:2: `interval` must be minutes that divide a day (1440), such as 5m: 7
            labels:\\n  interval: tick  | f:2: `interval` must be minutes that divide a day (1440), such as 5m: tick
            labels:\\n  entries: 1m\\n  interval: 5 | f:3: `interval` says 5m, and `entries` says 1m: give one of the two
            labels:\\n  entries: tick\\n  interval: 5 | f:3: `interval` says 5m, and `entries` says tick: give one of the two
            labels:\\n  path: bars      | f:2: `path` must be ticks or candles: bars
            labels:\\n  price: ask      | f:2: `price` must be mid or bid_ask: ask
            labels:\\n  entries: tick\\n  path: candles | f:3: `path`: an entry at every tick cannot be followed on candles: choose `path: ticks` or `entries: 1m`
            labels:\\n  path: candles\\n  price: bid_ask | f:2: `path`: candles have no bid and ask to follow: choose `path: ticks` or `price: mid`
            labels:\\n  materialize: some | f:2: `materialize` must be auto, all, none or a list such as [T10_S5_H60]: some
            labels:\\n  materialize: [] | f:2: `materialize` must name at least one configuration, or be none
            labels:\\n  materialize: [all] | f:2: `materialize`: `all` stands alone: give it as a word, not in a list
            labels:\\n  materialize: [none, T10_S5_H60] | f:2: `materialize`: `none` stands alone: give it without other names
            labels:\\n  materialize: [T10_S5_H60, ''] | f:2: `materialize` has an empty item
            labels:\\n  materialize: [T10S5H60] | f:2: `materialize`: not a configuration: T10S5H60; did you mean `T10_S5_H60`?
            labels:\\n  targets: [5, 20]\\n  materialize: [T10_S5_H60] | f:3: `materialize`: T10_S5_H60 is not among the configurations: add 10 to `targets`, or take T5_S5_H60
            cache:\\n  cache_labeling: 1 | f:2: `cache_labeling` must be true or false: 1
            workers: 1\\nworkers: 2        | f:2: key `workers` is given twice
            - a list                       | f:1: the file must consist of keys and values
            """)
    void mistakesAreNamedWithFileAndLine(String text, String sentence) {
        assertThatThrownBy(() -> ConfigurationFile.parse(text.replace("\\n", "\n"), "f"))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence);
    }

    @Test
    void whatIsNotYamlIsNamedWithFileAndLine() {
        assertThatThrownBy(() -> ConfigurationFile.parse("workers: 1\ncache: [", "f"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("f:2: not YAML: ");
        assertThatThrownBy(() -> ConfigurationFile.parse("a: 1\n---\nb: 2\n", "f"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("f:");
    }

    @Test
    void whatIsNotTextIsBadUsage() throws IOException {
        Files.write(folder.resolve("necrozma.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        Session session = Session.of(folder, "run", "--sample");

        assertThat(session.err())
                .isEqualToIgnoringNewLines(
                        "necrozma: necrozma.yaml:1: not text in UTF-8 but in UTF-16: save it as UTF-8");
        assertThat(session.exitCode()).isEqualTo(2);
    }

    private RunRequest request(String... args) {
        AtomicReference<RunRequest> seen = new AtomicReference<>();
        Session session = Session.of(
                (request, listener, cancellation) -> {
                    seen.set(request);
                    throw new IllegalStateException("seen");
                },
                folder,
                args);
        assertThat(session.err()).contains("seen");
        return seen.get();
    }
}
