package dev.necrozma.pipeline;

/** What a run may be asked for; whatever a stage needs is run too. */
public enum Stage {
    UNIVERSES("universes"),
    LABELS("labels");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** The name by which people ask for it, which is also that of its folder. */
    public String label() {
        return label;
    }
}
