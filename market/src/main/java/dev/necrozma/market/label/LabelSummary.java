package dev.necrozma.market.label;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What the labels of one configuration come to.
 *
 * @param entries how many rows there are
 */
public record LabelSummary(LabelSpec spec, int entries, Direction up, Direction down) {

    private static final byte VERSION = 1;

    /**
     * One direction. Counts and sums are over all rows, means over the rows whose horizon is closed; what divides by nothing is NaN.
     * Sums and means are of the stored floats, left to right.
     *
     * @param target rows whose outcome is the target
     * @param stop rows whose outcome is the stop
     * @param none the other rows, the censored among them
     * @param censored rows whose horizon is open and whose outcome may change with it
     * @param touchedTarget rows whose path reaches the target within the horizon
     * @param touchedStop rows whose path reaches the stop within the horizon
     * @param successRate {@code target / (target + stop)}; descriptive only, since what is left out is no random part
     * @param meanMfe in pips
     * @param meanMae in pips
     * @param meanR {@code expectancyPips / stop}
     * @param expectancyPips the mean of {@code exit_pips}
     * @param expectancyLow lower end of its 95 % interval, by a {@linkplain DayBootstrap bootstrap over days}
     * @param expectancyHigh upper end
     */
    public record Direction(
            int target,
            int stop,
            int none,
            int censored,
            int touchedTarget,
            int touchedStop,
            double minutesToTargetSum,
            double minutesToStopSum,
            double successRate,
            double meanMfe,
            double meanMae,
            double meanR,
            double expectancyPips,
            double expectancyLow,
            double expectancyHigh) {

        private void write(ByteBuffer out) {
            out.putInt(target).putInt(stop).putInt(none).putInt(censored);
            out.putInt(touchedTarget).putInt(touchedStop);
            out.putDouble(minutesToTargetSum).putDouble(minutesToStopSum).putDouble(successRate);
            out.putDouble(meanMfe).putDouble(meanMae).putDouble(meanR);
            out.putDouble(expectancyPips).putDouble(expectancyLow).putDouble(expectancyHigh);
        }

        private static Direction read(ByteBuffer in) {
            return new Direction(
                    in.getInt(),
                    in.getInt(),
                    in.getInt(),
                    in.getInt(),
                    in.getInt(),
                    in.getInt(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble());
        }

        private static final int BYTES = 6 * Integer.BYTES + 9 * Double.BYTES;
    }

    /** The stored form: a version byte, then the numbers in the order of their declaration, big-endian. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(1 + 3 * Double.BYTES + Integer.BYTES + 2 * Direction.BYTES);
        out.put(VERSION);
        out.putDouble(spec.targetPips()).putDouble(spec.stopPips()).putDouble(spec.horizonMinutes());
        out.putInt(entries);
        up.write(out);
        down.write(out);
        return out.array();
    }

    /**
     * Reads the stored form.
     *
     * @throws IOException if the bytes are none
     */
    public static LabelSummary parse(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                throw new IOException("not the summary of labels of version " + VERSION);
            }
            LabelSpec spec = new LabelSpec(in.getDouble(), in.getDouble(), in.getDouble());
            return new LabelSummary(spec, in.getInt(), Direction.read(in), Direction.read(in));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("the summary of labels is damaged", e);
        }
    }
}
