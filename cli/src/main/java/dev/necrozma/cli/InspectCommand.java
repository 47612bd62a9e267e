package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.market.feed.FeedException;
import dev.necrozma.market.feed.FeedInspector;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.InputFiles;
import dev.necrozma.market.feed.Inspection;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code necrozma inspect}: looks at files, and touches nothing. */
final class InspectCommand {

    private static final int VERSION = 1;

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    /** A file, and what was found or why nothing could be. */
    private record Result(Path file, Optional<Inspected> inspected, String error) {}

    /** Looks at all files; one that cannot be read keeps no other from being shown. */
    ExitCode run(InspectOptions options) throws UsageException, IOException {
        Configuration configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
        Reading reading = Reading.of(options::find, configuration.reading());
        OptionalDouble pip = RunArguments.pipSize(options.find("--pip-size"));
        FeedOptions defaults = FeedOptions.defaults();
        FeedOptions feed = new FeedOptions(
                reading.layout(),
                reading.clock(),
                defaults.maxBadRows(),
                defaults.maxDisorder(),
                reading.text(),
                defaults.barTime());
        List<Result> results = new ArrayList<>();
        for (Path file : files(options.files())) {
            results.add(inspect(file, feed, options.find("--symbol"), pip));
        }
        boolean failed = results.stream().anyMatch(result -> result.inspected().isEmpty());
        ExitCode code = failed ? ExitCode.USAGE : ExitCode.DONE;
        if (options.has("--json")) {
            printJson(results, code);
        } else {
            printPages(results);
        }
        return code;
    }

    private static Result inspect(Path file, FeedOptions options, Optional<String> symbol, OptionalDouble pip)
            throws IOException {
        try {
            Inspection found = FeedInspector.inspect(file, options, symbol.map(Inspected::plain));
            return new Result(file, Optional.of(Inspected.of(file, found, symbol, pip)), "");
        } catch (FeedException e) {
            return new Result(file, Optional.empty(), String.valueOf(e.getMessage()));
        } catch (FileSystemException e) {
            return new Result(file, Optional.empty(), IoSentence.problem(e));
        }
    }

    private List<Path> files(List<String> names) throws UsageException, IOException {
        if (names.isEmpty()) {
            throw new UsageException("no file: name one, as in `necrozma inspect ticks.csv`");
        }
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            try {
                files.add(console.workingDirectory().resolve(name));
            } catch (InvalidPathException e) {
                throw new UsageException("a file cannot be called so: " + name, e);
            }
        }
        try {
            return InputFiles.expand(files, directory -> false).files();
        } catch (FeedException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void printPages(List<Result> results) {
        for (Result result : results) {
            result.inspected().ifPresent(inspected -> new InspectPage(console.out(), inspected).print());
            if (result.inspected().isEmpty()) {
                console.err().println("necrozma: " + result.error());
            }
        }
        console.out().flush();
    }

    private void printJson(List<Result> results, ExitCode code) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("files");
            InspectJson files = new InspectJson(json);
            for (Result result : results) {
                if (result.inspected().isPresent()) {
                    files.write(result.inspected().get());
                } else {
                    files.writeError(result.file().toString(), result.error());
                    console.err().println("necrozma: " + result.error());
                }
            }
            json.writeEndArray();
            json.writeNumberField("exit_code", code.status());
            json.writeEndObject();
        }
        console.out().println(text);
        console.out().flush();
    }
}
