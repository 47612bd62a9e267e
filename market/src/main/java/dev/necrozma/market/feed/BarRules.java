package dev.necrozma.market.feed;

import java.nio.file.Path;

/** What a bar must be, whatever file it comes from. */
final class BarRules {

    private static final long MINUTE = 60_000_000_000L;

    private BarRules() {}

    /** What is wrong with a bar that opens at {@code time}, where the one above opens at {@code latest}. */
    static RowStatus status(double[] openHighLowClose, long time, long latest, int minutes) {
        double high = openHighLowClose[1];
        double low = openHighLowClose[2];
        double inner = Math.min(openHighLowClose[0], openHighLowClose[3]);
        double outer = Math.max(openHighLowClose[0], openHighLowClose[3]);
        if (low > inner || outer > high) {
            return RowStatus.BAD_BAR;
        }
        if (time % (minutes * MINUTE) != 0) {
            return RowStatus.OFF_GRID;
        }
        return time == latest ? RowStatus.REPEATED_BAR : RowStatus.OK;
    }

    /**
     * The width of bars whose smallest step is {@code stepSeconds}; a minute if there is only one bar.
     *
     * @throws FeedException if a bar cannot be so wide
     */
    static int minutes(Path file, long stepSeconds) throws FeedException {
        if (stepSeconds == Long.MAX_VALUE) {
            return 1;
        }
        if (stepSeconds % 60 != 0 || 1440 % Math.max(1, stepSeconds / 60) != 0) {
            throw new FeedException(file + ": bars " + stepSeconds
                    + " s apart cannot be used; the width of a bar must be whole minutes that divide a day");
        }
        return (int) (stepSeconds / 60);
    }
}
