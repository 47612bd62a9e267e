package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.pipeline.QuoteFile.Quote;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForexPipelineTest {

    private static final Map<String, Integer> NOTHING =
            Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "context", 0, "universes", 0);
    private static final Map<String, Integer> ALL =
            Map.of("import", 1, "report", 1, "ticks", 2, "candles", 4, "context", 2, "universes", 4);

    @TempDir
    private Path folder;

    private List<Quote> quotes;
    private Path input;
    private Path output;

    @BeforeEach
    void writeQuotes() throws IOException {
        quotes = QuoteFile.walk(12_000);
        input = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(quotes));
        output = folder.resolve("out");
    }

    @Test
    void computesEachUnitOnceAndPublishesIt() throws Exception {
        RunReport cold = new TestRun(output, input).run();

        assertThat(TestRun.computed(cold)).isEqualTo(ALL);
        assertThat(TestRun.detail(cold, "universe_1m_5lb")).isEqualTo("never computed before");
        assertThat(TestRun.contents(output).keySet())
                .containsExactly(
                        "reports/import.json",
                        "universes/universe_1m_12lb.parquet",
                        "universes/universe_1m_12lb_metadata.json",
                        "universes/universe_1m_5lb.parquet",
                        "universes/universe_1m_5lb_metadata.json",
                        "universes/universe_5m_12lb.parquet",
                        "universes/universe_5m_12lb_metadata.json",
                        "universes/universe_5m_5lb.parquet",
                        "universes/universe_5m_5lb_metadata.json");
        assertThat(cold.dataset().orElseThrow().rows()).isEqualTo(quotes.size());
        assertThat(cold.dataset().orElseThrow().first()).isEqualTo(quotes.get(0).time());
        assertThat(cold.dataset().orElseThrow().last())
                .isEqualTo(quotes.get(quotes.size() - 1).time());

        TestRun again = new TestRun(output, input);
        assertThat(TestRun.computed(again.run())).isEqualTo(NOTHING);
        assertThat(again.messages).isEmpty();
    }

    @Test
    void anIdleRunOpensNoStoredFile() throws Exception {
        new TestRun(output, input).run();
        try (Stream<Path> objects = Files.walk(output.resolve("cache/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Files.delete(object);
            }
        }

        assertThat(TestRun.computed(new TestRun(output, input).run())).isEqualTo(NOTHING);
    }

    @Test
    void oneChangedTickIsNeverAHitAndOnlyItsMonthIsComputedAgain() throws Exception {
        new TestRun(output, input).run();
        Quote changed = quotes.get(1000);
        quotes.set(1000, new Quote(changed.time(), changed.bid(), changed.ask().add(new BigDecimal("0.00200"))));
        QuoteFile.write(input, QuoteFile.exness(quotes));

        RunReport report = new TestRun(output, input).run();

        assertThat(TestRun.computed(report))
                .isEqualTo(Map.of("import", 1, "report", 1, "ticks", 1, "candles", 2, "context", 2, "universes", 4));
        assertThat(TestRun.detail(report, "x")).startsWith("input `file` changed (");
        assertThat(TestRun.detail(report, "2024-01")).startsWith("input `slice` changed (");
        assertThat(TestRun.detail(report, "candles_5m_2024-01")).startsWith("input `ticks` changed (");
        assertThat(TestRun.detail(report, "universe_5m_12lb")).startsWith("input `candles/2024-01` changed (");
        assertSameAsFresh(output, input);
    }

    @Test
    void aChangeThatMakesNoDifferenceStopsWhereItEnds() throws Exception {
        new TestRun(output, input).run();
        int last = quotes.size() - 2;
        Quote changed = quotes.get(last);
        quotes.set(last, new Quote(changed.time().plusMillis(1), changed.bid(), changed.ask()));
        QuoteFile.write(input, QuoteFile.exness(quotes));

        assertThat(TestRun.computed(new TestRun(output, input).run()))
                .isEqualTo(Map.of("import", 1, "report", 1, "ticks", 1, "candles", 2, "context", 0, "universes", 0));
    }

    @Test
    void theSameRowsInOtherWordsAreReusedFromTicksOn() throws Exception {
        new TestRun(output, input).run();
        Path requoted = QuoteFile.write(folder.resolve("y"), QuoteFile.requoted(quotes));
        Path gzipped = QuoteFile.gzip(folder.resolve("z"), QuoteFile.exness(quotes));

        Map<String, Integer> importOnly =
                Map.of("import", 1, "report", 1, "ticks", 0, "candles", 0, "context", 0, "universes", 0);
        assertThat(TestRun.computed(
                        new TestRun(output, requoted).symbol("EURUSD").run()))
                .isEqualTo(importOnly);
        assertThat(TestRun.computed(new TestRun(output, gzipped).run())).isEqualTo(importOnly);
    }

    @Test
    void twoFilesThatFollowOneAnotherAreOneDataset() throws Exception {
        RunReport whole = new TestRun(output, input).run();
        Path late = QuoteFile.write(folder.resolve("a"), QuoteFile.exness(quotes.subList(7000, quotes.size())));
        Path early = QuoteFile.write(folder.resolve("b"), QuoteFile.exness(quotes.subList(0, 7000)));

        RunReport parts = new TestRun(output, late, early).run();

        assertThat(parts.dataset()).isEqualTo(whole.dataset());
        assertThat(TestRun.computed(parts)).containsEntry("candles", 0).containsEntry("universes", 0);
    }

    @Test
    void overlappingFilesAreRefused() throws Exception {
        Path one = QuoteFile.write(folder.resolve("a"), QuoteFile.exness(quotes.subList(0, 7000)));
        Path other = QuoteFile.write(folder.resolve("b"), QuoteFile.exness(quotes.subList(6000, quotes.size())));

        assertThatThrownBy(() -> new TestRun(output, one, other).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "a and b overlap: the first ends at " + quotes.get(6999).time());
    }

    @Test
    void filesOfSeveralSymbolsAreToldAsSuchThoughTheyOverlap() throws Exception {
        Path euro = QuoteFile.write(folder.resolve("EURUSD.csv"), QuoteFile.requoted(quotes));
        Path pound = QuoteFile.write(folder.resolve("GBPUSD.csv"), QuoteFile.requoted(quotes));

        assertThatThrownBy(() -> new TestRun(output, euro, pound).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("the files are of several symbols: EURUSD, and GBPUSD in GBPUSD.csv; give those of one");
    }

    @Test
    void entriesOfAnArchiveThatNameSeveralSymbolsAreRefusedWhateverTheUserSays() throws Exception {
        Path archive = QuoteFile.zip(
                folder.resolve("EURUSD.zip"),
                "USDJPY.csv",
                QuoteFile.requoted(quotes.subList(0, 7000)),
                "EURUSD/2024.csv",
                QuoteFile.requoted(quotes.subList(7000, quotes.size())));

        for (TestRun run : List.of(new TestRun(output, archive), new TestRun(output, archive).symbol("EURUSD"))) {
            assertThatThrownBy(run::run)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("EURUSD.zip holds several symbols: USDJPY in USDJPY.csv, and EURUSD in EURUSD/2024.csv;"
                            + " give those of one");
        }
    }

    @Test
    void entriesOfAnArchiveThatNameOneSymbolAreOfIt() throws Exception {
        Path archive = QuoteFile.zip(
                folder.resolve("x.zip"),
                "GBP-USD_1.csv",
                QuoteFile.requoted(quotes.subList(0, 7000)),
                "more.csv",
                QuoteFile.requoted(quotes.subList(7000, 8000)),
                "GBPUSDm_2.csv",
                QuoteFile.requoted(quotes.subList(8000, quotes.size())));

        assertThat(new TestRun(output, archive).run().dataset().orElseThrow().symbol())
                .isEqualTo("GBPUSD");
    }

    @Test
    void aGapBetweenFilesIsToldAsOneWithinAFile() throws Exception {
        Path early = QuoteFile.write(folder.resolve("a"), QuoteFile.exness(quotes.subList(0, 5000)));
        Path next = QuoteFile.write(folder.resolve("b"), QuoteFile.exness(quotes.subList(5000, 6000)));
        Path late = QuoteFile.write(folder.resolve("c"), QuoteFile.exness(quotes.subList(7000, quotes.size())));

        List<String> lines = new TestRun(output, early, next, late).run().importLines();

        assertThat(String.join("\n", lines).replaceAll("\\s+", " "))
                .contains(" gaps 1 gap over an hour outside weekends; the longest ")
                .contains(" h, " + quotes.get(5999).time() + " to "
                        + quotes.get(7000).time());
    }

    @Test
    void universesWithoutEventsAreTold() throws Exception {
        Path few = QuoteFile.write(folder.resolve("few"), QuoteFile.exness(QuoteFile.walk(3_000)));

        TestRun one = new TestRun(output, few).grid(List.of(5, 60), List.of(30));
        one.run();
        TestRun several = new TestRun(output, few).grid(List.of(60), List.of(20, 30));
        several.run();

        assertThat(one.messages).containsExactly("universe_60m_30lb has no events");
        assertThat(several.messages).contains("2 universes have no events: universe_60m_20lb, universe_60m_30lb");
    }

    @Test
    void reasonsCallTimesAndTheLastMonthByTheirNames() throws Exception {
        new TestRun(output, input)
                .between("2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z")
                .run();

        RunReport whole = new TestRun(output, input).run();
        RunReport trimmed = new TestRun(output, input)
                .between("2024-01-31T12:00:00Z", "2024-02-01T06:30:00Z")
                .run();

        assertThat(TestRun.detail(whole, "candles_5m_2024-01"))
                .isEqualTo("parameter `last_month` changed (true → default)");
        assertThat(TestRun.detail(trimmed, "2024-01"))
                .isEqualTo("parameter `from` changed (default → 2024-01-31T12:00:00Z)");
        assertThat(TestRun.detail(trimmed, "2024-02"))
                .isEqualTo("parameter `to` changed (default → 2024-02-01T06:30:00Z)");
    }

    @Test
    void anInputThatIsNoRegularFileIsBadInput() {
        assertThatThrownBy(() -> new TestRun(output, Path.of("/dev/null")).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("not a regular file: /dev/null; save it to a file first");
    }

    @Test
    void anotherGridComputesOnlyWhatIsNewAndShowsOnlyItself() throws Exception {
        new TestRun(output, input).run();

        TestRun run = new TestRun(output, input).grid(List.of(1, 5), List.of(12, 20));
        RunReport report = run.run();

        assertThat(TestRun.computed(report))
                .isEqualTo(Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "context", 0, "universes", 2));
        assertThat(TestRun.contents(output).keySet())
                .hasSize(9)
                .contains("universes/universe_1m_20lb.parquet")
                .doesNotContain("universes/universe_1m_5lb.parquet");
        assertThat(run.messages)
                .containsExactly("4 files of an earlier run removed from " + output + " (kept in the store)");
    }

    @Test
    void filesThatAreNotOursAreNeverTouched() throws Exception {
        new TestRun(output, input).run();
        Path notes = Files.writeString(output.resolve("universes/notes.txt"), "mine");
        Path edited = output.resolve("universes/universe_1m_5lb_metadata.json");
        Files.writeString(edited, "edited");

        new TestRun(output, input).grid(List.of(1), List.of(12)).run();

        assertThat(notes).hasContent("mine");
        assertThat(edited).hasContent("edited");
    }

    @Test
    void aDamagedOrDeletedPublishedFileIsPutBackWithoutComputing() throws Exception {
        new TestRun(output, input).run();
        Map<String, String> before = TestRun.contents(output);
        Path truncated = output.resolve("universes/universe_1m_5lb.parquet");
        Files.write(truncated, new byte[10], StandardOpenOption.TRUNCATE_EXISTING);
        Files.delete(output.resolve("universes/universe_5m_5lb.parquet"));

        TestRun run = new TestRun(output, input);
        assertThat(TestRun.computed(run.run())).isEqualTo(NOTHING);

        assertThat(TestRun.contents(output)).isEqualTo(before);
        assertThat(run.messages)
                .containsExactly("2 files were damaged or gone in " + output + " and put back from the store");
    }

    @Test
    void aFlippedByteInAnyStoredFileIsNoticedWhenItIsOpened() throws Exception {
        new TestRun(output, input).run();
        Map<String, String> before = TestRun.contents(output);
        List<Path> objects;
        try (Stream<Path> files = Files.walk(output.resolve("cache/objects"))) {
            objects = files.filter(Files::isRegularFile).toList();
        }
        for (Path object : objects) {
            byte[] bytes = Files.readAllBytes(object);
            bytes[bytes.length / 2] ^= 4;
            Files.write(object, bytes);
        }
        for (String file : before.keySet()) {
            Files.delete(output.resolve(file));
        }

        TestRun run = new TestRun(output, input);
        RunReport report = run.run();

        assertThat(TestRun.contents(output)).isEqualTo(before);
        // Ticks are the slices that the import left, stored once: its second computation mends both months.
        assertThat(TestRun.computed(report)).containsEntry("import", 1).containsEntry("universes", 4);
        assertThat(report.incidents()).anyMatch(incident -> incident.contains("has other bytes than were stored"));
        assertThat(TestRun.detail(report, "universe_1m_5lb")).contains("checksum");
        assertThat(TestRun.computed(new TestRun(output, input).run())).isEqualTo(NOTHING);
    }

    @Test
    void freshReplacesEverythingWithTheSameBytes() throws Exception {
        new TestRun(output, input).run();
        Map<String, String> before = TestRun.contents(output);

        RunReport report = new TestRun(output, input).fresh().run();

        assertThat(TestRun.computed(report)).isEqualTo(ALL);
        assertThat(TestRun.detail(report, "universe_1m_5lb")).isEqualTo("fresh run");
        assertThat(report.stages())
                .allSatisfy(stage -> assertThat(stage.units()).noneMatch(unit -> unit.differs()));
        assertThat(TestRun.contents(output)).isEqualTo(before);
        assertThat(TestRun.computed(new TestRun(output, input).run())).isEqualTo(NOTHING);
    }

    @Test
    void universesAloneCanBeComputedAgain() throws Exception {
        new TestRun(output, input).run();

        assertThat(TestRun.computed(new TestRun(output, input).universesAgain().run()))
                .isEqualTo(Map.of("import", 0, "report", 0, "ticks", 0, "candles", 0, "context", 0, "universes", 4));
    }

    @Test
    void anyNumberOfWorkersGivesTheSameBytes() throws Exception {
        new TestRun(output, input).workers(1).run();
        Path other = folder.resolve("other");
        new TestRun(other, input).workers(3).run();

        assertThat(TestRun.contents(other)).isEqualTo(TestRun.contents(output));
    }

    @Test
    void withoutCacheTheBytesAreTheSameAndNothingIsKept() throws Exception {
        new TestRun(output, input).run();
        Path other = folder.resolve("other");
        RunReport report = new TestRun(other, input).uncached().run();

        assertThat(TestRun.contents(other)).isEqualTo(TestRun.contents(output));
        assertThat(other.resolve("cache")).doesNotExist();
        assertThat(TestRun.computed(report)).isEqualTo(ALL);
    }

    @Test
    void severalFoldersShareOneStore() throws Exception {
        Path cache = folder.resolve("shared");
        new TestRun(output, input).cache(cache).run();
        Path other = folder.resolve("other");

        assertThat(TestRun.computed(new TestRun(other, input).cache(cache).run()))
                .isEqualTo(NOTHING);
        assertThat(TestRun.contents(other)).isEqualTo(TestRun.contents(output));
    }

    @Test
    void jsonIsConvertedAndNeverComputed() throws Exception {
        new TestRun(output, input).run();

        RunReport report = new TestRun(output, input).json().run();

        assertThat(TestRun.computed(report)).isEqualTo(NOTHING);
        assertThat(TestRun.contents(output).keySet())
                .contains("universes/universe_1m_5lb.json")
                .doesNotContain("universes/universe_1m_5lb.parquet");
        TestRun again = new TestRun(output, input).json();
        again.run();
        assertThat(again.messages).isEmpty();
    }

    @Test
    void linkedFilesHoldTheSameBytes() throws Exception {
        new TestRun(output, input).run();
        Path other = folder.resolve("other");
        new TestRun(other, input).linked().run();

        assertThat(TestRun.contents(other)).isEqualTo(TestRun.contents(output));
        assertThat((Integer) Files.getAttribute(other.resolve("universes/universe_1m_5lb.parquet"), "unix:nlink"))
                .isEqualTo(2);
    }

    @Test
    void timesBetweenFromAndToAreKept() throws Exception {
        RunReport report = new TestRun(output, input)
                .between("2024-01-31T12:00:00Z", "2024-02-01T06:30:00Z")
                .run();

        long expected = quotes.stream()
                .filter(quote -> !quote.time().isBefore(Instant.parse("2024-01-31T12:00:00Z"))
                        && quote.time().isBefore(Instant.parse("2024-02-01T06:30:00Z")))
                .count();
        assertThat(report.dataset().orElseThrow().rows()).isEqualTo(expected);
        assertThatThrownBy(() -> new TestRun(output, input)
                        .between("2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z")
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("no row lies between --from and --to");
    }

    @Test
    void barsAreImportedAndFinerIntervalsSkipped() throws Exception {
        StringBuilder bars = new StringBuilder("time,open,high,low,close\n");
        for (int i = 0; i < 2000; i++) {
            String price = new BigDecimal(10_800 + i % 50).movePointLeft(4).toPlainString();
            bars.append(quotes.get(0).time().truncatedTo(ChronoUnit.DAYS).plusSeconds(300L * i))
                    .append((',' + price).repeat(4))
                    .append('\n');
        }
        Path file = QuoteFile.write(folder.resolve("GBPUSD"), bars.toString().getBytes(StandardCharsets.US_ASCII));

        TestRun run = new TestRun(output, file);
        RunReport report = run.run();

        assertThat(run.messages)
                .containsExactly(
                        "interval 1m skipped: it cannot be made of bars of 5 minutes",
                        "2 universes have no events: universe_5m_5lb, universe_5m_12lb");
        assertThat(report.dataset().orElseThrow().symbol()).isEqualTo("GBPUSD");
        assertThat(TestRun.computed(report)).containsEntry("universes", 2);
    }

    @Test
    void whatIsNoDataLeavesNoFolder() throws Exception {
        Path empty = QuoteFile.write(folder.resolve("empty"), new byte[0]);
        Path binary = QuoteFile.write(folder.resolve("binary"), new byte[] {0, 1, 2, 3});
        Path other = QuoteFile.write(folder.resolve("other"), "a,b,c\n1,2,3\n".getBytes(StandardCharsets.US_ASCII));

        for (Path file : List.of(empty, binary, other)) {
            assertThatThrownBy(() -> new TestRun(output, file).run())
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(file.toString());
            assertThat(output).doesNotExist();
        }
    }

    @Test
    void badInputLeavesWhatWasPublishedAlone() throws Exception {
        new TestRun(output, input).run();
        Map<String, String> before = TestRun.contents(output);
        List<String> lines = new ArrayList<>(Files.readAllLines(input));
        lines.set(5000, lines.get(4000));
        Path bad =
                QuoteFile.write(folder.resolve("bad"), String.join("\n", lines).getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> new TestRun(output, bad).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(bad + ":5001: time goes back");
        assertThatThrownBy(() -> new TestRun(output, folder.resolve("nowhere")).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("no such file: " + folder.resolve("nowhere"));
        assertThat(TestRun.contents(output)).isEqualTo(before);
    }

    @Test
    void theSameBytesUnderAnotherNameAreWhatTheirNameSays() throws Exception {
        byte[] rows = QuoteFile.requoted(quotes);
        Path euro = QuoteFile.write(folder.resolve("EURUSD.csv"), rows);
        Path pound = QuoteFile.write(folder.resolve("GBPUSD.csv"), rows);
        new TestRun(output, euro).run();

        RunReport report = new TestRun(output, pound).run();

        assertThat(report.dataset().orElseThrow().symbol()).isEqualTo("GBPUSD");
        assertThat(TestRun.computed(report)).containsEntry("import", 0).containsEntry("universes", 4);
        assertThat(report.importLines().get(0)).startsWith("GBPUSD.csv: ");
    }

    @Test
    void aSymbolInSmallLettersOrWithASeparatorIsTheSame() throws Exception {
        new TestRun(output, input).symbol("EURUSD").run();

        RunReport small = new TestRun(output, input).symbol("eurusd").run();
        RunReport split = new TestRun(output, input).symbol("EUR/usd").run();

        assertThat(TestRun.computed(small)).isEqualTo(NOTHING);
        assertThat(TestRun.computed(split)).isEqualTo(NOTHING);
        assertThat(small.dataset().orElseThrow().symbol()).isEqualTo("EURUSD");
        assertThatThrownBy(() -> new TestRun(output, input).symbol("/").run())
                .isInstanceOf(BadInputException.class)
                .hasMessage("--symbol must be letters and digits, such as EURUSD, not '/'");
    }

    @Test
    void aBrokersNameOfAPairHasThePairsPip() throws Exception {
        String rows = new String(QuoteFile.exness(quotes), StandardCharsets.US_ASCII).replace("EURUSD", "EURUSDm");
        Path broker = QuoteFile.write(folder.resolve("y"), rows.getBytes(StandardCharsets.US_ASCII));

        RunReport report = new TestRun(output, broker).run();

        assertThat(report.dataset().orElseThrow().symbol()).isEqualTo("EURUSDM");
    }

    @Test
    void rejectedRowsAreToldOfTheFileThatThisRunRead() throws Exception {
        String rows = new String(QuoteFile.requoted(quotes), StandardCharsets.US_ASCII) + "no time;1;1\n";
        Path first = QuoteFile.write(folder.resolve("EURUSD_a.csv"), rows.getBytes(StandardCharsets.US_ASCII));
        Path copy = QuoteFile.write(folder.resolve("EURUSD_b.csv"), rows.getBytes(StandardCharsets.US_ASCII));
        new TestRun(output, first).run();

        assertThat(new TestRun(output, copy).run().importLines())
                .contains("            EURUSD_b.csv:12002: no time;1;1");
    }

    @Test
    void aSymbolThatNothingSaysIsAskedFor() throws Exception {
        Path requoted = QuoteFile.write(folder.resolve("y"), QuoteFile.requoted(quotes));

        assertThatThrownBy(() -> new TestRun(output, requoted).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "neither content nor name of y says which symbol it is; say it with --symbol, such as --symbol EURUSD");
        assertThatThrownBy(() -> new TestRun(output, requoted).symbol("QQQQ").run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pip size of QQQQ is not known");
        assertThat(new TestRun(output, requoted)
                        .symbol("QQQQ")
                        .pipSize(0.001)
                        .run()
                        .dataset()
                        .orElseThrow()
                        .symbol())
                .isEqualTo("QQQQ");
    }

    private void assertSameAsFresh(Path published, Path file) throws Exception {
        Path other = folder.resolve("fresh");
        new TestRun(other, file).run();
        assertThat(TestRun.contents(published)).isEqualTo(TestRun.contents(other));
    }
}
