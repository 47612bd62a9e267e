package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code necrozma validate}: whether what the program promises holds on this machine and these data. */
final class ValidateCommand {

    static final String NAME = "validate";

    private final Console console;
    private final Cancellation cancellation;

    ValidateCommand(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    static CommandSpec spec() {
        CommandSpec spec = OptionSpecs.ofStore(
                NAME,
                "Tries out on this machine what is promised: cold, cached, fresh, interrupted, changed, damaged, two processes.");
        spec.remove(spec.findOption("--output"));
        spec.remove(spec.findOption("--cache-dir"));
        OptionSpecs.value(spec, "--symbol", "S", "The instrument; default: from the content or the name of the files.");
        OptionSpecs.value(
                spec, "--work", "DIR", "Where to work; all is deleted at the end. Default: the temporary folder.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("INPUT")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Files and directories as for run; default: the sample.")
                .build());
        return spec;
    }

    ExitCode run(CacheOptions options) throws UsageException, BadInputException, IOException, InterruptedException {
        Configuration.read(console.workingDirectory(), options.find("--config")); // says now what is wrong with it
        Optional<String> place = options.find("--work");
        Path parent = place.isPresent()
                ? Place.path(console.workingDirectory(), "--work", place.get())
                : Path.of(System.getProperty("java.io.tmpdir"));
        Files.createDirectories(parent);
        Path work = Files.createTempDirectory(parent, "necrozma-validate-");
        List<Validation.Check> checks;
        try {
            checks = new Validation(console, work, arguments(options), options.has("--json"), cancellation).run();
        } finally {
            delete(work);
        }
        boolean failed = checks.stream().anyMatch(check -> !check.passed());
        ExitCode code = cancellation.isCancelled() ? Signals.exitCode() : failed ? ExitCode.FAILED : ExitCode.DONE;
        if (options.has("--json")) {
            JsonLine.print(console.out(), generator -> {
                generator.writeStartObject();
                generator.writeArrayFieldStart("checks");
                for (Validation.Check check : checks) {
                    generator.writeStartObject();
                    generator.writeStringField("promise", check.promise());
                    generator.writeBooleanField("passed", check.passed());
                    generator.writeNumberField("seconds", check.seconds());
                    generator.writeStringField("detail", check.detail());
                    generator.writeEndObject();
                }
                generator.writeEndArray();
                generator.writeNumberField("exit_code", code.status());
                generator.writeEndObject();
            });
        } else {
            print(checks);
        }
        return code;
    }

    private void print(List<Validation.Check> checks) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "promise", "found", "seconds"));
        for (Validation.Check check : checks) {
            rows.add(List.of(
                    check.passed() ? "PASS" : "FAIL",
                    check.promise(),
                    check.detail(),
                    Numbers.oneDecimal(check.seconds())));
        }
        Columns.fitted(rows, 3, 2).forEach(console.out()::println);
        long failed = checks.stream().filter(check -> !check.passed()).count();
        console.out().println(failed == 0 ? "all promises held" : failed + " of " + checks.size() + " did not hold");
    }

    private List<String> arguments(CacheOptions options) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        if (options.names().isEmpty()) {
            arguments.add("--sample");
        } else {
            arguments.addAll(options.names());
        }
        options.find("--symbol").ifPresent(symbol -> arguments.addAll(List.of("--symbol", symbol)));
        options.find("--config").ifPresent(file -> arguments.addAll(List.of("--config", file)));
        return arguments;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
