package dev.necrozma.engine.run;

import dev.necrozma.engine.disk.Disk;
import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.NotAFileException;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The records of the runs of a store. Nothing guards their bytes, so that what they say is a hint: whoever acts on it asks the
 * store as well.
 */
public final class RunRecords {

    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-.+\\.json");
    private static final int VERSION = 1;
    private static final long LONGEST = 1 << 28;
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Disk disk;
    private final Path directory;

    /**
     * @param directory the {@code runs} directory of a store
     */
    public RunRecords(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /**
     * The record of the run that was started last, of those whose {@link RunRecord#about()} is {@code wanted}. Reads the files
     * from the newest on, until that one. What is no whole record is passed over, and so is what vanishes meanwhile.
     */
    public Optional<RunRecord> newest(Predicate<Map<String, String>> wanted) throws IOException {
        return newest(wanted, 1).stream().findFirst();
    }

    /** The records of up to {@code most} runs, the last first, of those whose {@link RunRecord#about()} is {@code wanted}. */
    public List<RunRecord> newest(Predicate<Map<String, String>> wanted, int most) throws IOException {
        List<RunRecord> newest = new ArrayList<>();
        for (Path file : files()) {
            if (newest.size() == most) {
                break;
            }
            read(file, wanted).ifPresent(newest::add);
        }
        return newest;
    }

    /** The records whose ids begin with {@code prefix}, the last first. */
    public List<RunRecord> withId(String prefix) throws IOException {
        List<RunRecord> found = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.startsWith(prefix, name.indexOf("Z-") + 2)) {
                read(file, about -> true).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * When a run last used each of {@code keys}: the end of the newest that names it. Reads the files from the newest on, until all
     * are found or the runs are older than {@code since}.
     */
    public Map<Fingerprint, Instant> lastUsed(Collection<Fingerprint> keys, Instant since) throws IOException {
        Set<Fingerprint> left = new HashSet<>(keys);
        Map<Fingerprint, Instant> lastUsed = new HashMap<>();
        for (Path file : files()) {
            if (left.isEmpty() || file.getFileName().toString().compareTo(RunRecord.fileTime(since)) < 0) {
                break;
            }
            Optional<RunRecord> record = read(file, about -> true);
            if (record.isPresent()) {
                Used used = used(record.get());
                left.removeIf(key -> {
                    boolean found = used.contains(key);
                    if (found) {
                        lastUsed.put(key, record.get().ended());
                    }
                    return found;
                });
            }
        }
        return lastUsed;
    }

    /** Says of a key whether a run used it. */
    public interface Used {
        boolean contains(Fingerprint key);
    }

    /** What the run used: the keys of all its units, also of those that are not named. */
    public Used used(RunRecord record) throws IOException {
        Set<Fingerprint> named = new HashSet<>();
        record.stages().forEach(stage -> stage.units().forEach(unit -> named.add(unit.key())));
        Optional<KeyWords> others = KeyWords.read(disk, directory.resolve(record.fileName() + RunRecord.USED));
        return key -> named.contains(key)
                || others.filter(words -> words.contains(key)).isPresent();
    }

    /* The newest first. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(disk.list(directory));
        files.removeIf(file -> !NAME.matcher(file.getFileName().toString()).matches());
        Collections.reverse(files);
        return files;
    }

    private Optional<RunRecord> read(Path file, Predicate<Map<String, String>> wanted) throws IOException {
        byte[] content;
        try (DiskReader reader = disk.open(file)) {
            if (!reader.endsALine(LONGEST)) {
                return Optional.empty();
            }
            content = reader.readAll();
        } catch (NoSuchFileException | NotAFileException vanished) {
            return Optional.empty();
        }
        String json = new String(content, StandardCharsets.UTF_8);
        try {
            return wanted.test(about(json))
                    ? Optional.of(record(json)).filter(record -> isNamed(file, record))
                    : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException torn) {
            return Optional.empty();
        }
    }

    private static boolean isNamed(Path file, RunRecord record) {
        return String.valueOf(file.getFileName()).equals(record.fileName() + ".json");
    }

    /* What the run was about, read no further than that: units are many, and records of other folders too. */
    private static Map<String, String> about(String json) {
        JsonReader reader = new JsonReader(json);
        reader.open('{');
        while (reader.more('}')) {
            switch (reader.name()) {
                case "about" -> {
                    return texts(reader);
                }
                case "stages" -> {
                    return Map.of();
                }
                default -> reader.skip();
            }
        }
        return Map.of();
    }

    /**
     * Reads what {@link RunRecord#toJson} wrote. Names that it does not know are passed over.
     *
     * @throws RuntimeException if it is something else
     */
    static RunRecord record(String json) {
        String runId = "";
        Map<String, String> about = Map.of();
        Instant started = Instant.MIN;
        Instant ended = Instant.MIN;
        long version = 0;
        int exitCode = 0;
        List<StageRecord> stages = List.of();
        List<String> incidents = List.of();
        JsonReader reader = new JsonReader(json);
        reader.open('{');
        while (reader.more('}')) {
            switch (reader.name()) {
                case "version" -> version = reader.wholeNumber();
                case "run_id" -> runId = reader.string();
                case "about" -> about = texts(reader);
                case "started" -> started = Instant.parse(reader.string());
                case "ended" -> ended = Instant.parse(reader.string());
                case "exit_code" -> exitCode = reader.count();
                case "stages" -> stages = list(reader, RunRecords::stage);
                case "incidents" -> incidents = list(reader, JsonReader::string);
                default -> reader.skip();
            }
        }
        reader.end();
        if (version != VERSION || runId.isEmpty() || !isPossible(started) || !isPossible(ended)) {
            throw new IllegalArgumentException("not a record of a run");
        }
        return new RunRecord(runId, about, started, ended, stages, incidents, exitCode);
    }

    /* Of others not even the difference to now can be counted. */
    private static boolean isPossible(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }

    private static StageRecord stage(JsonReader reader) {
        String name = "";
        int reused = 0;
        int computed = 0;
        int failed = 0;
        int cancelled = 0;
        double seconds = 0;
        double secondsSaved = 0;
        double storeSeconds = 0;
        long bytesWritten = 0;
        Map<String, Integer> reasons = new TreeMap<>();
        List<StageRecord.Unit> units = List.of();
        reader.open('{');
        while (reader.more('}')) {
            switch (reader.name()) {
                case "name" -> name = reader.string();
                case "reused" -> reused = reader.count();
                case "computed" -> computed = reader.count();
                case "failed" -> failed = reader.count();
                case "cancelled" -> cancelled = reader.count();
                case "seconds" -> seconds = reader.decimal();
                case "seconds_saved" -> secondsSaved = reader.decimal();
                case "seconds_store" -> storeSeconds = reader.decimal();
                case "bytes_written" -> bytesWritten = reader.wholeNumber();
                case "reasons" -> {
                    reader.open('{');
                    while (reader.more('}')) {
                        reasons.put(reader.name(), reader.count());
                    }
                }
                case "units" -> units = list(reader, RunRecords::unit);
                default -> reader.skip();
            }
        }
        return new StageRecord(
                name,
                reused,
                computed,
                failed,
                cancelled,
                seconds,
                secondsSaved,
                storeSeconds,
                bytesWritten,
                reasons,
                units);
    }

    private static StageRecord.Unit unit(JsonReader reader) {
        String name = "";
        String outcome = "";
        String detail = "";
        String key = "";
        boolean differs = false;
        reader.open('{');
        while (reader.more('}')) {
            switch (reader.name()) {
                case "name" -> name = reader.string();
                case "key" -> key = reader.string();
                case "outcome" -> outcome = reader.string();
                case "detail" -> detail = reader.string();
                case "differs" -> differs = reader.truth();
                default -> reader.skip();
            }
        }
        return new StageRecord.Unit(name, outcome, detail, Fingerprint.parse(key), differs);
    }

    private static Map<String, String> texts(JsonReader reader) {
        Map<String, String> texts = new TreeMap<>();
        reader.open('{');
        while (reader.more('}')) {
            texts.put(reader.name(), reader.string());
        }
        return texts;
    }

    private interface Item<T> {
        T read(JsonReader reader);
    }

    private static <T> List<T> list(JsonReader reader, Item<T> item) {
        List<T> list = new ArrayList<>();
        reader.open('[');
        while (reader.more(']')) {
            list.add(item.read(reader));
        }
        return list;
    }
}
