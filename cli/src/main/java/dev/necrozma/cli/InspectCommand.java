package dev.necrozma.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.market.feed.FeedException;
import dev.necrozma.market.feed.FeedInspector;
import dev.necrozma.market.feed.FeedOptions;
import dev.necrozma.market.feed.InputFiles;
import dev.necrozma.market.feed.Inspection;
import dev.necrozma.market.text.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code necrozma inspect}: looks at files, and touches nothing. */
final class InspectCommand {

    private static final int VERSION = 1;

    private final Console console;
    private final Cancellation cancellation;

    InspectCommand(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    /**
     * A file, and what was found or why nothing could be.
     *
     * @param code what the program would exit with if there were no other
     */
    private record Result(Path file, Optional<Inspected> inspected, String error, ExitCode code) {}

    /** Looks at all files; one that cannot be read keeps no other from being shown. */
    ExitCode run(InspectOptions options) throws UsageException, IOException, InterruptedException {
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
                RunArguments.barTime(options.find("--bar-time")));
        if (!options.files().contains(StandardInput.NAME)) {
            return run(options, feed, pip, Optional.empty());
        }
        try (StandardInput input = StandardInput.copy(console.in(), cancellation)) {
            return run(options, feed, pip, Optional.of(input.file()));
        }
    }

    private ExitCode run(InspectOptions options, FeedOptions feed, OptionalDouble pip, Optional<Path> standardInput)
            throws UsageException, IOException {
        List<Result> results = new ArrayList<>();
        InputFiles files = files(options.files(), standardInput);
        for (Path file : files.files()) {
            boolean piped = standardInput.equals(Optional.of(file));
            Path shown = piped ? Path.of(StandardInput.CALLED) : file;
            results.add(inspect(file, files.named(file), shown, feed, options.find("--symbol"), pip));
        }
        ExitCode code = results.stream()
                .map(Result::code)
                .max(Comparator.naturalOrder())
                .orElse(ExitCode.DONE);
        if (options.has("--json")) {
            printJson(results, code);
        } else {
            printPages(results);
        }
        return code;
    }

    /* The file that holds standard input is shown as what it stands for. */
    private static Result inspect(
            Path file, Path named, Path shown, FeedOptions options, Optional<String> symbol, OptionalDouble pip)
            throws IOException {
        try {
            Inspection found = FeedInspector.inspect(file, options, symbol.map(Inspected::plain), named)
                    .called(file.toString(), shown.toString());
            return new Result(shown, Optional.of(Inspected.of(shown, found, symbol, pip)), "", ExitCode.DONE);
        } catch (FeedException e) {
            return new Result(
                    shown,
                    Optional.empty(),
                    String.valueOf(e.getMessage()).replace(file.toString(), shown.toString()),
                    ExitCode.USAGE);
        } catch (FileSystemException e) {
            boolean ours = e instanceof NoSuchFileException || e instanceof AccessDeniedException;
            return new Result(shown, Optional.empty(), IoSentence.problem(e), ours ? ExitCode.USAGE : ExitCode.STORE);
        }
    }

    private InputFiles files(List<String> names, Optional<Path> standardInput) throws UsageException, IOException {
        if (names.isEmpty()) {
            throw new UsageException("no file: name one, as in `necrozma inspect ticks.csv`");
        }
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            try {
                files.add(
                        name.equals(StandardInput.NAME)
                                ? standardInput.orElseThrow()
                                : console.workingDirectory().resolve(name));
            } catch (InvalidPathException e) {
                throw new UsageException("a file cannot be called so: " + name, e);
            }
        }
        try {
            return InputFiles.expand(files, directory -> false);
        } catch (FeedException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void printPages(List<Result> results) {
        for (Result result : results) {
            result.inspected().ifPresent(inspected -> new InspectPage(console.out(), inspected).print());
            if (result.inspected().isEmpty()) {
                console.err().println("necrozma: " + Printable.sentence(result.error()));
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
                    console.err().println("necrozma: " + Printable.sentence(result.error()));
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
