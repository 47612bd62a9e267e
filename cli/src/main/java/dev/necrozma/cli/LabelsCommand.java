package dev.necrozma.cli;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.LabelResults;
import java.io.IOException;
import java.nio.file.Path;

/** {@code necrozma labels}. */
final class LabelsCommand {

    private final Console console;
    private final Cancellation cancellation;

    LabelsCommand(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    ExitCode run(LabelsOptions options) throws UsageException, BadInputException, IOException, InterruptedException {
        if (options.command().equals(LabelsOptions.NAME)) {
            throw new UsageException("no command: try `necrozma labels list`, or `necrozma labels --help`");
        }
        if (options.command().equals(LabelsOptions.LIST)) {
            try (LabelResults results = open(options)) {
                warnIfNotShown(results);
                LostResults.tell(console.err(), results.lost(), "configurations of labels");
                if (options.json()) {
                    LabelsJson.printList(console.out(), results);
                } else {
                    new LabelsPage(console.out(), results).printList();
                }
            }
            return ExitCode.DONE;
        }
        LabelSpec spec = spec(options);
        if (options.command().equals(LabelsOptions.SHOW)) {
            try (LabelResults results = open(options)) {
                warnIfNotShown(results);
                if (options.json()) {
                    LabelsJson.print(console.out(), results, spec);
                } else {
                    new LabelsPage(console.out(), results).print(spec);
                }
            }
        } else {
            Path file = Place.path(
                    console.workingDirectory(),
                    "--output",
                    options.find("--output").orElse(spec.name() + ".parquet"));
            ExportedFile exported = ExportedFile.at(new LocalDisk(), file);
            try (LabelResults results = open(options)) {
                int rows = exported.write(out -> results.writeTable(spec, out), cancellation);
                console.out().println(spec.name() + ": " + Numbers.grouped(rows) + " rows in " + file);
            }
        }
        return ExitCode.DONE;
    }

    private void warnIfNotShown(LabelResults results) {
        if (results.folderShowsAnotherDataset()) {
            console.err()
                    .println("necrozma: the folder shows another dataset since: these labels are of run "
                            + results.runId() + " of " + results.started());
        }
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
        Place place = Place.of(console.workingDirectory(), configuration, Place.RESULTS, options::find);
        return LabelResults.open(place.output(), place.store());
    }
}
