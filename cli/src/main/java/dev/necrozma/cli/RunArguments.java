package dev.necrozma.cli;

import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.pipeline.CacheSettings;
import dev.necrozma.pipeline.ImportSettings;
import dev.necrozma.pipeline.LabelGrid;
import dev.necrozma.pipeline.PublishSettings;
import dev.necrozma.pipeline.RunRequest;
import dev.necrozma.pipeline.Stage;
import dev.necrozma.pipeline.UniverseGrid;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Makes a request of arguments and configuration. */
final class RunArguments {

    private static final double LEAST_PIP_SIZE = 1e-10;
    private static final double MOST_PIP_SIZE = 1e6;

    private final RunOptions options;
    private final Configuration configuration;
    private final Path workingDirectory;
    private final Optional<Path> standardInput;

    /** @param standardInput the file that holds standard input; present if {@link StandardInput#NAME} is among the inputs */
    RunArguments(RunOptions options, Configuration configuration, Path workingDirectory, Optional<Path> standardInput) {
        this.options = options;
        this.configuration = configuration;
        this.workingDirectory = workingDirectory;
        this.standardInput = standardInput;
    }

    /** @throws UsageException in a sentence, for the first argument that cannot be meant */
    RunRequest toRequest() throws UsageException {
        Path output = directory("--output").orElse(workingDirectory.resolve(configuration.outputDirectory()));
        return toRequest(output, cache(output));
    }

    /** The same, with its results and its store elsewhere. */
    RunRequest toRequest(Place place) throws UsageException {
        return toRequest(place.output(), cache(place.output()).at(place.store()));
    }

    private RunRequest toRequest(Path output, CacheSettings cache) throws UsageException {
        Optional<OnlyArgument> only = only();
        Set<Stage> stages = only.isPresent() ? only.get().stages() : stages();
        UniverseGrid universes = universes();
        LabelGrid labels = new LabelArguments(options, configuration.labels()).grid();
        ImportSettings importing = importing();
        return new RunRequest(
                importing,
                only.map(names -> names.within(universes)).orElse(universes),
                only.map(names -> names.within(labels)).orElse(labels),
                stages,
                cache,
                new PublishSettings(output, configuration.publish(), format()),
                workers(),
                only.map(OnlyArgument::names).orElse(Set.of()),
                RunOrigin.of(options.arguments(), workingDirectory, options.find("--config"))
                        .toTexts());
    }

    private Optional<OnlyArgument> only() throws UsageException {
        Optional<String> text = options.find("--only");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (String other : List.of("--stages", "--intervals", "--lookbacks", "--targets", "--stops", "--horizons")) {
            if (options.find(other).isPresent()) {
                throw new UsageException(
                        "--only names what is computed, and so does " + other + ": give one of the two");
            }
        }
        return Optional.of(OnlyArgument.parse(text.get()));
    }

    private Set<Stage> stages() throws UsageException {
        Optional<String> text = options.find("--stages");
        if (text.isEmpty()) {
            return EnumSet.allOf(Stage.class);
        }
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String label : Items.of("--stages", text.get())) {
            stages.add(stage(label));
        }
        return stages;
    }

    private static Stage stage(String label) throws UsageException {
        List<String> known = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.label().equals(label)) {
                return stage;
            }
            known.add(stage.label());
        }
        throw new UsageException("--stages: unknown stage `" + label + "`" + Nearest.suggestion(label, known));
    }

    private ImportSettings importing() throws UsageException {
        boolean sample = options.has("--sample");
        List<Path> inputs = new ArrayList<>();
        for (String input : options.inputs()) {
            inputs.add(input.equals(StandardInput.NAME) ? standardInput.orElseThrow() : path("an input", input));
        }
        if (inputs.isEmpty() && !sample) {
            throw new UsageException("no input: name a file or a directory, or use --sample");
        }
        if (!inputs.isEmpty() && sample) {
            throw new UsageException("--sample generates its own ticks: leave it out, or leave out " + inputs.get(0));
        }
        for (String name : Reading.NAMES) {
            String option = "--" + name;
            if (sample && options.find(option).isPresent()) {
                throw new UsageException(
                        option + " says how files are read, and --sample reads none: give one of the two");
            }
        }
        Optional<Instant> from = time("--from");
        Optional<Instant> to = time("--to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new UsageException("--from must be before --to: " + from.get() + " and " + to.get());
        }
        Reading reading = Reading.of(options::find, configuration.reading());
        return new ImportSettings(
                inputs,
                sample,
                options.find("--symbol"),
                reading.layout(),
                reading.clock(),
                pipSize(options.find("--pip-size")),
                from,
                to,
                reading.text(),
                barTime(options.find("--bar-time")),
                options.has("--merge"),
                standardInput);
    }

    static FeedOptions.BarTime barTime(Optional<String> given) throws UsageException {
        String time = given.orElse("open");
        return switch (time) {
            case "open" -> FeedOptions.BarTime.OPEN;
            case "close" -> FeedOptions.BarTime.CLOSE;
            default -> throw new UsageException("--bar-time must be open or close: " + time);
        };
    }

    private Optional<Instant> time(String option) throws UsageException {
        Optional<String> text = options.find(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(TimeArgument.parse(option, text.get()));
    }

    static OptionalDouble pipSize(Optional<String> text) throws UsageException {
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double size = Numbers.positiveDecimal("--pip-size", text.get());
        if (size < LEAST_PIP_SIZE || size > MOST_PIP_SIZE) {
            throw new UsageException("--pip-size must be 1e-10 to 1e6: " + text.get());
        }
        return OptionalDouble.of(size);
    }

    private UniverseGrid universes() throws UsageException {
        UniverseGrid configured = configuration.universes();
        UniverseGrid grid = new UniverseGrid(
                intervals(configured.intervals()),
                lookbacks(configured.lookbacks()),
                configured.minMovementPips(),
                context(configured.context()),
                groups("--add-groups", configured.addGroups()),
                groups("--skip-groups", configured.skipGroups()));
        GridRules.checkAddedGroups("--add-groups", grid.addGroups());
        GridRules.checkCombination(grid);
        return grid;
    }

    private int context(int configured) throws UsageException {
        Optional<String> text = options.find("--context");
        if (text.isEmpty()) {
            return configured;
        }
        int candles = Numbers.positive("--context", text.get());
        GridRules.checkContext("--context", candles);
        return candles;
    }

    private List<String> groups(String option, List<String> configured) throws UsageException {
        Optional<String> text = options.find(option);
        if (text.isEmpty()) {
            return configured;
        }
        List<String> groups = Items.of(option, text.get());
        GridRules.checkGroups(option, groups);
        return groups;
    }

    private List<Integer> intervals(List<Integer> configured) throws UsageException {
        Optional<String> text = options.find("--intervals");
        if (text.isEmpty()) {
            return configured;
        }
        List<Integer> intervals = Numbers.positives("--intervals", text.get());
        GridRules.checkIntervals("--intervals", intervals);
        return intervals;
    }

    private List<Integer> lookbacks(List<Integer> configured) throws UsageException {
        Optional<String> text = options.find("--lookbacks");
        if (text.isEmpty()) {
            return configured;
        }
        List<Integer> lookbacks = Numbers.positives("--lookbacks", text.get());
        GridRules.checkLookbacks("--lookbacks", lookbacks);
        return lookbacks;
    }

    private CacheSettings cache(Path output) throws UsageException {
        Configuration.Cache cache = configuration.cache();
        Path directory = directory("--cache-dir")
                .or(() -> cache.directory().map(workingDirectory::resolve))
                .orElse(output.resolve("cache"));
        if (cache.enabled()) {
            requireApart(directory, output);
        }
        return new CacheSettings(
                cache.enabled(),
                directory,
                options.has("--fresh"),
                options.has("--rehash"),
                cache.skipExistingUniverses() && !options.has("--no-skip-existing"),
                cache.labels(),
                cache.checkpointInterval(),
                audit(),
                cache.limits());
    }

    private double audit() throws UsageException {
        Optional<String> text = options.find("--audit");
        if (text.isPresent() && options.has("--fresh")) {
            throw new UsageException("--fresh reuses nothing that --audit could compare: give one of the two");
        }
        return text.isPresent() ? Numbers.share("--audit", text.get()) : 0;
    }

    /* Published files come and go in folders of their own. */
    private static void requireApart(Path store, Path output) throws UsageException {
        Path place = store.toAbsolutePath().normalize();
        Path results = output.toAbsolutePath().normalize();
        boolean among = place.equals(results);
        for (Stage stage : Stage.values()) {
            among |= place.startsWith(results.resolve(stage.label()));
        }
        if (among) {
            throw new UsageException(
                    "the store cannot be where results are published: choose another --cache-dir: " + store);
        }
    }

    private PublishSettings.Format format() throws UsageException {
        String format = options.find("--format").orElse("parquet");
        return switch (format) {
            case "parquet" -> PublishSettings.Format.PARQUET;
            case "json" -> PublishSettings.Format.JSON;
            default -> throw new UsageException("--format must be parquet or json: " + format);
        };
    }

    private int workers() throws UsageException {
        Optional<String> text = options.find("--workers");
        if (options.has("--sequential")) {
            if (text.isPresent()) {
                throw new UsageException("--sequential means --workers 1: give one of the two");
            }
            return 1;
        }
        if (text.isPresent()) {
            return Numbers.workers("--workers", "a whole number", text.get());
        }
        OptionalInt configured = configuration.workers();
        return configured.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }

    private Optional<Path> directory(String option) throws UsageException {
        Optional<String> text = options.find(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(path(option, text.get()));
    }

    private Path path(String what, String text) throws UsageException {
        if (text.isEmpty()) {
            throw new UsageException(what + " has an empty name");
        }
        try {
            return workingDirectory.resolve(text);
        } catch (InvalidPathException e) {
            throw new UsageException(what + " cannot be a file's name: " + text, e);
        }
    }
}
