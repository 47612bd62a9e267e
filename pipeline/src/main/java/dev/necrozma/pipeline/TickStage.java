package dev.necrozma.pipeline;

import dev.necrozma.engine.key.CacheKey;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.engine.store.Draft;
import dev.necrozma.engine.sweep.SweepUnit;
import dev.necrozma.engine.sweep.UnitReader;
import dev.necrozma.market.feed.FeedException;
import dev.necrozma.market.tick.BarCodec;
import dev.necrozma.market.tick.BarSeries;
import dev.necrozma.market.tick.TickCodec;
import dev.necrozma.market.tick.TickSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * Joins the slices of each month, from one file or several, and leaves out what lies before or after the wanted times. A unit is a
 * month, keyed by the content of its slices: so files that hold the same rows in other words give the same keys.
 */
final class TickStage {

    static final String NAME = "ticks";
    static final String PAYLOAD = "rows";

    /** The attribute that says how many rows were left out because another file has them. */
    static final String MERGED = "merged";

    private static final int VERSION = 1;

    private TickStage() {}

    /** A unit for each month, in order, named for it. The files are in the order of their times. */
    static List<SweepUnit> of(
            List<ImportedFile> files, Optional<Instant> from, Optional<Instant> to, boolean merge, UnitReader reader) {
        SortedMap<YearMonth, List<ImportedFile>> slices = new TreeMap<>();
        for (ImportedFile file : files) {
            for (String month : file.months()) {
                slices.computeIfAbsent(YearMonth.parse(month), absent -> new ArrayList<>())
                        .add(file);
            }
        }
        long fromNanos = from.map(Nanos::of).orElse(Long.MIN_VALUE);
        long toNanos = to.map(Nanos::of).orElse(Long.MAX_VALUE);
        List<SweepUnit> units = new ArrayList<>();
        slices.forEach((month, parts) -> {
            long start = Nanos.startOf(month);
            long end = Nanos.startOf(month.plusMonths(1));
            if (fromNanos < end && toNanos > start) {
                units.add(unit(
                        month,
                        parts,
                        Math.max(start, fromNanos),
                        Math.min(end, toNanos),
                        merge && touch(parts),
                        reader));
            }
        });
        return units;
    }

    private static SweepUnit unit(
            YearMonth month, List<ImportedFile> files, long fromNanos, long toNanos, boolean merge, UnitReader reader) {
        boolean whole = fromNanos == Nanos.startOf(month) && toNanos == Nanos.startOf(month.plusMonths(1));
        CacheKey.Builder key = CacheKey.of(NAME, VERSION)
                .parameter("from", text(fromNanos), text(Nanos.startOf(month)))
                .parameter("to", text(toNanos), text(Nanos.startOf(month.plusMonths(1))))
                .parameter("merge", merge, false);
        for (int i = 0; i < files.size(); i++) {
            String name = files.size() == 1 ? "slice" : "slice-" + (i + 1);
            key.input(name, files.get(i).artifact().fingerprint(month.toString()));
        }
        boolean ticks = files.get(0).isTicks();
        return new SweepUnit(month.toString(), key.build(), out -> {
            List<byte[]> slices = new ArrayList<>();
            for (ImportedFile file : files) {
                slices.add(reader.read(file.artifact(), month.toString()));
            }
            boolean asItIs = whole && slices.size() == 1;
            if (ticks) {
                writeTicks(slices, asItIs, fromNanos, toNanos, merge, out);
            } else {
                writeBars(slices, asItIs, fromNanos, toNanos, merge, files, out);
            }
        });
    }

    /* Whether some file begins at or before the end of one before it, so that both may hold a row. */
    private static boolean touch(List<ImportedFile> files) {
        for (int i = 1; i < files.size(); i++) {
            Instant start = files.get(i).first();
            if (files.subList(0, i).stream().anyMatch(before -> !start.isAfter(before.last()))) {
                return true;
            }
        }
        return false;
    }

    private static String text(long nanos) {
        return Nanos.instant(nanos).toString();
    }

    private static void writeTicks(
            List<byte[]> slices, boolean asItIs, long fromNanos, long toNanos, boolean merge, Draft out)
            throws IOException {
        List<TickSeries> parts = new ArrayList<>();
        for (byte[] slice : slices) {
            parts.add(TickCodec.decode(slice).between(fromNanos, toNanos));
        }
        TickSeries ticks = merge ? parts.stream().reduce(TickSeries::merge).orElseThrow() : TickSeries.concat(parts);
        if (merge) {
            describeMerge(parts.stream().mapToInt(TickSeries::size).sum() - ticks.size(), out);
        }
        if (asItIs) {
            out.put(PAYLOAD, slices.get(0));
        } else {
            try (OutputStream rows = out.create(PAYLOAD)) {
                TickCodec.encode(ticks, rows);
            }
        }
        describe(out, ticks.size(), ticks::timeNanos);
    }

    private static void writeBars(
            List<byte[]> slices,
            boolean asItIs,
            long fromNanos,
            long toNanos,
            boolean merge,
            List<ImportedFile> files,
            Draft out)
            throws IOException {
        List<BarSeries> parts = new ArrayList<>();
        for (byte[] slice : slices) {
            parts.add(BarCodec.decode(slice).between(fromNanos, toNanos));
        }
        BarSeries bars = merge ? merged(parts, files) : BarSeries.concat(parts);
        if (merge) {
            describeMerge(parts.stream().mapToInt(BarSeries::size).sum() - bars.size(), out);
        }
        if (asItIs) {
            out.put(PAYLOAD, slices.get(0));
        } else {
            try (OutputStream rows = out.create(PAYLOAD)) {
                BarCodec.encode(bars, rows);
            }
        }
        describe(out, bars.size(), bars::timeNanos);
    }

    private static BarSeries merged(List<BarSeries> parts, List<ImportedFile> files) throws FeedException {
        BarSeries merged = parts.get(0);
        for (int i = 1; i < parts.size(); i++) {
            try {
                merged = BarSeries.merge(merged, parts.get(i));
            } catch (IllegalArgumentException differ) {
                throw new FeedException(
                        files.get(i).name() + " cannot be merged with what begins before it: " + differ.getMessage());
            }
        }
        return merged;
    }

    private static void describeMerge(int leftOut, Draft out) {
        out.attribute(MERGED, Integer.toString(leftOut));
    }

    private static void describe(Draft out, int rows, IntToLongFunction timeNanos) {
        out.attribute("rows", Integer.toString(rows));
        if (rows > 0) {
            out.attribute("first", Nanos.instant(timeNanos.applyAsLong(0)).toString());
            out.attribute("last", Nanos.instant(timeNanos.applyAsLong(rows - 1)).toString());
        }
    }

    /** The months that have rows. */
    static SortedMap<YearMonth, Artifact> months(Map<String, Artifact> units) {
        SortedMap<YearMonth, Artifact> months = new TreeMap<>();
        units.forEach((name, artifact) -> {
            if (!artifact.attribute("rows").equals("0")) {
                months.put(YearMonth.parse(name), artifact);
            }
        });
        return months;
    }
}
