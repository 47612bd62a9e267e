package dev.necrozma.cli;

import dev.necrozma.engine.archive.Archive;
import dev.necrozma.engine.archive.ArchiveException;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.retention.RetentionLimits;
import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.stats.StoredResult;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.Results;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** {@code necrozma cache}. */
final class CacheCommand {

    private final Console console;
    private final Cancellation cancellation;

    CacheCommand(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    ExitCode run(CacheOptions options) throws UsageException, BadInputException, IOException, InterruptedException {
        if (options.command().equals(CacheOptions.NAME)) {
            throw new UsageException("no command: try `necrozma cache stats`, or `necrozma cache --help`");
        }
        Configuration configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
        Place place = Place.of(console.workingDirectory(), configuration, Place.OUTPUT, options::find);
        if (options.command().equals(CacheOptions.VERIFY)) {
            return new VerifyCommand(console, cancellation).run(options, place);
        }
        CachePages pages = new CachePages(console.out(), options.has("--json"), Clock.systemUTC());
        switch (options.command()) {
            case CacheOptions.STATS -> pages.stats(open(place));
            case CacheOptions.LIST -> pages.list(new CacheFilter(options, Clock.systemUTC()).of(open(place)));
            case CacheOptions.SHOW -> {
                String name = name(options, "universe_5m_20lb");
                StoreContents contents = open(place);
                pages.show(contents, NamedResult.find(contents, name));
            }
            case CacheOptions.EXPLAIN -> {
                requireStore(place);
                pages.explain(new CacheExplanation(place).of(name(options, "universe_5m_20lb")));
            }
            case CacheOptions.DIFF -> pages.diff(RunDifference.of(open(place), options.names()));
            case CacheOptions.GC -> collect(options, configuration, place, pages);
            case CacheOptions.CLEAR -> clear(options, place, pages);
            case CacheOptions.EXPORT -> export(options, place, pages);
            default -> importFrom(options, place, pages);
        }
        return ExitCode.DONE;
    }

    private static StoreContents open(Place place) throws UsageException, IOException {
        try {
            return StoreContents.read(new LocalDisk(), place.store(), Clock.systemUTC());
        } catch (NoSuchFileException absent) {
            throw noStore(place);
        }
    }

    private static UsageException noStore(Place place) {
        return new UsageException(
                "there is no store in " + place.store() + ": run first, or say where with --output or --cache-dir");
    }

    private static void requireStore(Place place) throws UsageException {
        if (!Files.exists(place.store().resolve("FORMAT"))) {
            throw noStore(place);
        }
    }

    private static String name(CacheOptions options, String example) throws UsageException {
        if (options.names().isEmpty()) {
            throw new UsageException("no name: name a result, as in `necrozma cache " + options.command() + " "
                    + example + "`; `necrozma cache list` lists them");
        }
        return options.names().get(0);
    }

    private void collect(CacheOptions options, Configuration configuration, Place place, CachePages pages)
            throws UsageException, IOException {
        RetentionLimits limits = limits(options, configuration.cache().limits());
        if (limits.isNone()) {
            throw new UsageException("no limit: give --max-size, --max-age or --keep-last, or set cache.max_size,"
                    + " cache.max_age, cache.keep_last or cache.expire in the configuration");
        }
        requireStore(place);
        if (options.has("--dry-run")) {
            pages.collected(dev.necrozma.pipeline.Necrozma.plan(place.store(), limits), limits, true);
            return;
        }
        try (var necrozma = dev.necrozma.pipeline.Necrozma.open(place.store())) {
            pages.collected(necrozma.collect(limits), limits, false);
        }
    }

    private static RetentionLimits limits(CacheOptions options, RetentionLimits configured) throws UsageException {
        Optional<String> size = options.find("--max-size");
        Optional<String> age = options.find("--max-age");
        Optional<String> last = options.find("--keep-last");
        return new RetentionLimits(
                size.isPresent() ? OptionalLong.of(Sizes.parse("--max-size", size.get())) : configured.maxBytes(),
                age.isPresent() ? Optional.of(Spans.parse("--max-age", age.get())) : configured.maxAge(),
                configured.expire(),
                last.isPresent() ? OptionalInt.of(Numbers.positive("--keep-last", last.get())) : configured.keepLast());
    }

    private void clear(CacheOptions options, Place place, CachePages pages) throws UsageException, IOException {
        List<String> kinds = Arrays.stream(Results.values()).map(Results::label).toList();
        if (options.names().isEmpty()) {
            throw new UsageException("no kind: name one of " + String.join(", ", kinds));
        }
        String name = options.names().get(0);
        Results kind = Arrays.stream(Results.values())
                .filter(known -> known.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown kind `" + name + "`" + Nearest.suggestion(name, kinds)));
        requireStore(place);
        try (var necrozma = dev.necrozma.pipeline.Necrozma.open(place.store())) {
            List<Artifact> there = necrozma.results(kind);
            if (!options.has("--yes") && !there.isEmpty()) {
                String what = there.size() + " results of " + name + " in " + place.store();
                if (console.terminalColumns().isEmpty()) {
                    throw new UsageException(what + " would be deleted: add --yes to delete them");
                }
                if (!confirms("delete " + what + "? [y/N] ")) {
                    throw new UsageException("nothing was deleted");
                }
            }
            pages.cleared(name, necrozma.clear(kind));
        }
    }

    /* What stands in the way of an answer is no. */
    private boolean confirms(String question) throws IOException {
        console.err().print(question);
        console.err().flush();
        StringBuilder answer = new StringBuilder();
        for (int c = console.in().read(); c >= 0 && c != '\n'; c = console.in().read()) {
            answer.append((char) c);
        }
        String said = answer.toString().strip().toLowerCase(Locale.ROOT);
        return said.equals("y") || said.equals("yes");
    }

    private void export(CacheOptions options, Place place, CachePages pages)
            throws UsageException, BadInputException, IOException, InterruptedException {
        Path file = file(options);
        StoreContents contents = open(place);
        List<Artifact> results = new ArrayList<>();
        Optional<String> stages = options.find("--stage");
        Set<String> wanted = stages.isPresent() ? new HashSet<>(Items.of("--stage", stages.get())) : Set.of();
        CacheFilter.requireKnown(wanted, contents);
        for (StoredResult result : contents.results()) {
            if (wanted.isEmpty() || wanted.contains(result.stage())) {
                results.add(result.artifact());
            }
        }
        ExportedFile exported = ExportedFile.at(new LocalDisk(), file);
        int written = exported.write(
                out -> Archive.write(contents.view(), results, out).results(), cancellation);
        long bytes = results.stream().mapToLong(Artifact::sizeBytes).sum();
        pages.exported(file, new Archive.Summary(written, bytes));
    }

    private void importFrom(CacheOptions options, Place place, CachePages pages) throws UsageException, IOException {
        Path file = file(options);
        try {
            Archive.Summary summary;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                summary = Archive.check(in);
            }
            try (DirectoryStore store = DirectoryStore.open(new LocalDisk(), place.store(), Clock.systemUTC());
                    InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                pages.imported(file, summary, Archive.add(in, store));
            }
        } catch (ArchiveException bad) {
            throw new UsageException(file + ": " + bad.getMessage(), bad);
        } catch (NoSuchFileException absent) {
            throw new UsageException("no such archive: " + file, absent);
        }
    }

    private Path file(CacheOptions options) throws UsageException {
        if (options.names().isEmpty()) {
            throw new UsageException(
                    "no file: name the archive, as in `necrozma cache " + options.command() + " results.necrozma`");
        }
        return Place.path(console.workingDirectory(), "FILE", options.names().get(0));
    }
}
