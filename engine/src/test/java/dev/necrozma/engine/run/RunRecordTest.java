package dev.necrozma.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.MemoryStore;
import dev.necrozma.engine.sweep.Sweep;
import dev.necrozma.engine.sweep.SweepExecutor;
import dev.necrozma.engine.sweep.SweepUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final CacheKey KEY = CacheKey.of("s", 1).build();

    @TempDir
    private Path runs;

    private static RunRecord record(String id, List<StageRecord> stages, List<String> incidents) {
        return new RunRecord(
                id, Map.of("output", "/out \"1\"", "a", "b"), START, START.plusSeconds(2), stages, incidents, 1);
    }

    @Test
    void theJsonIsWhatItAlwaysWas() {
        StageRecord stage = new StageRecord(
                "s",
                1,
                1,
                0,
                0,
                1.5,
                0.000001,
                0.25,
                77,
                Map.of("never computed", 1),
                List.of(
                        new StageRecord.Unit("a", "reused", "", KEY.id(), false),
                        new StageRecord.Unit("b", "computed", "a \"b\\\n\u0001 → é", KEY.id(), true)));
        String id = "e8f96ed32c377de2513fa539f828fe5b33f156d82d14cd86843229a69f2e3f73";
        assertThat(record("r1", List.of(stage), List.of("one", "two")).toJson())
                .isEqualTo("{'version':1,'run_id':'r1','about':{'a':'b','output':'/out \\'1\\''},"
                        .concat("'started':'2026-01-02T03:04:05.678Z',")
                        .concat("'ended':'2026-01-02T03:04:07.678Z','exit_code':1,'stages':[{'name':'s',")
                        .concat("'reused':1,'computed':1,'failed':0,'cancelled':0,'seconds':1.500000,")
                        .concat(
                                "'seconds_saved':0.000001,'seconds_store':0.250000,'bytes_written':77,'reasons':{'never computed':1},")
                        .concat("'units':[{'name':'a','key':'" + id + "','outcome':'reused'},")
                        .concat("{'name':'b','key':'" + id + "','outcome':'computed',")
                        .concat("'detail':'a \\'b\\\\\\u000a\\u0001 → é','differs':true}]}],")
                        .concat("'incidents':['one','two']}\n")
                        .replace('\'', '"'));
    }

    @Test
    void sumsUpASweep() throws Exception {
        MemoryStore store = new MemoryStore(Clock.systemUTC());
        SweepUnit good = new SweepUnit("good", KEY, out -> out.put("data", new byte[5]));
        SweepUnit bad = new SweepUnit("bad", CacheKey.of("s", 2).build(), out -> {
            throw new IllegalStateException("no");
        });
        Sweep sweep = new Sweep("s", List.of(good, bad));
        StageRecord first = StageRecord.of(SweepExecutor.sequential(store).run(sweep));
        assertThat(first.computed()).isEqualTo(1);
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.bytesWritten()).isEqualTo(5);
        assertThat(first.reasons()).isEqualTo(Map.of("never computed", 1));
        assertThat(first.units()).extracting(StageRecord.Unit::outcome).containsExactly("computed", "failed");
        assertThat(first.units()).extracting(StageRecord.Unit::detail).containsExactly("never computed before", "no");
        StageRecord second = StageRecord.of(SweepExecutor.sequential(store).run(sweep));
        assertThat(second.reused()).isEqualTo(1);
        assertThat(second.secondsSaved()).isEqualTo(first.seconds());
    }

    @Test
    void keepsTheNewestThousand() throws IOException {
        for (int i = 0; i < RunRecord.MOST_KEPT; i++) {
            Files.createFile(runs.resolve(String.format("20250101T000000.%03dZ-old.json", i)));
        }
        Path written = record("r1", List.of(), List.of()).write(new LocalDisk(), runs);
        assertThat(written)
                .hasFileName("20260102T030405.678Z-r1.json")
                .hasContent(record("r1", List.of(), List.of()).toJson());
        try (Stream<Path> left = Files.list(runs)) {
            assertThat(left).hasSize(RunRecord.MOST_KEPT).contains(written);
        }
        assertThat(runs.resolve("20250101T000000.000Z-old.json")).doesNotExist();
    }
}
