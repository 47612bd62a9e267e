package dev.necrozma.cli;

import dev.necrozma.market.universe.UniverseSummary;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.UniverseResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code necrozma universes}. */
final class UniversesCommand {

    private final Console console;

    UniversesCommand(Console console) {
        this.console = console;
    }

    ExitCode run(UniversesOptions options) throws UsageException, BadInputException, IOException {
        if (options.command().equals(UniversesOptions.NAME)) {
            throw new UsageException("no command: try `necrozma universes list`, or `necrozma universes --help`");
        }
        if (options.command().equals(UniversesOptions.LIST)) {
            list(options);
        } else {
            show(options);
        }
        return ExitCode.DONE;
    }

    private void list(UniversesOptions options) throws UsageException, BadInputException, IOException {
        try (UniverseResults results = open(options)) {
            if (options.has("--json")) {
                listAsJson(results);
                return;
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("universe", "events"));
            for (String name : results.names()) {
                rows.add(List.of(name, Numbers.grouped(results.rows(name))));
            }
            Columns.lines(rows, 1).forEach(console.out()::println);
            LostResults.tell(console.err(), results.lost(), "universes");
        }
    }

    private void listAsJson(UniverseResults results) throws BadInputException {
        Map<String, Long> events = new LinkedHashMap<>();
        for (String name : results.names()) {
            events.put(name, results.rows(name));
        }
        JsonLine.print(console.out(), json -> {
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeArrayFieldStart("universes");
            for (Map.Entry<String, Long> universe : events.entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", universe.getKey());
                json.writeNumberField("events", universe.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void show(UniversesOptions options) throws UsageException, BadInputException, IOException {
        String name = options.universe()
                .orElseThrow(() ->
                        new UsageException("no universe: name one, as in `necrozma universes show universe_5m_20lb`"));
        UniverseSummary summary;
        try (UniverseResults results = open(options)) {
            summary = new UniverseSummary(results.table(name));
        }
        if (options.has("--json")) {
            UniverseSummaryJson.print(console.out(), summary);
        } else {
            new UniversePage(console.out(), summary).print();
        }
    }

    private UniverseResults open(UniversesOptions options) throws UsageException, BadInputException, IOException {
        Configuration configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
        Place place = Place.of(console.workingDirectory(), configuration, Place.RESULTS, options::find);
        return UniverseResults.open(place.output(), place.store());
    }
}
