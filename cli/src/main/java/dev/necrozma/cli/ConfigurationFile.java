package dev.necrozma.cli;

import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.pipeline.PublishSettings;
import dev.necrozma.pipeline.Results;
import dev.necrozma.pipeline.UniverseGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads {@link Configuration} from YAML. Every key is optional; an unknown key, one given twice or a value of another kind is an
 * error that names file and line. Nothing of it is loaded if there is no file.
 */
final class ConfigurationFile {

    /*
     * Stages that are not there yet have their switches already, so that a file written today goes on to mean the same.
     */
    private static final List<String> RESERVED_SWITCHES = List.of("cache_regimes", "cache_patterns");

    private ConfigurationFile() {}

    /**
     * Reads {@code file}; relative names in it start where the program does, not where the file is.
     *
     * @param name the file as messages call it
     */
    static Configuration read(Path file, String name) throws UsageException, IOException {
        return parse(ConfigurationText.read(file, name), name);
    }

    static Configuration parse(String text, String name) throws UsageException {
        YamlSection top;
        try {
            top = YamlSection.top(
                    name,
                    compose(text, name),
                    List.of("import", "output_dir", "cache", "publish", "universes", "labels", "workers"));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new UsageException(name + line + ": not YAML: " + e.getProblem(), e);
        } catch (ReaderException e) {
            throw new UsageException(
                    name + ":" + ConfigurationText.lineAt(text, e.getPosition())
                            + ": not YAML: a character that no text has: " + Character.toString(e.getCodePoint()),
                    e);
        } catch (YamlEngineException e) {
            throw new UsageException(name + ": not YAML: " + firstLine(e), e);
        }
        Configuration defaults = Configuration.DEFAULT;
        return new Configuration(
                Reading.of(top),
                top.path("output_dir").orElse(defaults.outputDirectory()),
                cache(top),
                top.choice("publish", List.of("copy", "link")).orElse("copy").equals("link")
                        ? PublishSettings.Mode.LINK
                        : PublishSettings.Mode.COPY,
                universes(top),
                ConfiguredLabels.of(top),
                workers(top));
    }

    private static Optional<Node> compose(String text, String name) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
        return new Composer(settings, new DepthLimitedParser(parser)).getSingleNode();
    }

    private static Configuration.Cache cache(YamlSection top) throws UsageException {
        Configuration.Cache defaults = Configuration.DEFAULT.cache();
        YamlSection cache = top.section(
                "cache",
                List.of(
                        "enabled",
                        "skip_existing_universes",
                        "cache_labeling",
                        "cache_regimes",
                        "cache_patterns",
                        "checkpoint_interval",
                        "cache_dir",
                        "max_size",
                        "max_age",
                        "keep_last",
                        "expire"));
        for (String reserved : RESERVED_SWITCHES) {
            cache.flag(reserved);
        }
        return new Configuration.Cache(
                cache.flag("enabled").orElse(defaults.enabled()),
                cache.flag("skip_existing_universes").orElse(defaults.skipExistingUniverses()),
                cache.flag("cache_labeling").orElse(defaults.labels()),
                cache.positive("checkpoint_interval").orElse(defaults.checkpointInterval()),
                cache.path("cache_dir"),
                limits(cache));
    }

    private static RetentionLimits limits(YamlSection cache) throws UsageException {
        Optional<String> size = cache.word("max_size");
        Optional<String> age = cache.word("max_age");
        Optional<Integer> last = cache.positive("keep_last");
        List<String> stages = Results.stages();
        YamlSection expire = cache.section("expire", stages);
        SortedMap<String, Duration> expiry = new TreeMap<>();
        for (String stage : stages) {
            Optional<String> text = expire.word(stage);
            if (text.isPresent()) {
                expiry.put(stage, Spans.parse(expire.place(stage), text.get()));
            }
        }
        return new RetentionLimits(
                size.isPresent()
                        ? OptionalLong.of(Sizes.parse(cache.place("max_size"), size.get()))
                        : OptionalLong.empty(),
                age.isPresent() ? Optional.of(Spans.parse(cache.place("max_age"), age.get())) : Optional.empty(),
                expiry,
                last.isPresent() ? OptionalInt.of(last.get()) : OptionalInt.empty());
    }

    private static UniverseGrid universes(YamlSection top) throws UsageException {
        YamlSection grid = top.section(
                "universes",
                List.of("intervals", "lookbacks", "min_movement_pips", "context", "add_groups", "skip_groups"));
        UniverseGrid defaults = UniverseGrid.DEFAULT;
        List<Integer> intervals = grid.positives("intervals").orElse(defaults.intervals());
        List<Integer> lookbacks = grid.positives("lookbacks").orElse(defaults.lookbacks());
        int context = grid.positive("context").orElse(defaults.context());
        List<String> addGroups = grid.words("add_groups").orElse(defaults.addGroups());
        List<String> skipGroups = grid.words("skip_groups").orElse(defaults.skipGroups());
        GridRules.checkIntervals(grid.place("intervals"), intervals);
        GridRules.checkLookbacks(grid.place("lookbacks"), lookbacks);
        GridRules.checkContext(grid.place("context"), context);
        GridRules.checkAddedGroups(grid.place("add_groups"), addGroups);
        GridRules.checkGroups(grid.place("skip_groups"), skipGroups);
        return new UniverseGrid(
                intervals,
                lookbacks,
                grid.positiveDecimal("min_movement_pips").orElse(defaults.minMovementPips()),
                context,
                addGroups,
                skipGroups);
    }

    private static OptionalInt workers(YamlSection top) throws UsageException {
        Optional<String> text = top.word("workers");
        return text.isEmpty() || text.get().equals("auto")
                ? OptionalInt.empty()
                : OptionalInt.of(Numbers.workers(top.place("workers"), "auto or a whole number", text.get()));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
