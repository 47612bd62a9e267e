package dev.necrozma.cli;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.CopiedRows;
import dev.necrozma.pipeline.ForexPipeline;
import dev.necrozma.pipeline.RunReport;
import dev.necrozma.pipeline.RunRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The runs of {@code necrozma validate}, all below one folder, and what they show. */
final class Validation {

    private static final long PROCESS_SECONDS = 1_800;

    private final Console console;
    private final Path work;
    private final List<String> arguments;
    private final boolean quiet;
    private final Cancellation cancellation;
    private final List<Check> checks = new ArrayList<>();
    private SortedMap<String, Fingerprint> expected = new TreeMap<>();
    private double coldSeconds;

    /** @param arguments of a run, without an output folder */
    Validation(Console console, Path work, List<String> arguments, boolean quiet, Cancellation cancellation) {
        this.console = console;
        this.work = work;
        this.arguments = arguments;
        this.quiet = quiet;
        this.cancellation = cancellation;
    }

    /** One promise, and whether it held. */
    record Check(String promise, boolean passed, double seconds, String detail) {}

    private record Found(boolean passed, String detail) {}

    private interface Trial {
        Found run() throws UsageException, BadInputException, IOException, InterruptedException;
    }

    List<Check> run() throws UsageException, BadInputException, IOException, InterruptedException {
        cold();
        check("nothing is computed twice", this::cached);
        check("a fresh run gives the same bytes", this::fresh);
        check("an interrupted run goes on", this::interrupted);
        check("one changed row is noticed", this::changedRow);
        check("a damaged file is noticed and healed", this::damaged);
        check("two processes share the work", this::twoProcesses);
        return checks;
    }

    /* Its failure is one of the input or the machine: nothing can be said without it. */
    private void cold() throws UsageException, BadInputException, IOException, InterruptedException {
        tell("computing everything once");
        long start = System.nanoTime();
        RunReport report = run("cold", arguments, cancellation);
        coldSeconds = (System.nanoTime() - start) / 1e9;
        expected = published("cold");
        checks.add(new Check(
                "everything can be computed",
                !report.hasFailures() && !report.cancelled() && !expected.isEmpty(),
                coldSeconds,
                computed(report) + " units, " + expected.size() + " files published"));
    }

    private void check(String promise, Trial trial) throws InterruptedException {
        if (cancellation.isCancelled()) {
            return;
        }
        tell(promise);
        long start = System.nanoTime();
        Found found;
        try {
            found = trial.run();
        } catch (UsageException | BadInputException e) {
            found = new Found(false, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            found = new Found(false, IoSentence.problem(e));
        }
        checks.add(new Check(promise, found.passed(), (System.nanoTime() - start) / 1e9, found.detail()));
    }

    private Found cached() throws UsageException, BadInputException, IOException, InterruptedException {
        long start = System.nanoTime();
        RunReport again = run("cold", arguments, cancellation);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Found(
                computed(again) == 0 && published("cold").equals(expected),
                computed(again) + " computed, " + Numbers.oneDecimal(coldSeconds - seconds) + " s saved, "
                        + Numbers.oneDecimal(coldSeconds / seconds) + " times as fast; " + perStage(again));
    }

    private static String perStage(RunReport report) {
        List<String> saved = new ArrayList<>();
        for (StageRecord stage : report.stages()) {
            if (stage.name().equals("universes") || stage.name().equals("labels")) {
                saved.add(stage.name() + " " + Numbers.oneDecimal(stage.secondsSaved()) + " s");
            }
        }
        return String.join(", ", saved);
    }

    private Found fresh() throws UsageException, BadInputException, IOException, InterruptedException {
        RunReport fresh = run("cold", with("--fresh"), cancellation);
        long reused = fresh.stages().stream().mapToLong(StageRecord::reused).sum();
        long differing = fresh.stages().stream()
                .flatMap(stage -> stage.units().stream())
                .filter(StageRecord.Unit::differs)
                .count();
        return new Found(
                reused == 0 && differing == 0 && published("cold").equals(expected),
                computed(fresh) + " computed again, " + differing + " came out different");
    }

    private Found interrupted() throws UsageException, BadInputException, IOException, InterruptedException {
        Cancellation stop = new Cancellation(Duration.ofSeconds(5));
        StopAfter listener = new StopAfter(stop, Math.max(1, expected.size() / 20));
        RunReport first = ForexPipeline.run(request("interrupted", arguments), listener, stop);
        RunReport second = run("interrupted", arguments, cancellation);
        boolean same = published("interrupted").equals(expected);
        int total = units(second);
        return new Found(
                first.cancelled() && same && computed(first) + computed(second) == total,
                computed(first) + " before, " + computed(second) + " after, " + total + " units in all"
                        + (same ? ", the same bytes" : ", OTHER BYTES"));
    }

    private Found changedRow() throws UsageException, BadInputException, IOException, InterruptedException {
        Path copy = work.resolve("rows.csv");
        Path changed = work.resolve("changed.csv");
        CopiedRows.write(work.resolve("cold/cache"), copy, false);
        CopiedRows.write(work.resolve("cold/cache"), changed, true);
        RunReport known = run("cold", arguments, cancellation);
        String universe = first(known, "universes");
        List<String> sample = List.of(
                "--only",
                universe + "," + first(known, "labels"),
                "--symbol",
                known.dataset().orElseThrow().symbol());
        RunReport before = run("rows", of(copy, sample), cancellation);
        RunReport after = run("rows", of(changed, sample), cancellation);
        String why = after.stages().stream()
                .flatMap(stage -> stage.units().stream())
                .filter(unit -> unit.name().equals(universe))
                .map(StageRecord.Unit::detail)
                .findFirst()
                .orElse("");
        boolean other = !before.dataset().equals(after.dataset());
        RunReport back = run("rows", of(copy, sample), cancellation);
        return new Found(
                other && why.startsWith("input `candles/") && computed(back) == 0,
                why.isEmpty() ? "the universe was not computed again" : universe + ": " + why);
    }

    private static String first(RunReport report, String stage) throws BadInputException {
        return report.stages().stream()
                .filter(record -> record.name().equals(stage))
                .flatMap(record -> record.units().stream())
                .map(StageRecord.Unit::name)
                .findFirst()
                .orElseThrow(() -> new BadInputException("there are no " + stage));
    }

    private Found damaged() throws UsageException, BadInputException, IOException, InterruptedException {
        Path largest;
        try (Stream<Path> files = Files.walk(work.resolve("cold/universes"))) {
            largest = files.filter(file -> file.toString().endsWith(".parquet"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow(() -> new BadInputException("no universe was published"));
        }
        String name = Fingerprint.of(Files.readAllBytes(largest)).toString();
        Path object =
                work.resolve("cold/cache/objects").resolve(name.substring(0, 2)).resolve(name);
        byte[] bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 1;
        Files.write(object, bytes);
        Files.delete(largest);
        RunReport healed = run("cold", arguments, cancellation);
        return new Found(
                computed(healed) >= 1
                        && !healed.incidents().isEmpty()
                        && published("cold").equals(expected),
                healed.incidents().isEmpty()
                        ? "not noticed"
                        : computed(healed) + " computed again, the same bytes; " + largest.getFileName());
    }

    private Found twoProcesses() throws UsageException, BadInputException, IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (String output : List.of("one", "two")) {
                processes.add(start(output));
            }
            int computed = 0;
            for (Process process : processes) {
                if (!process.waitFor(PROCESS_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return new Found(false, "a process ended badly");
                }
            }
            for (String output : List.of("one", "two")) {
                computed += Integer.parseInt(
                        Files.readString(work.resolve(output + ".computed")).strip());
            }
            RunReport report = run("cold", arguments, cancellation);
            boolean same = published("one").equals(expected) && published("two").equals(expected);
            return new Found(
                    same && computed == units(report),
                    computed + " computed by both together, " + units(report) + " units"
                            + (same ? ", the same bytes" : ", OTHER BYTES"));
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(String output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ValidationProcess.class.getName(),
                work.resolve(output + ".computed").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--output", work.resolve(output).toString()));
        command.addAll(List.of("--cache-dir", work.resolve("shared").toString()));
        return new ProcessBuilder(command)
                .directory(console.workingDirectory().toAbsolutePath().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> with(String argument) {
        return Stream.concat(arguments.stream(), Stream.of(argument)).toList();
    }

    private static List<String> of(Path input, List<String> more) {
        return Stream.concat(Stream.of("run", input.toString()), more.stream()).toList();
    }

    private RunReport run(String output, List<String> of, Cancellation until)
            throws UsageException, BadInputException, IOException, InterruptedException {
        return ForexPipeline.run(request(output, of), silent(), until);
    }

    private RunRequest request(String output, List<String> of) throws UsageException {
        Path folder = work.resolve(output);
        List<String> files = new ArrayList<>(of);
        int config = files.indexOf("--config");
        RunOrigin origin = RunOrigin.of(
                of, console.workingDirectory(), config < 0 ? Optional.empty() : Optional.of(files.get(config + 1)));
        return Program.request(origin, new Place(folder, folder.resolve("cache")));
    }

    private static SilentProgress silent() {
        return new SilentProgress(new PrintStream(OutputStream.nullOutputStream()));
    }

    private SortedMap<String, Fingerprint> published(String output) throws IOException {
        SortedMap<String, Fingerprint> published = new TreeMap<>();
        Path folder = work.resolve(output);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith("cache") && !name.startsWith(".")) {
                    published.put(name, Fingerprint.of(Files.readAllBytes(file)));
                }
            }
        }
        return published;
    }

    private static int computed(RunReport report) {
        return report.stages().stream().mapToInt(StageRecord::computed).sum();
    }

    private static int units(RunReport report) {
        return report.stages().stream().mapToInt(RunTable::units).sum();
    }

    private void tell(String what) {
        if (!quiet) {
            console.err().println("validating: " + what);
        }
    }

    /** Cancels a run once so many units have ended and labels are computed; at their start if there are few. */
    private static final class StopAfter extends SilentProgress {

        /* So many may be done before the first of them is told of. */
        private static final int FEW = 40;

        private final Cancellation stop;
        private int left;

        StopAfter(Cancellation stop, int units) {
            super(new PrintStream(OutputStream.nullOutputStream()));
            this.stop = stop;
            this.left = units;
        }

        @Override
        public void stageStarted(String stage, int units, int reused) {
            if (stage.equals("labels") && units <= FEW) {
                stop.cancel();
            }
        }

        @Override
        public synchronized void unitEnded(String stage, String unit, boolean saved) {
            left--;
            if (left <= 0 && stage.equals("labels")) {
                stop.cancel();
            }
        }
    }
}
