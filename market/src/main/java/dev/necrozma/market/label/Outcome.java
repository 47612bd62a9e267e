package dev.necrozma.market.label;

/** How a position ended within its horizon. */
public enum Outcome {
    /** The target was reached first. */
    TARGET(0, "target"),
    /** The stop was reached first, or at the same path point as the target. */
    STOP(1, "stop"),
    /** Neither was reached. */
    NONE(2, "none");

    private final byte code;
    private final String label;

    Outcome(int code, String label) {
        this.code = (byte) code;
        this.label = label;
    }

    /** What stands for it in {@link LabelRows}: 0, 1, 2 in the order of declaration. */
    public byte code() {
        return code;
    }

    /** The name in lower case. */
    public String label() {
        return label;
    }
}
