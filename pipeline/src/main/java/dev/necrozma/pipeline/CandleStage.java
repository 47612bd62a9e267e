package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.SweepResult;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.candle.CandleCodec;
import dev.necrozma.market.candle.CandleSeries;
import dev.necrozma.market.candle.Candles;
import dev.necrozma.market.tick.BarCodec;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Aggregates each month into candles of each interval. A unit is an interval and a month. */
final class CandleStage {

    static final String NAME = "candles";
    static final String PAYLOAD = "candles";

    private static final int VERSION = 2;

    private final Dataset data;
    private final UnitReader reader;
    private final Recent<YearMonth, TickSeries> ticks;
    private final Recent<YearMonth, BarSeries> bars;

    CandleStage(Dataset data, UnitReader reader, int workers) {
        this.data = data;
        this.reader = reader;
        this.ticks = new Recent<>(workers);
        this.bars = new Recent<>(workers);
    }

    /** The units, month by month, so that a month is decoded once for all intervals. */
    List<SweepUnit> units(List<Integer> intervals) {
        List<SweepUnit> units = new ArrayList<>();
        data.months().forEach((month, rows) -> {
            for (int interval : intervals) {
                units.add(unit(interval, month, rows));
            }
        });
        return units;
    }

    private SweepUnit unit(int interval, YearMonth month, Artifact rows) {
        boolean last = month.equals(data.months().lastKey());
        CacheKey key = CacheKey.of(NAME, VERSION)
                .parameter("interval_minutes", interval)
                .parameter("pip_size", data.instrument().pipSize())
                .parameter("last_month", last, false)
                .input(TickStage.NAME, rows.fingerprint(TickStage.PAYLOAD))
                .build();
        return new SweepUnit(name(interval, month), key, out -> write(compute(rows, interval, month, !last), out));
    }

    private CandleSeries compute(Artifact rows, int interval, YearMonth month, boolean followed) throws IOException {
        return data.ticks()
                ? Candles.fromTicks(
                        ticks.get(month, () -> TickCodec.decode(reader.read(rows, TickStage.PAYLOAD))),
                        interval,
                        data.instrument(),
                        followed)
                : Candles.fromBars(
                        bars.get(month, () -> BarCodec.decode(reader.read(rows, TickStage.PAYLOAD))),
                        interval,
                        data.instrument(),
                        followed);
    }

    private static void write(CandleSeries candles, Draft out) throws IOException {
        try (OutputStream payload = out.create(PAYLOAD)) {
            CandleCodec.encode(candles, payload);
        }
        out.attribute("rows", Integer.toString(candles.size()));
    }

    private static String name(int interval, YearMonth month) {
        return "candles_" + interval + "m_" + month;
    }

    /** The candles of an interval, by month. */
    SortedMap<YearMonth, Artifact> months(SweepResult result, int interval) {
        SortedMap<YearMonth, Artifact> months = new TreeMap<>();
        for (YearMonth month : data.months().keySet()) {
            months.put(month, result.artifact(name(interval, month)));
        }
        return months;
    }

    /** The candles of consecutive months as one series. */
    static CandleSeries read(Collection<Artifact> months, UnitReader reader) throws IOException {
        List<CandleSeries> parts = new ArrayList<>();
        for (Artifact month : months) {
            parts.add(CandleCodec.decode(reader.read(month, PAYLOAD)));
        }
        return CandleSeries.concat(parts);
    }
}
