package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.pipeline.PublishSettings;
import dev.necrozma.pipeline.RunRequest;
import dev.necrozma.pipeline.UniverseGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
              cache_labeling: true
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
              skip_groups: [calendar]
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
                .isEqualTo(new UniverseGrid(List.of(5, 60), List.of(7), 2.5, List.of("calendar")));
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

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "cache:\npublish:\n", "cache:\n  cache_dir:   # default\n", "workers: auto\n"
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
            zebra: x                       | f:1: unknown key `zebra`; known are output_dir, cache, publish, universes, workers
            cache:\\n  skip_existing: true | f:2: unknown key `skip_existing`; known are enabled, skip_existing_universes, cache_labeling, cache_regimes, cache_patterns, checkpoint_interval, cache_dir
            cache:\\n  enable: true        | f:2: unknown key `enable`; did you mean `enabled`?
            cache:\\n  enabled: 3          | f:2: `enabled` must be true or false: 3
            cache:\\n  enabled: [true]     | f:2: `enabled` must be true or false: a list
            cache: true                    | f:1: `cache` must consist of keys and values
            cache:\\n  checkpoint_interval: 0 | f:2: `checkpoint_interval` must be a whole number, 1 or more: 0
            workers: many                  | f:1: `workers` must be auto or a whole number, 1 or more: many
            publish: move                  | f:1: `publish` must be copy or link: move
            universes:\\n  intervals: 5    | f:2: `intervals` must be a list of numbers such as [1, 5]: 5
            universes:\\n  intervals: [7]  | f:2: `intervals` must be minutes that divide a day (1440): 7
            universes:\\n  lookbacks:\\n    - 5\\n    - x | f:4: `lookbacks` must be a whole number, 1 or more: x
            universes:\\n  lookbacks: []   | f:2: `lookbacks` must name at least one number
            universes:\\n  min_movement_pips: -1 | f:2: `min_movement_pips` must be a number above 0: -1
            universes:\\n  skip_groups: [calender] | f:2: `skip_groups`: unknown feature group `calender`; did you mean `calendar`?
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

        assertThat(session.err()).isEqualToIgnoringNewLines("necrozma: necrozma.yaml is not text in UTF-8");
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
