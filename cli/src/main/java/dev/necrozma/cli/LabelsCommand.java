package dev.necrozma.cli;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.LabelResults;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code necrozma labels}. */
final class LabelsCommand {

    private final Console console;

    LabelsCommand(Console console) {
        this.console = console;
    }

    ExitCode run(LabelsOptions options) throws UsageException, BadInputException, IOException {
        if (options.command().equals(LabelsOptions.NAME)) {
            throw new UsageException("no command: try `necrozma labels list`, or `necrozma labels --help`");
        }
        if (options.command().equals(LabelsOptions.LIST)) {
            try (LabelResults results = open(options)) {
                new LabelsPage(console.out(), results).printList();
            }
            return ExitCode.DONE;
        }
        LabelSpec spec = spec(options);
        if (options.command().equals(LabelsOptions.SHOW)) {
            try (LabelResults results = open(options)) {
                new LabelsPage(console.out(), results).print(spec);
            }
        } else {
            Path file = path("--output", options.find("--output").orElse(spec.name() + ".parquet"));
            try (LabelResults results = open(options)) {
                export(results, spec, file);
            }
        }
        return ExitCode.DONE;
    }

    private static LabelSpec spec(LabelsOptions options) throws UsageException {
        String name = options.configuration()
                .orElseThrow(() -> new UsageException(
                        "no configuration: name one, as in `necrozma labels " + options.command() + " T10_S5_H60`"));
        try {
            return LabelSpec.parse(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private LabelResults open(LabelsOptions options) throws UsageException, BadInputException, IOException {
        Configuration configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
        Optional<String> results = options.find("--results");
        Path output = results.isPresent()
                ? path("--results", results.get())
                : console.workingDirectory().resolve(configuration.outputDirectory());
        Optional<String> cache = options.find("--cache-dir");
        Path store = cache.isPresent()
                ? path("--cache-dir", cache.get())
                : configuration
                        .cache()
                        .directory()
                        .map(console.workingDirectory()::resolve)
                        .orElse(output.resolve("cache"));
        return LabelResults.open(output, store);
    }

    /* A file that is there is replaced, once the new one is whole. */
    private void export(LabelResults results, LabelSpec spec, Path file) throws BadInputException, IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory: choose another --output");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        int rows;
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                rows = results.writeTable(spec, out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        console.out().println(spec.name() + ": " + Numbers.grouped(rows) + " rows in " + file);
    }

    private Path path(String option, String text) throws UsageException {
        if (text.isEmpty()) {
            throw new UsageException(option + " has an empty name");
        }
        try {
            return console.workingDirectory().resolve(text);
        } catch (InvalidPathException e) {
            throw new UsageException(option + " cannot be a file's name: " + text, e);
        }
    }
}
