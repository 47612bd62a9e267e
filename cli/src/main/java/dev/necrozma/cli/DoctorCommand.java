package dev.necrozma.cli;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.store.StoreView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code necrozma doctor}: whether this machine and these places can do what the store needs. */
final class DoctorCommand {

    static final String NAME = "doctor";

    private static final int LEAST_JAVA = 17;
    private static final long LITTLE_SPACE = 2_000_000_000L;
    private static final List<String> NETWORK =
            List.of("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "lustre", "ceph");

    private final Console console;
    private final List<Finding> findings = new ArrayList<>();

    DoctorCommand(Console console) {
        this.console = console;
    }

    /** How bad a finding is. */
    enum Grade {
        OK,
        WARNING,
        PROBLEM
    }

    /** What was looked at, and what was found. */
    record Finding(Grade grade, String subject, String text) {}

    ExitCode run(CacheOptions options) throws UsageException {
        java();
        ExitCode code = ExitCode.DONE;
        Configuration configuration = Configuration.DEFAULT;
        try {
            configuration = Configuration.read(console.workingDirectory(), options.find("--config"));
            add(Grade.OK, "configuration", "can be understood");
        } catch (UsageException bad) {
            add(Grade.PROBLEM, "configuration", String.valueOf(bad.getMessage()));
            code = ExitCode.USAGE;
        }
        Place place = Place.of(console.workingDirectory(), configuration, Place.OUTPUT, options::find);
        format(place.store());
        place("store", place.store());
        place("output", place.output());
        print(options.has("--json"));
        boolean storeProblem = findings.stream()
                .anyMatch(finding ->
                        finding.grade() == Grade.PROBLEM && !finding.subject().equals("configuration"));
        return storeProblem ? ExitCode.STORE : code;
    }

    private void add(Grade grade, String subject, String text) {
        findings.add(new Finding(grade, subject, text));
    }

    private void java() {
        int feature = Runtime.version().feature();
        add(
                feature >= LEAST_JAVA ? Grade.OK : Grade.PROBLEM,
                "java",
                Runtime.version() + " in " + System.getProperty("java.home") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, heap of at most "
                        + Sizes.text(Runtime.getRuntime().maxMemory()));
    }

    private void format(Path store) {
        try {
            StoreView view = StoreView.open(new LocalDisk(), store, Clock.systemUTC());
            add(
                    Grade.OK,
                    "store format",
                    "known; " + Numbers.grouped(view.artifacts().size()) + " results in " + store);
            view.incidents().forEach(incident -> add(Grade.WARNING, "store format", incident));
        } catch (NoSuchFileException absent) {
            add(Grade.OK, "store format", "there is no store in " + store + " yet; the first run makes it");
        } catch (IOException bad) {
            add(Grade.PROBLEM, "store format", IoSentence.problem(bad));
        }
    }

    /* The folder itself, or where it would be made. */
    private void place(String name, Path directory) {
        Path there = directory.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            add(Grade.PROBLEM, name, there + " is a file, not a directory");
            return;
        }
        try {
            var fileStore = Files.getFileStore(there);
            long free = fileStore.getUsableSpace();
            add(
                    free < LITTLE_SPACE ? Grade.WARNING : Grade.OK,
                    name + " space",
                    Sizes.text(free) + " free on " + fileStore.type() + " at " + there);
            if (NETWORK.stream().anyMatch(fileStore.type()::startsWith)) {
                add(
                        Grade.WARNING,
                        name + " file system",
                        fileStore.type()
                                + " is a network file system: keep the store to one machine at a time, and set no"
                                + " limits; two runs at once may compute the same");
            }
        } catch (IOException unknown) {
            add(Grade.WARNING, name + " space", "cannot be told: " + IoSentence.problem(unknown));
        }
        for (FileAbility ability : FileAbility.values()) {
            try {
                Disk disk = new LocalDisk();
                ability.tryOut(disk, there);
                add(Grade.OK, name + " " + ability.title(), "works");
            } catch (IOException | UnsupportedOperationException missing) {
                String problem = missing instanceof IOException io ? IoSentence.problem(io) : String.valueOf(missing);
                add(
                        ability.isNeeded() ? Grade.PROBLEM : Grade.WARNING,
                        name + " " + ability.title(),
                        problem + "; " + ability.without());
            }
        }
    }

    private void print(boolean json) {
        if (json) {
            JsonLine.print(console.out(), generator -> {
                generator.writeStartObject();
                generator.writeArrayFieldStart("findings");
                for (Finding finding : findings) {
                    generator.writeStartObject();
                    generator.writeStringField("grade", finding.grade().name().toLowerCase(Locale.ROOT));
                    generator.writeStringField("subject", finding.subject());
                    generator.writeStringField("text", finding.text());
                    generator.writeEndObject();
                }
                generator.writeEndArray();
                generator.writeEndObject();
            });
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            rows.add(List.of(finding.grade().name(), finding.subject(), finding.text()));
        }
        Columns.fitted(rows, 3, 2).forEach(line -> console.out().println(line.stripTrailing()));
    }
}
