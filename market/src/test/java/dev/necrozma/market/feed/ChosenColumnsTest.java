package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChosenColumnsTest extends FeedFixture {

    @Test
    void goByNameInAnyCaseOrByPosition() throws IOException {
        String expected = nanos("2014-05-01T05:00:01.787Z") + " 1.3 1.4";
        Map<String, String> textOfColumns = Map.of(
                "time=when,bid=buyers,ask=SELLERS", "Buyers;When;Sellers\n1.3;2014-05-01 05:00:01.787;1.4",
                "time=2,bid=1,ask=3", "1.3;2014-05-01 05:00:01.787;1.4",
                "time=2,bid=Buyers,ask=3", "Buyers;When;Sellers\n1.3;2014-05-01 05:00:01.787;1.4",
                "ask=4,bid=3,date=1,time=2", "2014-05-01|05:00:01.787|1.3|1.4",
                "symbol=1,time=2,bid=4,ask=5,bid_volume=3",
                        "Any\tWords\tAt\tThe\tTop\nx\t2014-05-01 05:00:01.787\t7\t1.3\t1.4");
        for (Map.Entry<String, String> entry : textOfColumns.entrySet()) {
            months.ticks.clear();
            ImportReport report = read(entry.getValue() + "\n", columns(entry.getKey()));
            assertThat(months.tickLines()).as(entry.getKey()).containsExactly(expected);
            assertThat(report.layout()).isEqualTo("generic");
            assertThat(report.rowsRejected()).isZero();
        }
    }

    @Test
    void overrideALayoutThatWouldBeRecognised() throws IOException {
        read("2018.01.02,00:00,1.2,1.3,1.1,1.25,57\n", columns("date=1,time=2,bid=5,ask=4"));
        assertThat(months.tickLines()).containsExactly(nanos("2018-01-02T00:00:00Z") + " 1.1 1.3");
    }

    @Test
    void ofBars() throws IOException {
        read("2018-01-02,1.2,1.3,1.1,1.25\n", columns("date=1,open=2,high=3,low=4,close=5"));
        assertThat(months.barTimes()).containsExactly(nanos("2018-01-02T00:00:00Z"));
    }

    @Test
    void thatAreNotThereAreToldInASentence() throws IOException {
        write("When,Bid,Ask\n2014-05-01 05:00:01,1.3,1.4\n");
        assertThat(failure(columns("time=When,bid=Bid2,ask=Ask")))
                .isEqualTo("x:1: --columns bid=Bid2 is not in 'When,Bid,Ask': its first line has no such name"
                        + " (columns separated by comma)");
        assertThat(failure(columns("time=1,bid=2,ask=3,ask_volume=4")))
                .isEqualTo("x:1: --columns ask_volume=4 is not in 'When,Bid,Ask': it has 3 columns"
                        + " (columns separated by comma)");
    }

    @Test
    void areOfTheGenericLayoutAlone() throws IOException {
        write("a,b,c\n");
        assertThat(failure(columns("time=1,bid=2,ask=3").withLayout("truefx")))
                .isEqualTo(
                        "layout truefx says itself how it is written: leave out --columns, --time-format, --decimal and"
                                + " --delimiter, or the layout");
        assertThat(failure(columns("time=1,bid=2,ask=3").withLayout("excel"))).startsWith("unknown layout 'excel'");
    }

    @Test
    void readBackFromTheirTextWhateverTheOrder() {
        ColumnChoice choice = ColumnChoice.parse(" ask=3 , TIME=Gmt time,bid=2");
        assertThat(choice).hasToString("time=Gmt time,bid=2,ask=3");
        assertThat(ColumnChoice.parse(choice.toString())).isEqualTo(choice).hasSameHashCodeAs(choice);
        assertThat(choice).isNotEqualTo(ColumnChoice.parse("time=Gmt time,bid=3,ask=2"));
    }

    @Test
    void thatCannotBeMeantAreToldInASentence() {
        Map<String, String> sentences = Map.of(
                "time", "'time' is not of the form time=Timestamp or time=1",
                "time=1,,bid=2", "'' is not of the form time=Timestamp or time=1",
                "when=1,bid=2,ask=3",
                        "'when' is no kind of column; known are date, time, symbol, bid, ask, open, high, low, close,"
                                + " bid_volume, ask_volume, volume",
                "time=0,bid=2,ask=3", "positions of columns go from 1 to 999: time=0",
                "time=1,time=2", "time is given twice",
                "bid=2,ask=3", "no column for time is named, such as time=1",
                "time=1,bid=2", "columns for bid and ask, or for open, high, low and close, must be named",
                "time=1,bid=2,ask=3,open=1,high=2,low=3,close=4",
                        "both quotes and bars are named; give bid and ask, or open, high, low and close");
        sentences.forEach((text, sentence) -> assertThatThrownBy(() -> ColumnChoice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence));
    }

    @Test
    void timeFormatsAndDelimitersThatCannotBeMeantAreToldInASentence() {
        Map<String, String> sentences = Map.of(
                "HH:mm", "'HH:mm' has no year (yyyy)",
                "yyyy", "'yyyy' has no month (MM)",
                "yyyy-MM-dd hh:mm", "'yyyy-MM-dd hh:mm' has hours of half days (h) without a, or a without them",
                "yyyy-MM-dd'T", "'yyyy-MM-dd'T' leaves a quote open",
                "yyyy-MM-dd[ HH", "'yyyy-MM-dd[ HH' leaves a bracket open",
                "yyyy]", "'yyyy]' closes a bracket that is not open",
                "yyyy-MM-ddTHH",
                        "'yyyy-MM-ddTHH' has a letter that means nothing here: T; use such as yyyy-MM-dd HH:mm:ss.SSS, with"
                                + " other text in quotes");
        sentences.forEach((text, sentence) -> assertThatThrownBy(
                        () -> new TextForm(Optional.empty(), Optional.of(text), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence));
        assertThat(TextForm.parseDelimiter("tab")).isEqualTo('\t');
        assertThat(TextForm.parseDelimiter(";")).isEqualTo(';');
        for (String text : List.of("", ";;", "x", "-", "\"", "1")) {
            assertThatThrownBy(() -> TextForm.parseDelimiter(text))
                    .hasMessageStartingWith("must be comma, semicolon, ");
        }
    }

    private static FeedOptions columns(String text) {
        return FeedOptions.defaults()
                .withText(new TextForm(
                        Optional.of(ColumnChoice.parse(text)), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
