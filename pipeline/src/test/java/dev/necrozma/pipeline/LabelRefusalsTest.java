package dev.necrozma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.label.Prices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries, paths and prices that do not go together, or that the data do not have. */
class LabelRefusalsTest {

    @TempDir
    private Path folder;

    private Path ticks;
    private Path bars;
    private Path output;

    @BeforeEach
    void writeInputs() throws IOException {
        ticks = QuoteFile.write(folder.resolve("x"), QuoteFile.exness(QuoteFile.walk(500)));
        StringBuilder rows = new StringBuilder("time,open,high,low,close\n");
        for (int i = 0; i < 300; i++) {
            rows.append(Instant.parse("2024-01-31T12:00:00Z").plusSeconds(300L * i))
                    .append(",1.1,1.1001,1.0999,1.1\n");
        }
        bars = QuoteFile.write(folder.resolve("GBPUSD"), rows.toString().getBytes(StandardCharsets.US_ASCII));
        output = folder.resolve("out");
    }

    @Test
    void ticksRefuseWhatCandlesCannotDecide() {
        LabelGrid candles = Grids.path(Grids.SMALL, LabelGrid.Path.CANDLES);

        refused(
                ticks,
                Grids.prices(candles, Prices.BID_ASK),
                "candles have no bid and ask to follow: choose --path ticks or --price mid");
        refused(
                ticks,
                Grids.entries(candles, LabelGrid.EVERY_TICK),
                "an entry at every tick cannot be followed on candles: choose --path ticks or --entries 1m");
        refused(
                ticks,
                Grids.prices(Grids.entries(candles, LabelGrid.EVERY_TICK), Prices.BID_ASK),
                "an entry at every tick cannot be followed on candles: choose --path ticks or --entries 1m");
    }

    @Test
    void barsRefuseWhatNeedsTicks() {
        LabelGrid five = Grids.entries(Grids.SMALL, 5);
        LabelGrid everyTick = Grids.entries(Grids.SMALL, LabelGrid.EVERY_TICK);
        String noEntries = "bars have no ticks to enter at: use --entries 1m or another interval";

        refused(bars, everyTick, noEntries);
        refused(bars, Grids.path(everyTick, LabelGrid.Path.TICKS), noEntries);
        refused(bars, Grids.path(everyTick, LabelGrid.Path.CANDLES), noEntries);
        refused(
                bars,
                Grids.path(five, LabelGrid.Path.TICKS),
                "bars have no ticks to decide labels by: use --path candles");
        refused(bars, Grids.prices(five, Prices.BID_ASK), "bars have no bid and ask: use --price mid");
    }

    @Test
    void aRefusedRunPublishesNothing() {
        assertThatThrownBy(() -> new TestRun(output, ticks)
                        .labels(Grids.prices(Grids.path(Grids.SMALL, LabelGrid.Path.CANDLES), Prices.BID_ASK))
                        .run())
                .isInstanceOf(BadInputException.class);

        assertThat(output.resolve("universes")).doesNotExist();
    }

    @Test
    void barsThatAreTooWideForTheEntriesSkipLabelsAndUniversesStillRun() throws Exception {
        TestRun run = new TestRun(output, bars).grid(List.of(5), List.of(5)).labels(Grids.SMALL);

        RunReport report = run.run();

        assertThat(run.messages)
                .contains(
                        "labels skipped: entries of 1m cannot be made of bars of 5 minutes; name others with --entries");
        assertThat(TestRun.computed(report)).containsEntry("universes", 1).doesNotContainKeys("levels", "labels");
        assertThat(TestRun.contents(output).keySet())
                .containsExactly(
                        "reports/import.json",
                        "universes/universe_5m_5lb.parquet",
                        "universes/universe_5m_5lb_metadata.json");
    }

    @Test
    void barsThatAreAsWideAsTheEntriesAreLabelled() throws Exception {
        for (int minutes : new int[] {5, 15}) {
            RunReport report = new TestRun(output, bars)
                    .labelsAlone(Grids.entries(Grids.SMALL, minutes))
                    .run();

            assertThat(TestRun.computed(report, "labels")).as("%d", minutes).isEqualTo(4);
            assertThat(report.labels().get(0).entries()).isEqualTo(1_500 / minutes);
        }
    }

    private void refused(Path input, LabelGrid grid, String sentence) {
        assertThatThrownBy(() -> new TestRun(output, input).labelsAlone(grid).run())
                .isInstanceOf(BadInputException.class)
                .hasMessage(sentence);
    }
}
