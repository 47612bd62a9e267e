package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

    @TempDir
    Path root;

    @BeforeEach
    void makeTree() throws IOException {
        for (String file : List.of(
                "b.csv",
                "a/2.csv.zst",
                "a/1.parquet",
                "a/notes.txt",
                "a/.cache/x.csv",
                "a/deep/er/3.csv.gz",
                "bi5/2019/01/04/10h_ticks.bi5",
                "bi5/2019/01/04/BID_candles_min_1.bi5",
                "bi5/2019/ASK_candles_day_1.bi5")) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }

    @Test
    void findsDataAtAnyDepthAndCountsCandleFiles() throws IOException {
        InputFiles found = InputFiles.expand(List.of(root), path -> false);

        assertThat(names(found))
                .containsExactly(
                        "a/1.parquet", "a/2.csv.zst", "a/deep/er/3.csv.gz", "b.csv", "bi5/2019/01/04/10h_ticks.bi5");
        assertThat(found.candleFiles()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatTheCallerSkipsButNotWhatIsNamed() throws IOException {
        Predicate<Path> skipped = path -> path.endsWith("a") || path.endsWith("bi5");

        assertThat(names(InputFiles.expand(List.of(root), skipped))).containsExactly("b.csv");
        assertThat(names(InputFiles.expand(List.of(root.resolve("bi5")), skipped)))
                .containsExactly("bi5/2019/01/04/10h_ticks.bi5");
    }

    @Test
    void expandsPatternsAsAShellWould() throws IOException {
        assertThat(names(InputFiles.expand(List.of(root.resolve("a/*.{csv.zst,parquet}")), path -> false)))
                .containsExactly("a/1.parquet", "a/2.csv.zst");
        assertThat(names(InputFiles.expand(List.of(root.resolve("**.csv")), path -> false)))
                .containsExactly("b.csv");
        assertThat(names(InputFiles.expand(List.of(root.resolve("*/deep")), path -> false)))
                .containsExactly("a/deep/er/3.csv.gz");
        assertThat(names(InputFiles.expand(List.of(root.resolve("a/?.par[q]uet")), path -> false)))
                .containsExactly("a/1.parquet");
    }

    @Test
    void twoStarsWithASlashStandForNoDirectoryToo() throws IOException {
        assertThat(names(InputFiles.expand(List.of(root.resolve("**/*.csv")), path -> false)))
                .containsExactly("b.csv");
        assertThat(names(InputFiles.expand(List.of(root.resolve("a/**/*.csv.*")), path -> false)))
                .containsExactly("a/2.csv.zst", "a/deep/er/3.csv.gz");
        assertThat(names(InputFiles.expand(List.of(root.resolve("a/**/er/**/3*")), path -> false)))
                .containsExactly("a/deep/er/3.csv.gz");
    }

    @Test
    void saysOfAnHourFileWithoutItsFoldersThatTheyAreWanting() throws IOException {
        Path alone = Files.createFile(root.resolve("10h_ticks.bi5"));
        assertThatThrownBy(() -> InputFiles.expand(List.of(alone), path -> false))
                .isInstanceOf(FeedException.class)
                .hasMessage(alone + " is named as Dukascopy's hour file, but its path does not say of which hour:"
                        + " keep its folders, as in EURUSD/2019/01/04/10h_ticks.bi5");
    }

    @Test
    void takesANameWithWildCardsThatExistsAsItIs() throws IOException {
        Files.createFile(root.resolve("[1].csv"));

        assertThat(names(InputFiles.expand(List.of(root.resolve("[1].csv")), path -> false)))
                .containsExactly("[1].csv");
    }

    @Test
    void saysWhichPatternMatchesNothing() {
        for (String pattern : List.of("*.tsv", "nowhere/*.csv", "a/*.csv")) {
            assertThatThrownBy(() -> InputFiles.expand(List.of(root.resolve(pattern)), path -> false))
                    .isInstanceOf(FeedException.class)
                    .hasMessage("no file matches '" + root.resolve(pattern) + "'");
        }
    }

    @Test
    void saysThatALinkLeadsBack() throws IOException {
        Files.createSymbolicLink(root.resolve("a/deep/again"), root.resolve("a"));

        assertThatThrownBy(() -> InputFiles.expand(List.of(root), path -> false))
                .isInstanceOf(FeedException.class)
                .hasMessage("a link leads back to a directory above it: " + root.resolve("a/deep/again"));
    }

    @Test
    void passesOverALinkToNothing() throws IOException {
        Files.createSymbolicLink(root.resolve("gone.csv"), root.resolve("nowhere"));

        assertThat(names(InputFiles.expand(List.of(root.resolve("a"), root), path -> false)))
                .contains("b.csv");
    }

    @Test
    void refusesCandlesThatAreNamed() {
        Path candles = root.resolve("bi5/2019/ASK_candles_day_1.bi5");
        assertThatThrownBy(() -> InputFiles.expand(List.of(candles), path -> false))
                .hasMessage(candles + " holds Dukascopy's candles, not its ticks: give the files named 10h_ticks.bi5");
    }

    @Test
    void knowsWhatThePathsOfFilesMean() throws IOException {
        for (String name : List.of("ask/x/1.csv", "ask/x/2.csv", "bid/y/3.csv", "bid/ask_4.csv")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.createFile(root.resolve(name));
        }
        assertThat(named("ask")).containsExactly("ask/x/1.csv", "ask/x/2.csv");
        assertThat(named("ask/x")).containsExactly("ask/x/1.csv", "ask/x/2.csv");
        assertThat(named("ask/x/2.csv", "ask/x/1.csv")).containsExactly("x/2.csv", "x/1.csv");
        assertThat(named("ask/x/1.csv", "bid/ask_4.csv"))
                .as("one of asks, both")
                .containsExactly("x/1.csv", "bid/ask_4.csv");
        assertThat(named("ask/x/1.csv", "bid/y/3.csv")).containsExactly("ask/x/1.csv", "bid/y/3.csv");
        assertThat(named("ask/*/2.csv", "bid/y")).containsExactly("ask/x/2.csv", "bid/y/3.csv");
        assertThat(named("ask/*/2.csv")).containsExactly("ask/x/2.csv");
        assertThat(named("*/y/*")).containsExactly("bid/y/3.csv");
    }

    private List<String> named(String... inputs) throws IOException {
        InputFiles found =
                InputFiles.expand(Stream.of(inputs).map(root::resolve).toList(), path -> false);
        String above = root.getFileName() + "/";
        return found.files().stream()
                .map(file -> found.named(file).toString())
                .map(name -> name.startsWith(above) ? name.substring(above.length()) : name)
                .toList();
    }

    private List<String> names(InputFiles found) {
        return found.files().stream()
                .map(file -> root.relativize(file).toString())
                .toList();
    }
}
