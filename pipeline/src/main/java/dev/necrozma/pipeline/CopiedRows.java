package dev.necrozma.pipeline;

import dev.necrozma.engine.disk.LocalDisk;
import dev.necrozma.engine.run.RunRecord;
import dev.necrozma.engine.run.RunRecords;
import dev.necrozma.engine.run.StageRecord;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.DirectoryStore;
import dev.necrozma.market.tick.BarCodec;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes rows that the last run of a store imported as a text with a header: the same rows in other words. */
public final class CopiedRows {

    private static final int MOST_ROWS = 500_000;

    /* In units of the last digit: so that the bar has the highest price of any longer candle that it is part of. */
    private static final BigDecimal FAR = BigDecimal.valueOf(1_000);

    private CopiedRows() {}

    /**
     * Writes the rows of the first month to {@code file}, up to half a million.
     *
     * @param changed whether one price in the middle is another: a bid by its last digit, or of bars a high by a lot
     * @throws BadInputException if there is no run, or its rows are gone
     */
    public static void write(Path store, Path file, boolean changed) throws BadInputException, IOException {
        try (DirectoryStore opened = DirectoryStore.open(new LocalDisk(), store, Clock.systemUTC());
                BufferedWriter out = Files.newBufferedWriter(file)) {
            byte[] rows = opened.read(units(opened, TickStage.NAME).get(0), TickStage.PAYLOAD);
            if (units(opened, ImportStage.NAME).get(0).attribute("kind").equals("ticks")) {
                writeTicks(TickCodec.decode(rows), changed, out);
            } else {
                writeBars(BarCodec.decode(rows), changed, out);
            }
        }
    }

    private static List<Artifact> units(DirectoryStore store, String wanted) throws BadInputException, IOException {
        RunRecord run = new RunRecords(new LocalDisk(), store.directory().resolve("runs"))
                .newest(about -> true)
                .orElseThrow(() -> new BadInputException("no run in " + store.directory()));
        List<Artifact> units = new ArrayList<>();
        for (StageRecord stage : run.stages()) {
            if (stage.name().equals(wanted)) {
                for (StageRecord.Unit unit : stage.units()) {
                    units.add(store.find(unit.key())
                            .orElseThrow(() -> new BadInputException("the rows of " + unit.name() + " are gone")));
                }
            }
        }
        return units;
    }

    private static void writeTicks(TickSeries ticks, boolean changed, BufferedWriter out) throws IOException {
        out.write("time,bid,ask\n");
        int rows = Math.min(MOST_ROWS, ticks.size());
        for (int i = 0; i < rows; i++) {
            BigDecimal bid = BigDecimal.valueOf(ticks.bid(i));
            boolean here = changed && i == rows / 2;
            line(out, ticks.timeNanos(i), here ? bid.subtract(bid.ulp()) : bid, BigDecimal.valueOf(ticks.ask(i)));
        }
    }

    private static void writeBars(BarSeries bars, boolean changed, BufferedWriter out) throws IOException {
        out.write("time,open,high,low,close\n");
        int rows = Math.min(MOST_ROWS, bars.size());
        for (int i = 0; i < rows; i++) {
            BigDecimal high = BigDecimal.valueOf(bars.high(i));
            if (changed && i == rows / 2) {
                high = high.add(high.ulp().multiply(FAR));
            }
            line(
                    out,
                    bars.timeNanos(i),
                    BigDecimal.valueOf(bars.open(i)),
                    high,
                    BigDecimal.valueOf(bars.low(i)),
                    BigDecimal.valueOf(bars.close(i)));
        }
    }

    private static void line(BufferedWriter out, long timeNanos, BigDecimal... prices) throws IOException {
        out.write(Nanos.instant(timeNanos).toString());
        for (BigDecimal price : prices) {
            out.write(',');
            out.write(price.toPlainString());
        }
        out.write('\n');
    }
}
