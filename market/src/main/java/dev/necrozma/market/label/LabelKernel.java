package dev.necrozma.market.label;

/**
 * Derives the labels of any configuration from first passages: the triple-barrier method (M. López de Prado, Advances in Financial
 * Machine Learning, 2018, 3.4) for both directions at once. What depends on one barrier or one horizon alone is derived once and
 * kept in memory as far as it fits, so that a configuration only chooses, for each entry, between target, stop and horizon: its cost
 * does not depend on how far these lie. Safe for use by several threads; results do not depend on their number.
 */
public final class LabelKernel {

    /** Where first passages come from. Safe for use by as many threads as the kernel is used by. */
    public interface PassageSource {

        /** The index of the path point or {@link FirstPassages#NEVER}, for each entry of a chunk. The array is not written to. */
        int[] first(Barrier barrier, int chunk);
    }

    private static final byte TARGET = Outcome.TARGET.code();
    private static final byte STOP = Outcome.STOP.code();
    private static final byte NONE = Outcome.NONE.code();

    private record Horizon(PriceSide side, long nanos) {}

    private final LabelSeries series;
    private final PassageSource passages;
    private final ChunkMemo memo;

    /** @param memoryBytes how much memory may be spent to save work */
    public LabelKernel(LabelSeries series, PassageSource passages, long memoryBytes) {
        this.series = series;
        this.passages = passages;
        this.memo = new ChunkMemo(memoryBytes);
    }

    /** A kernel that finds first passages by itself. */
    public static LabelKernel searching(LabelSeries series, long memoryBytes) {
        return new LabelKernel(series, (barrier, chunk) -> FirstPassages.find(series, barrier, chunk), memoryBytes);
    }

    public LabelSeries series() {
        return series;
    }

    /** Writes the labels of a chunk of entries into {@code rows}. */
    public void label(LabelSpec spec, int chunk, LabelRows rows) {
        int from = series.chunkStart(chunk);
        int size = series.chunkEnd(chunk) - from;
        Prices prices = series.prices();
        long horizon = spec.horizonNanos();
        rows.reset(from, size, Math.min(size, Math.max(0, series.firstOpen(horizon) - from)));
        float win = (float) (spec.targetPips() / spec.stopPips());
        choose(
                passages(Barrier.longTarget(prices, spec), chunk),
                passages(Barrier.longStop(prices, spec), chunk),
                windows(Barrier.longSide(prices), horizon, chunk),
                1,
                win,
                rows,
                rows.up());
        choose(
                passages(Barrier.shortTarget(prices, spec), chunk),
                passages(Barrier.shortStop(prices, spec), chunk),
                windows(Barrier.shortSide(prices), horizon, chunk),
                -1,
                win,
                rows,
                rows.down());
    }

    private Passages passages(Barrier barrier, int chunk) {
        int entries = series.chunkEnd(chunk) - series.chunkStart(chunk);
        return memo.get(
                Passages.class,
                barrier,
                chunk,
                (long) entries * Passages.BYTES,
                () -> Passages.of(series, barrier, chunk, passages.first(barrier, chunk)));
    }

    private Windows windows(PriceSide side, long horizonNanos, int chunk) {
        int entries = series.chunkEnd(chunk) - series.chunkStart(chunk);
        return memo.get(
                Windows.class,
                new Horizon(side, horizonNanos),
                chunk,
                (long) entries * Windows.BYTES,
                () -> Windows.of(series, side, horizonNanos, chunk));
    }

    /* Of the three ways that a position may end, the one that comes first. sign: 1 for longs, -1 for shorts. */
    private void choose(
            Passages target,
            Passages stop,
            Windows window,
            int sign,
            float win,
            LabelRows rows,
            LabelRows.Columns out) {
        int[] last = window.last;
        int size = rows.size();
        int from = rows.from();
        float[] favourable = sign > 0 ? window.above : window.below;
        float[] adverse = sign > 0 ? window.below : window.above;
        for (int i = 0; i < size; i++) {
            int end = last[i];
            int atTarget = target.first[i];
            int atStop = stop.first[i];
            boolean touchedTarget = atTarget <= end;
            boolean touchedStop = atStop <= end;
            out.hitTarget()[i] = (byte) (touchedTarget ? 1 : 0);
            out.hitStop()[i] = (byte) (touchedStop ? 1 : 0);
            out.timeToTarget()[i] = touchedTarget ? target.minutes[i] : Float.NaN;
            out.timeToStop()[i] = touchedStop ? stop.minutes[i] : Float.NaN;
            if (touchedStop && atStop <= atTarget) {
                out.outcome()[i] = STOP;
                float loss = 0 - stop.gain[i];
                out.exitPips()[i] = loss;
                out.rMultiple()[i] = -1;
                out.mfe()[i] = stop.opposite[i];
                out.mae()[i] = loss;
                out.maxGapMinutes()[i] = stop.gap[i];
            } else if (touchedTarget) {
                out.outcome()[i] = TARGET;
                out.exitPips()[i] = target.gain[i];
                out.rMultiple()[i] = win;
                out.mfe()[i] = target.gain[i];
                out.mae()[i] = 0 - target.opposite[i];
                out.maxGapMinutes()[i] = target.gap[i];
            } else {
                boolean empty = end < series.start(from + i);
                out.outcome()[i] = NONE;
                out.exitPips()[i] = empty ? Float.NaN : 0 + sign * window.gain[i];
                out.rMultiple()[i] = Float.NaN;
                out.mfe()[i] = favourable[i];
                out.mae()[i] = 0 - adverse[i];
                out.maxGapMinutes()[i] = empty ? Float.NaN : window.gap[i];
            }
            out.censored()[i] = 0;
        }
        for (int i = rows.firstOpen(); i < size; i++) {
            if (out.hitTarget()[i] == 0) {
                out.hitTarget()[i] = LabelRows.UNKNOWN;
            }
            if (out.hitStop()[i] == 0) {
                out.hitStop()[i] = LabelRows.UNKNOWN;
            }
            out.censored()[i] = (byte) (out.outcome()[i] == NONE ? 1 : 0);
        }
    }
}
