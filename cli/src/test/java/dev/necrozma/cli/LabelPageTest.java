package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.label.LabelSpec;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.pipeline.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labels come to, at the end of a run. */
class LabelPageTest {

    private static final double UNKNOWN = Double.NaN;
    private static final Means UNDECIDED = new Means(UNKNOWN, UNKNOWN, UNKNOWN);

    @TempDir
    Path folder;

    @Test
    void theFiveBestOfBothDirectionsAreATable() {
        String page = page(
                label("T5_S5_H1", 0, means(0.01, -0.02, 0.04), 2, means(-0.01, -0.04, 0.02)),
                label("T50_S30_H1440", 1_284, means(0.5, -0.25, 1.25), 1_301, means(-0.5, -1.25, 0.25)),
                label("T7.5_S5_H60", 40, means(0.0625, -0.1, 0.2), 41, means(-0.0004, -0.2, 0.1)),
                label("T10_S5_H60", 40, means(0.0625, UNKNOWN, UNKNOWN), 41, UNDECIDED));

        assertThat(page).isEqualToNormalizingNewlines("""
                best labels by expectancy, in pips
                configuration  direction  expectancy    95 % interval        R  success rate  mean mfe  mean mae
                T50_S30_H1440  up              0.500  -0.250 to 1.250   0.0167        25.0 %      4.13     -3.99
                T7.5_S5_H60    up              0.063  -0.100 to 0.200   0.0125        25.0 %      4.13     -3.99
                T10_S5_H60     up              0.063                -   0.0125        25.0 %      4.13     -3.99
                T5_S5_H1       up              0.010  -0.020 to 0.040   0.0020        25.0 %      4.13     -3.99
                T7.5_S5_H60    down            0.000  -0.200 to 0.100  -0.0001        25.0 %      4.13     -3.99
                none is distinguishable from zero at 95 %; the best of 7 is a selection: expect less on other data
                372,607 entries; censored (the data end first): 0 to 1,284 longs, 2 to 1,301 shorts a configuration
                """);
    }

    @Test
    void whatIsAboveZeroIsStillASelection() {
        assertThat(page(label("T5_S5_H1", 0, means(0.3, 0.1, 0.5), 0, means(-0.3, -0.5, -0.1))))
                .contains(line("the best of 2 is a selection: expect less on other data"));
    }

    @Test
    void theFirstMayBeLessCertainThanOneBelowIt() {
        assertThat(page(label("T5_S5_H1", 0, means(0.3, -0.1, 0.7), 0, means(0.2, 0.1, 0.3))))
                .contains(line("the first is not known to be above zero; the best of 2 is a selection:"
                        + " expect less on other data"));
    }

    @Test
    void whatLosesIsNotCalledIndistinguishable() {
        assertThat(page(label("T5_S5_H1", 0, means(-0.1, -0.2, 0.1), 0, means(-0.3, -0.5, -0.1))))
                .contains(line("none is above zero at 95 %; the best of 2 is a selection: expect less on other data"));
    }

    @Test
    void oneDayHasNoInterval() {
        assertThat(page(label("T5_S5_H1", 0, means(0.1, UNKNOWN, UNKNOWN), 0, UNDECIDED)))
                .contains(line("entries of one day have no interval;"
                        + " the best of 1 is a selection: expect less on other data"));
    }

    @Test
    void whatIsNotKnownIsADash() {
        LabelSummary.Direction hardly = new LabelSummary.Direction(
                0, 0, 9, 0, 0, 0, 0, 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 0.125, UNKNOWN, UNKNOWN);

        assertThat(page(new LabelSummary(LabelSpec.parse("T5_S5_H1"), 9, hardly, hardly)))
                .contains(line(
                        "T5_S5_H1       up              0.125              -  -             -         -         -"));
    }

    @Test
    void dataThatEndBeforeEveryHorizonHaveNoBest() {
        assertThat(page(label("T5_S5_H1440", 7, UNDECIDED, 7, UNDECIDED))).isEqualToNormalizingNewlines("""
                labels: no expectancy is known, since every horizon reaches beyond the data
                372,607 entries; censored (the data end first): 7 longs, 7 shorts a configuration
                """);
    }

    @Test
    void noneCensoredIsSaid() {
        assertThat(page(label("T5_S5_H1", 0, UNDECIDED, 0, UNDECIDED)))
                .endsWith(line("372,607 entries, none censored"));
    }

    @Test
    void quietRunsAndRunsWithoutLabelsSayNothing() {
        assertThat(run(List.of()).out()).isEmpty();
        assertThat(run(List.of(label("T5_S5_H1", 0, UNDECIDED, 0, UNDECIDED)), "--quiet"))
                .isEqualTo(new Session(0, "", ""));
    }

    @Test
    void jsonHasTheBestWithNullForWhatIsNotKnown() {
        Session session =
                run(List.of(label("T5_S5_H1", 0, means(0.1, UNKNOWN, UNKNOWN), 0, means(0.5, -0.25, 1.25))), "--json");

        assertThat(session.out())
                .contains(
                        "\"labels\":{\"entries\":372607,\"best\":["
                                + "{\"name\":\"T5_S5_H1\",\"direction\":\"down\",\"expectancy_pips\":0.5,"
                                + "\"expectancy_low\":-0.25,\"expectancy_high\":1.25,\"mean_r\":0.1},"
                                + "{\"name\":\"T5_S5_H1\",\"direction\":\"up\",\"expectancy_pips\":0.1,"
                                + "\"expectancy_low\":null,\"expectancy_high\":null,\"mean_r\":0.02}],\"censored_most\":0},\"exit_code\":0");
        assertThat(session.err()).contains("best labels by expectancy");
    }

    @Test
    void jsonSaysHowManyEntriesAreCensoredAtMost() {
        LabelSummary few = label("T5_S5_H1", 2, UNDECIDED, 3, UNDECIDED);

        for (LabelSummary most : List.of(
                label("T5_S5_H1440", 1_284, UNDECIDED, 1_100, UNDECIDED),
                label("T5_S5_H1440", 1_100, UNDECIDED, 1_284, UNDECIDED))) {
            assertThat(run(List.of(few, most, few), "--json").out())
                    .contains("\"labels\":{\"entries\":372607,\"best\":[],\"censored_most\":1284}");
        }
    }

    private String page(LabelSummary... labels) {
        return run(List.of(labels)).out();
    }

    private Session run(List<LabelSummary> labels, String... more) {
        RunReport report =
                new RunReport("r1", Optional.empty(), List.of(), List.of(), Map.of(), labels, List.of(), false);
        String[] args = new String[2 + more.length];
        args[0] = "run";
        args[1] = "--sample";
        System.arraycopy(more, 0, args, 2, more.length);
        return Session.of((request, listener, cancellation) -> report, folder, args);
    }

    private static LabelSummary label(String name, int upCensored, Means up, int downCensored, Means down) {
        LabelSpec spec = LabelSpec.parse(name);
        return new LabelSummary(spec, 372_607, direction(spec, upCensored, up), direction(spec, downCensored, down));
    }

    private static LabelSummary.Direction direction(LabelSpec spec, int censored, Means means) {
        return new LabelSummary.Direction(
                100,
                300,
                372_207,
                censored,
                110,
                310,
                1_000,
                2_000,
                0.25,
                4.126,
                -3.994,
                means.expectancy() / spec.stopPips(),
                means.expectancy(),
                means.low(),
                means.high());
    }

    private static Means means(double expectancy, double low, double high) {
        return new Means(expectancy, low, high);
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }

    /** An expectancy and its interval. */
    private record Means(double expectancy, double low, double high) {}
}
