package dev.necrozma.market.label;

/**
 * The labels of consecutive entries for one configuration, as columns that are overwritten with each chunk. The arrays have the
 * length {@link LabelSeries#CHUNK}; the first {@link #size} elements count. Used by one thread at a time.
 */
public final class LabelRows {

    /** A truth value that is not known yet. */
    public static final byte UNKNOWN = 2;

    private final Columns up = new Columns();
    private final Columns down = new Columns();
    private int from;
    private int size;
    private int firstOpen;

    /** Empty rows. */
    public LabelRows() {}

    void reset(int newFrom, int newSize, int newFirstOpen) {
        from = newFrom;
        size = newSize;
        firstOpen = newFirstOpen;
    }

    /** The entry of the first row. */
    public int from() {
        return from;
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** The first row whose horizon is open, as are those of all rows after it; {@link #size} if none is. */
    public int firstOpen() {
        return firstOpen;
    }

    /** Labels of longs. */
    public Columns up() {
        return up;
    }

    /** Labels of shorts. */
    public Columns down() {
        return down;
    }

    /** The labels of one direction. Pips are rounded to 1e-6 and then to a float; NaN stands for null. */
    public static final class Columns {

        private final byte[] outcome = new byte[LabelSeries.CHUNK];
        private final byte[] hitTarget = new byte[LabelSeries.CHUNK];
        private final byte[] hitStop = new byte[LabelSeries.CHUNK];
        private final float[] timeToTarget = new float[LabelSeries.CHUNK];
        private final float[] timeToStop = new float[LabelSeries.CHUNK];
        private final float[] exitPips = new float[LabelSeries.CHUNK];
        private final float[] rMultiple = new float[LabelSeries.CHUNK];
        private final float[] mfe = new float[LabelSeries.CHUNK];
        private final float[] mae = new float[LabelSeries.CHUNK];
        private final float[] maxGapMinutes = new float[LabelSeries.CHUNK];
        private final byte[] censored = new byte[LabelSeries.CHUNK];

        private Columns() {}

        /** As {@link Outcome#code}. */
        public byte[] outcome() {
            return outcome;
        }

        /** Whether the path reached the target within the horizon: 1, 0, or {@link #UNKNOWN} while the horizon is open. */
        public byte[] hitTarget() {
            return hitTarget;
        }

        /** Whether the path reached the stop within the horizon: 1, 0, or {@link #UNKNOWN} while the horizon is open. */
        public byte[] hitStop() {
            return hitStop;
        }

        /** Minutes from the entry; NaN if untouched. */
        public float[] timeToTarget() {
            return timeToTarget;
        }

        /** Minutes from the entry; NaN if untouched. */
        public float[] timeToStop() {
            return timeToStop;
        }

        /** The gain at the exit, in pips; NaN if no path point lies within the horizon. */
        public float[] exitPips() {
            return exitPips;
        }

        /** Target over stop if the outcome is the target, -1 if it is the stop, else NaN. */
        public float[] rMultiple() {
            return rMultiple;
        }

        /** The most favourable excursion until the exit, in pips, at least 0. */
        public float[] mfe() {
            return mfe;
        }

        /** The most adverse excursion until the exit, in pips, at most 0. */
        public float[] mae() {
            return mae;
        }

        /** The longest wait for a path point from the entry to the exit; NaN if no path point lies within the horizon. */
        public float[] maxGapMinutes() {
            return maxGapMinutes;
        }

        /** 1 if the outcome is {@link Outcome#NONE} and the horizon is open, else 0. */
        public byte[] censored() {
            return censored;
        }
    }
}
