package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesPageTest {

    private static final Path COMMITTED = Path.of("..", "docs", "features.md");

    @Test
    void thePageListsTheFeaturesThatThereAre() throws IOException {
        Path made = Files.writeString(Files.createDirectories(Path.of("target")).resolve("features.md"), page());
        String committed = Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "";
        assertThat(committed)
                .as("docs/features.md is not what the registry says: cp market/target/features.md docs/features.md")
                .isEqualTo(Files.readString(made));
    }

    private static String page() {
        StringBuilder page = new StringBuilder();
        long window = count(FeatureGroups.OF_WINDOW);
        long context = count(FeatureGroups.OF_CONTEXT);
        page.append("# Features\n\n")
                .append("This page is made from the registry (`FeatureGroups`); a test fails when it differs.\n\n")
                .append("A universe has up to ")
                .append(window)
                .append(" columns of its window and ")
                .append(context);
        page.append(" of the context");
        if (!FeatureGroups.ON_REQUEST.isEmpty()) {
            page.append(", and ").append(count(FeatureGroups.ON_REQUEST)).append(" more where they are asked for");
        }
        page.append("""
                . `r` are the returns of the window, differences of
                successive closes `c` in pips, `n` of them; columns that begin with `ctx_` are of the context: the candles before the event,
                128 of them by default, whatever the lookback. *From* is the fewest candles of a window (of a context) that has the column.
                A value is null where its formula divides by zero, where it says so, and in `ctx_` columns where fewer candles precede.
                All are 32-bit floats. Choices and known values are in [computations.md](computations.md).
                """);
        section(page, "Of the window", FeatureGroups.OF_WINDOW);
        section(page, "Of the context", FeatureGroups.OF_CONTEXT);
        section(page, "Of the context, on request", FeatureGroups.ON_REQUEST);
        return page.toString();
    }

    private static long count(List<FeatureGroup> groups) {
        return groups.stream().mapToLong(group -> group.features().size()).sum();
    }

    private static void section(StringBuilder page, String title, List<FeatureGroup> groups) {
        if (!groups.isEmpty()) {
            page.append("\n## ").append(title).append('\n');
        }
        for (FeatureGroup group : groups) {
            page.append("\n### ").append(group.name()).append("\n\n");
            page.append("| column | unit | from | range | formula | reference |\n|---|---|---|---|---|---|\n");
            for (Feature feature : group.features()) {
                page.append("| `").append(feature.name()).append("` | ");
                page.append(feature.unit()).append(" | ");
                page.append(feature.shortestWindow()).append(" | ");
                page.append(range(feature.range())).append(" | ");
                page.append(feature.formula().replace("|", "\\|"));
                page.append(feature.needsTicks() ? "; not of imported bars | " : " | ");
                page.append(feature.source()).append(" |\n");
            }
        }
    }

    private static String range(Range range) {
        if (range.equals(Range.ANY)) {
            return "any";
        }
        String least = Double.isInfinite(range.least()) ? "(−∞" : "[" + number(range.least());
        String most = Double.isInfinite(range.most()) ? "∞)" : number(range.most()) + "]";
        return least + ", " + most;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
