package dev.necrozma.market.feed;

/**
 * The clock of times without an offset when the user names none.
 *
 * @param clock the clock that stands unless the week opens tell otherwise
 * @param basis why it stands
 * @param inferred whether the week opens are asked
 */
record ClockRule(SourceClock clock, Basis basis, boolean inferred) {

    static final ClockRule UTC = new ClockRule(SourceClock.UTC, Basis.DEFAULT, false);

    /** UTC−05:00, as HistData documents. */
    static final ClockRule EASTERN_STANDARD = new ClockRule(SourceClock.fixed(-5), Basis.DOCUMENTED, false);

    /** The same of its bars, which often tell otherwise. */
    static final ClockRule HISTDATA_BARS = new ClockRule(SourceClock.fixed(-5), Basis.DOCUMENTED, true);

    /** Midnight at 17:00 in New York: what most brokers' servers show, so that a week has five daily bars. */
    static final ClockRule BROKER = new ClockRule(SourceClock.parse("America/New_York+7"), Basis.ASSUMED, true);

    static ClockRule stated(SourceClock clock) {
        return new ClockRule(clock, Basis.STATED, false);
    }

    /** Why a clock is taken. */
    enum Basis {
        DEFAULT("default", "default of the layout"),
        DOCUMENTED("documented", "documented by the vendor"),
        STATED("stated", "stated by the header"),
        ASSUMED("assumed", "assumed, as no such file states one; --source-zone names another");

        private final String word;
        private final String reason;

        Basis(String word, String reason) {
            this.word = word;
            this.reason = reason;
        }

        /** In a word. */
        String word() {
            return word;
        }

        /** For a report. */
        String reason() {
            return reason;
        }
    }
}
