package dev.necrozma.cli;

import dev.necrozma.engine.sweep.Cancellation;
import dev.necrozma.market.text.Printable;
import dev.necrozma.pipeline.BadInputException;
import dev.necrozma.pipeline.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds the command that arguments give, runs it, and says in a sentence what went wrong. */
final class Program {

    private static final int HELP_COLUMNS = 110;

    private final Console console;
    private final Pipeline pipeline;
    private final Cancellation cancellation;

    Program(Console console, Pipeline pipeline, Cancellation cancellation) {
        this.console = console;
        this.pipeline = pipeline;
        this.cancellation = cancellation;
    }

    /** Runs the command that {@code args} give; all that it prints has been written when this returns, or could not be. */
    ExitCode run(String... args) {
        ExitCode code = attempt(args);
        boolean lost = console.out().checkError();
        if (lost) {
            console.err().println("necrozma: standard output cannot be written");
        }
        return lost && code == ExitCode.DONE ? ExitCode.STORE : code;
    }

    private ExitCode attempt(String... args) {
        try {
            return dispatch(args);
        } catch (UsageException | BadInputException e) {
            return fail(ExitCode.USAGE, String.valueOf(e.getMessage()), e, args);
        } catch (UnwritableFileException e) {
            return fail(ExitCode.STORE, String.valueOf(e.getMessage()), e, args);
        } catch (IOException e) {
            return fail(ExitCode.STORE, IoSentence.of(e), e, args);
        } catch (UncheckedIOException e) {
            return fail(ExitCode.STORE, IoSentence.of(Objects.requireNonNull(e.getCause())), e, args);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(Signals.exitCode(), "interrupted", e, args);
        } catch (OutOfMemoryError e) {
            return fail(ExitCode.FAILED, MemorySentence.TEXT, e, args);
        } catch (RuntimeException | Error e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                return fail(ExitCode.FAILED, MemorySentence.TEXT, e, args);
            }
            String hint = has("--debug", args) ? "" : "; --debug shows where";
            return fail(ExitCode.FAILED, "unexpected error, please report it: " + e + hint, e, args);
        }
    }

    private ExitCode dispatch(String... args)
            throws UsageException, BadInputException, IOException, InterruptedException {
        CommandLine commandLine = commandLine();
        ParseResult parsed;
        try {
            parsed = commandLine.parseArgs(args);
        } catch (ParameterException e) {
            throw UsageSentence.of(e);
        }
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        if (command.isUsageHelpRequested()) {
            command.commandSpec().commandLine().usage(console.out(), Ansi.OFF);
            return ExitCode.DONE;
        }
        if (command.isVersionHelpRequested()) {
            console.out().println("necrozma " + version());
            return ExitCode.DONE;
        }
        if (!parsed.hasSubcommand()) {
            throw new UsageException("no command: try `necrozma run --sample`, or `necrozma --help`");
        }
        if (parsed.subcommand().commandSpec().name().equals(LabelsOptions.NAME)) {
            return new LabelsCommand(console, cancellation).run(new LabelsOptions(command));
        }
        if (parsed.subcommand().commandSpec().name().equals(CacheOptions.NAME)) {
            return new CacheCommand(console, cancellation).run(new CacheOptions(command));
        }
        if (parsed.subcommand().commandSpec().name().equals(UniversesOptions.NAME)) {
            return new UniversesCommand(console).run(new UniversesOptions(command));
        }
        if (parsed.subcommand().commandSpec().name().equals(InspectOptions.NAME)) {
            return new InspectCommand(console, cancellation).run(new InspectOptions(command));
        }
        switch (parsed.subcommand().commandSpec().name()) {
            case DoctorCommand.NAME -> {
                return new DoctorCommand(console).run(new CacheOptions(command));
            }
            case ValidateCommand.NAME -> {
                return new ValidateCommand(console, cancellation).run(new CacheOptions(command));
            }
            default -> {
                return new RunCommand(console, pipeline, cancellation).run(new RunOptions(command, List.of(args)));
            }
        }
    }

    /**
     * What a run was asked for, for its results to go to {@code place}.
     *
     * @throws UsageException if that cannot be understood any more
     */
    static RunRequest request(RunOrigin origin, Place place) throws UsageException {
        try {
            ParseResult parsed = commandLine().parseArgs(origin.arguments().toArray(String[]::new));
            if (!parsed.hasSubcommand()
                    || !parsed.subcommand().commandSpec().name().equals(RunOptions.NAME)
                    || parsed.subcommand().isUsageHelpRequested()) {
                throw new UsageException("the record of the run does not say what it was asked for: run again");
            }
            RunOptions options = new RunOptions(parsed.subcommand(), origin.arguments());
            if (options.inputs().contains(StandardInput.NAME)) {
                throw new UsageException("standard input was read, which cannot be read again: name a file");
            }
            Configuration configuration = origin.configuration().isPresent()
                    ? ConfigurationFile.parse(origin.configuration().get(), Configuration.FILE_NAME)
                    : Configuration.DEFAULT;
            return new RunArguments(options, configuration, origin.workingDirectory(), Optional.empty())
                    .toRequest(place);
        } catch (ParameterException e) {
            throw new UsageException(
                    "the record of the run says what this program does not understand: " + e.getMessage(), e);
        }
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("necrozma");
        spec.usageMessage()
                .description("Ticks in, universes and labels out, each computed once.")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .footer("", "Start with: necrozma run --sample");
        OptionSpecs.help(spec);
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        spec.addSubcommand(RunOptions.NAME, RunOptions.spec());
        spec.addSubcommand(UniversesOptions.NAME, UniversesOptions.spec());
        spec.addSubcommand(InspectOptions.NAME, InspectOptions.spec());
        spec.addSubcommand(LabelsOptions.NAME, LabelsOptions.spec());
        spec.addSubcommand(CacheOptions.NAME, CacheOptions.spec());
        spec.addSubcommand(
                DoctorCommand.NAME,
                OptionSpecs.ofStore(
                        DoctorCommand.NAME,
                        "Checks configuration, permissions, space, file-system abilities, Java and the store's format."));
        spec.addSubcommand(ValidateCommand.NAME, ValidateCommand.spec());
        return new CommandLine(spec).setExpandAtFiles(false).setUsageHelpWidth(HELP_COLUMNS);
    }

    private ExitCode fail(ExitCode code, String sentence, Throwable cause, String... args) {
        String printable = Printable.sentence(sentence);
        console.err().println("necrozma: " + printable);
        if (has("--debug", args)) {
            cause.printStackTrace(console.err());
        }
        if (has("--json", args)) {
            RunJson.printError(console.out(), code, printable);
        }
        return code;
    }

    /** Whether a flag is among the arguments, even if they could not be understood. */
    private static boolean has(String flag, String... args) {
        List<String> all = List.of(args);
        int end = all.indexOf("--");
        return all.subList(0, end < 0 ? all.size() : end).contains(flag);
    }

    private static String version() {
        return Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
