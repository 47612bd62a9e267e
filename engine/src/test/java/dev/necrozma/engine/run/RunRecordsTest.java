package dev.necrozma.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.DiskReader;
import dev.necrozma.engine.disk.ForwardingDisk;
import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordsTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final StageRecord FIRST = new StageRecord(
            "import",
            1,
            2,
            3,
            4,
            1.5,
            0.000001,
            0.25,
            1L << 40,
            Map.of("never computed", 1, "parameter changed", 2),
            List.of(
                    new StageRecord.Unit("a \"b\\\n\u0001 → é 😀", "reused", "", Fingerprint.ofText("a"), false),
                    new StageRecord.Unit("c", "computed", "parameter `x` changed", Fingerprint.ofText("c"), true)));
    private static final StageRecord EMPTY = new StageRecord("none", 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), List.of());

    @TempDir
    private Path runs;

    private static RunRecord record(String id, int secondsLater, String output) {
        return new RunRecord(
                id,
                Map.of("output", output, "symbol", "EURUSD"),
                START.plusSeconds(secondsLater),
                START.plusSeconds(secondsLater + 1),
                List.of(FIRST, EMPTY),
                List.of("one", "two \t"),
                -3);
    }

    private Optional<RunRecord> newestOf(String output) throws IOException {
        return new RunRecords(new LocalDisk(), runs).newest(about -> output.equals(about.get("output")));
    }

    private Optional<RunRecord> newest() throws IOException {
        return new RunRecords(new LocalDisk(), runs).newest(about -> true);
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(runs.resolve(name), content);
    }

    private Path putChanged(String id, UnaryOperator<String> change) throws IOException {
        RunRecord later = record(id, 1, "/out");
        return Files.writeString(runs.resolve(later.fileName() + ".json"), change.apply(later.toJson()));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        for (RunRecord record : List.of(
                record("r1", 0, "/out"),
                new RunRecord(
                        "r2", Map.of(), START.plusNanos(1_000_001), START.plusSeconds(2), List.of(), List.of(), 0))) {
            record.write(new LocalDisk(), runs);
            assertThat(newest()).contains(record);
        }
    }

    @Test
    void theNewestOfTheWantedIsFoundAndNoFileBeforeItIsOpened() throws IOException {
        RunRecord wanted = record("r2", 2, "/here");
        List.of(record("r1", 1, "/here"), wanted, record("r3", 3, "/there")).forEach(record -> write(record));
        List<String> opened = new ArrayList<>();
        ForwardingDisk watched = new ForwardingDisk(new LocalDisk()) {
            @Override
            public DiskReader open(Path file) throws IOException {
                opened.add(file.getFileName().toString());
                return super.open(file);
            }
        };
        assertThat(new RunRecords(watched, runs).newest(about -> "/here".equals(about.get("output"))))
                .contains(wanted);
        assertThat(opened).containsExactly("20260102T030408.678Z-r3.json", "20260102T030407.678Z-r2.json");
        assertThat(newestOf("/nowhere")).isEmpty();
    }

    private void write(RunRecord record) {
        try {
            record.write(new LocalDisk(), runs);
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static RunRecord using(String id, int secondsLater, int... keys) {
        List<StageRecord.Unit> units = new ArrayList<>();
        for (int key : keys) {
            units.add(new StageRecord.Unit("u" + key, "reused", "", Fingerprint.ofText("k" + key), false));
        }
        return new RunRecord(
                id,
                Map.of(),
                START.plusSeconds(secondsLater),
                START.plusSeconds(secondsLater + 1),
                List.of(new StageRecord("s", keys.length, 0, 0, 0, 0, 0, 0, 0, Map.of(), units)),
                List.of(),
                0);
    }

    @Test
    void lastUsedIsTheEndOfTheNewestRunThatNamesAKey() throws IOException {
        List.of(using("r1", 0, 1, 2), using("r2", 10, 2, 3), using("r3", 20, 3)).forEach(this::write);
        RunRecords records = new RunRecords(new LocalDisk(), runs);
        List<Fingerprint> keys = List.of(
                Fingerprint.ofText("k1"), Fingerprint.ofText("k2"), Fingerprint.ofText("k3"), Fingerprint.ofText("k4"));

        assertThat(records.lastUsed(keys, START))
                .isEqualTo(Map.of(
                        keys.get(0), START.plusSeconds(1),
                        keys.get(1), START.plusSeconds(11),
                        keys.get(2), START.plusSeconds(21)));
        assertThat(records.lastUsed(keys, START.plusSeconds(15))).containsOnlyKeys(keys.get(2));
    }

    @Test
    void recordsAreFoundByTheBeginningOfTheirIds() throws IOException {
        List.of(using("abc1", 0), using("abd2", 1), using("xabc", 2)).forEach(this::write);
        RunRecords records = new RunRecords(new LocalDisk(), runs);

        assertThat(records.withId("ab")).extracting(RunRecord::runId).containsExactly("abd2", "abc1");
        assertThat(records.withId("abc1")).extracting(RunRecord::runId).containsExactly("abc1");
        assertThat(records.withId("c")).isEmpty();
        assertThat(records.newest(about -> true, 2))
                .extracting(RunRecord::runId)
                .containsExactly("xabc", "abd2");
    }

    @Test
    void ofAMillionUnitsFewAreNamedAndAllAreKnownToBeUsed() throws IOException {
        int units = 100_000;
        RunRecord record = using("r1", 0, IntStream.range(0, units).toArray());
        write(record);
        RunRecords records = new RunRecords(new LocalDisk(), runs);

        RunRecord found = records.newest(about -> true).orElseThrow();
        RunRecords.Used used = records.used(found);

        assertThat(found.stages().get(0).reused()).isEqualTo(units);
        assertThat(found.stages().get(0).units()).hasSize(RunRecord.MOST_UNITS_NAMED);
        for (int unit = 0; unit < units; unit++) {
            assertThat(used.contains(Fingerprint.ofText("k" + unit))).isTrue();
        }
        assertThat(used.contains(Fingerprint.ofText("k-1"))).isFalse();
        long bytes = 0;
        try (Stream<Path> files = Files.list(runs)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(150L * RunRecord.MOST_UNITS_NAMED + 8L * units);
        assertThat(Files.readString(runs.resolve("20260102T030405.678Z-r1.json")))
                .contains("\"units_not_named\":90000}");
    }

    @Test
    void aRecordFromBeforeThereWasAboutIsReadWithNothingAbout() throws IOException {
        RunRecord record = record("r1", 0, "/out");
        put(
                "20260102T030405.678Z-r1.json",
                record.toJson().replace(",\"about\":{\"output\":\"/out\",\"symbol\":\"EURUSD\"}", ""));
        assertThat(newest().orElseThrow().about()).isEmpty();
        assertThat(newest().orElseThrow().stages()).isEqualTo(record.stages());
        assertThat(newestOf("/out")).isEmpty();
    }

    @Test
    void namesThatAreNotKnownArePassedOver() throws IOException {
        RunRecord record = record("r1", 0, "/out");
        String more = "{\"new\":[null,true,{\"a\":[],\"b\":{}},-1.5,\"x\\\"\"],";
        put(
                "20260102T030405.678Z-r1.json",
                record.toJson()
                        .replaceFirst("\\{", Matcher.quoteReplacement(more))
                        .replace("{\"name\":\"c\"", more + "\"name\":\"c\"")
                        .replace("{\"name\":\"none\"", more + "\"name\":\"none\""));
        assertThat(newestOf("/out")).contains(record);
    }

    @Test
    void filesThatAreNoRecordsArePassedOver() throws IOException {
        RunRecord record = record("r1", 0, "/out");
        write(record);
        put("20270101T000000.000Z-a.json", "");
        put("20270101T000000.000Z-b.json", "{}\n");
        put("20270101T000000.000Z-c.json", "[1]\n");
        put("20270101T000000.000Z-d.json", "[".repeat(1_000_000));
        put("20270101T000000.000Z-e.json", "{\"a\":" + "[".repeat(1_000_000));
        putChanged("f", json -> json.replace("\"version\":1", "\"version\":2"));
        putChanged("g", json -> json.replace("\"exit_code\":-3", "\"exit_code\":99999999999"));
        putChanged("h", json -> json.replace("\"ended\":\"2026-01-02", "\"ended\":\"2026-13-02"));
        putChanged("i", json -> json + json);
        putChanged("k", json -> json.replace("\"ended\":\"2026", "\"ended\":\"+1000000000"));
        putChanged("l", json -> json.replace("\"run_id\":\"l\"", "\"run_id\":\"../l\""));
        putChanged("m", json -> json.replace("\"started\":\"2026", "\"started\":\"2027"));
        Files.createDirectory(runs.resolve("20270101T000000.000Z-n.json"));
        try (RandomAccessFile extended =
                new RandomAccessFile(putChanged("o", json -> json).toFile(), "rw")) {
            extended.setLength(5_000_000_000L);
        }
        put("20270101T000000.000Z-j.json.part", record("r2", 1, "/out").toJson());
        put("new-r3", record("r3", 1, "/out").toJson());
        put("readme.json", record("r4", 1, "/out").toJson());
        assertThat(newest()).contains(record);
    }

    @Test
    void aRecordThatIsCutAnywhereIsPassedOver() throws IOException {
        byte[] whole = record("r1", 0, "/out").toJson().getBytes(UTF_8);
        Path file = runs.resolve("20260102T030405.678Z-r1.json");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(newest()).as("cut after %d bytes", length).isEmpty();
        }
    }

    @Test
    void aRecordWithBytesChangedIsReadOrPassedOver() throws IOException {
        byte[] whole = record("r1", 0, "/out").toJson().getBytes(UTF_8);
        byte[] wrong = "{}[],:\"\\u-.019ae\n".getBytes(UTF_8);
        Path file = runs.resolve("20260102T030405.678Z-r1.json");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = wrong[random.nextInt(wrong.length)];
            }
            Files.write(file, changed);
            assertThat(newest().map(RunRecord::runId).orElse("none"))
                    .as("seed %d", seed)
                    .isNotEmpty();
        }
    }
}
