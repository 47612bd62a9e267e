package dev.necrozma.cli;

/** What random cases are made of: the same in every build, another one in each thorough run, or the one that is asked for. */
final class Seed {

    private Seed() {}

    static long value() {
        long usual = Boolean.getBoolean("necrozma.test.otherSeeds") ? System.nanoTime() : 1;
        return Long.getLong("necrozma.test.seed", usual);
    }
}
