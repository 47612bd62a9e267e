package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.necrozma.market.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What texts have that were not written for us: each way of writing, alone. */
class TextFormsTest extends FeedFixture {

    private static final String HEADER = "time,bid,ask\n";
    private static final String FIRST = "2014-05-01 05:00:00,1.3,1.4\n";
    private static final String SECOND = "2014-05-01 05:00:01,1.3,1.4\n";
    private static final List<String> BOTH =
            List.of(nanos("2014-05-01T05:00:00Z") + " 1.3 1.4", nanos("2014-05-01T05:00:01Z") + " 1.3 1.4");

    @Test
    void mixedNumbersOfDecimals() throws IOException {
        ImportReport report = read(HEADER + "2014-05-01 05:00:00,1.3,1.38675\n2014-05-01 05:00:01,1,1.400\n");
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T05:00:00Z") + " 1.3 1.38675", nanos("2014-05-01T05:00:01Z") + " 1.0 1.4");
        assertThat(report.decimals()).isEqualTo(5);
    }

    @Test
    void plusSigns() throws IOException {
        assertRead(HEADER + FIRST + "2014-05-01 05:00:01,+1.3,+1.4\n");
    }

    @Test
    void exponents() throws IOException {
        ImportReport report = read(HEADER + FIRST + "2014-05-01 05:00:01,13e-1,0.14E+1\n");
        assertThat(months.tickLines()).isEqualTo(BOTH);
        assertThat(report.decimals()).isEqualTo(1);
    }

    @Test
    void thousandsSeparatorsThatCanMeanNothingElse() throws IOException {
        for (String number : List.of("1,234.5", "1 234.5", "1'234.5", "1\u00a0234.50", "1\u202f234.5")) {
            months.ticks.clear();
            ImportReport report = read("time;bid;ask\n2014-05-01 05:00:00;" + number + ";1,234,567\n");
            assertThat(months.tickLines())
                    .as(number)
                    .containsExactly(nanos("2014-05-01T05:00:00Z") + " 1234.5 1234567.0");
            assertThat(report.decimals()).isEqualTo(1);
        }
    }

    @Test
    void thousandsSeparatorsInQuotesWhereCommasSeparateFields() throws IOException {
        read(HEADER + "2014-05-01 05:00:00,\"1,234.5\",\"1,234.75\"\n");
        assertThat(months.tickLines()).containsExactly(nanos("2014-05-01T05:00:00Z") + " 1234.5 1234.75");
    }

    @Test
    void aLoneGroupIsReadOnceTheDecimalMarkIsSaid() throws IOException {
        String text = "time;bid;ask\n2014-05-01 05:00:00;64,123;64,124\n";
        assertThat(failure(text)).startsWith("x:2: decimal comma instead of a point in ");
        read(text, decimal(DecimalMark.POINT));
        assertThat(months.tickLines()).containsExactly(nanos("2014-05-01T05:00:00Z") + " 64123.0 64124.0");
        months.ticks.clear();
        read(text, decimal(DecimalMark.COMMA));
        assertThat(months.tickLines()).containsExactly(nanos("2014-05-01T05:00:00Z") + " 64.123 64.124");
    }

    @Test
    void decimalCommas() throws IOException {
        ImportReport report = read("time;bid;ask\n2014-05-01 05:00:00;1,38667;1.234,5\n", decimal(DecimalMark.COMMA));
        assertThat(months.tickLines()).containsExactly(nanos("2014-05-01T05:00:00Z") + " 1.38667 1234.5");
        assertThat(report.decimals()).isEqualTo(5);
        months.ticks.clear();
        read(HEADER + "2014-05-01 05:00:00,\"1,38667\",\"1,4\"\n", decimal(DecimalMark.COMMA));
        assertThat(months.tickLines()).containsExactly(nanos("2014-05-01T05:00:00Z") + " 1.38667 1.4");
    }

    @Test
    void aByteOrderMark() throws IOException {
        assertRead("\ufeff" + HEADER + FIRST + SECOND);
        assertThat(read("\ufeffEUR/USD,20140501 00:00:00.292,1.3,1.4\n").symbol())
                .contains("EURUSD");
    }

    @Test
    void utf16IsNamed() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(failure((HEADER + FIRST).getBytes(charset))).isEqualTo("x is UTF-16 text; save it as UTF-8");
        }
    }

    @Test
    void carriageReturnsBeforeLineFeeds() throws IOException {
        assertRead((HEADER + FIRST + SECOND).replace("\n", "\r\n"));
    }

    @Test
    void carriageReturnsAlone() throws IOException {
        assertRead((HEADER + FIRST + SECOND).replace('\n', '\r'));
        String text = FeedReaderTest.randomExness(20_000, 3); // of several blocks
        months.ticks.clear();
        read(text);
        List<String> expected = months.tickLines();
        months.ticks.clear();
        read(text.replace('\n', '\r'));
        assertThat(months.tickLines()).isEqualTo(expected);
    }

    @Test
    void linesThatEndInTurnsInOneThenInAnother() throws IOException {
        assertRead(HEADER + FIRST.replace('\n', '\r') + SECOND);
        String text = FeedReaderTest.randomExness(20_000, 3); // of several blocks
        months.ticks.clear();
        read(text);
        List<String> expected = months.tickLines();
        String[] ends = {"\n", "\r\n", "\r", "\r\r\n", "\r"};
        for (int shift = 0; shift < ends.length; shift++) { // another one at the edge of each block
            StringBuilder mixed = new StringBuilder();
            int line = shift;
            for (String row : text.lines().toList()) {
                mixed.append(row).append(ends[line++ % ends.length]);
            }
            months.ticks.clear();
            ImportReport report = read(mixed.toString());
            assertThat(report.rowsRejected()).isZero();
            assertThat(months.tickLines()).isEqualTo(expected);
        }
    }

    @Test
    void everyLineCountsOnceHoweverItEnds() throws IOException {
        String bad = HEADER + FIRST + "\n" + SECOND + "2014-05-01 05:00:02,1.3,x\n";
        for (String end : List.of("\n", "\r\n", "\r", "\r\r\n")) {
            assertThat(failure(bad.replace("\n", end))).as(Printable.of(end)).startsWith("x:5: ");
        }
        String text =
                "#".repeat(6) + "\n"; // nine bytes with three that end it: at the edges of blocks in each of three ways
        int lines = 200_000;
        byte[] bytes = text.replace("\n", "\r\r\n").repeat(lines).getBytes(StandardCharsets.US_ASCII);
        for (int shift = 0; shift < 3; shift++) {
            LineReader reader =
                    new LineReader(BlockSource.of(new ByteArrayInputStream(bytes, shift, bytes.length - shift)), "x");
            while (reader.next()) {
                assertThat(reader.to() - reader.from()).isBetween(4, 6);
            }
            assertThat(reader.lineNumber()).isEqualTo(lines);
        }
    }

    /** A block may end between the bytes that end a line. */
    @Test
    void carriageReturnsAtTheEndOfABlock() throws IOException {
        int piece = 1 << 18;
        for (int offset = -3; offset <= 3; offset++) {
            for (String end : List.of("\n", "\r\n", "\r", "\r\r\n")) {
                String comment = "#" + "x".repeat(99) + "\n";
                StringBuilder text = new StringBuilder(HEADER);
                while (text.length() + comment.length() + FIRST.length() < piece + offset - 200) {
                    text.append(comment);
                }
                text.append("#".repeat(piece + offset - FIRST.length() - text.length() - 1))
                        .append('\n');
                text.append(FIRST.strip()).append(end).append(SECOND);
                months.ticks.clear();
                assertRead(text.toString());
            }
        }
    }

    @Test
    void quotes() throws IOException {
        assertRead(
                "\"time\",\"bid\",\"ask\"\n\"2014-05-01 05:00:00\",\"1.3\",\"1.4\"\n\"2014-05-01 05:00:01\",1.3,\"1.4\"\n");
    }

    @Test
    void blankLines() throws IOException {
        ImportReport report = read("\n \n" + HEADER + "\n" + FIRST + "\t\n\n" + SECOND + "\n\n");
        assertThat(months.tickLines()).isEqualTo(BOTH);
        assertThat(report.rowsRead()).isEqualTo(2);
    }

    @Test
    void trailingSeparators() throws IOException {
        assertRead("time,bid,ask,,\n2014-05-01 05:00:00,1.3,1.4,\n2014-05-01 05:00:01,1.3,1.4,,\n");
        months.ticks.clear();
        read("EUR/USD,20140501 00:00:00.292,1.3,1.4,\n");
        assertThat(months.tickLines()).containsExactly(nanos("2014-05-01T00:00:00.292Z") + " 1.3 1.4");
    }

    @Test
    void commentLines() throws IOException {
        ImportReport report = read("# made by hand\n" + HEADER + "#1\n" + FIRST + "  # more\n" + SECOND + "# end");
        assertThat(months.tickLines()).isEqualTo(BOTH);
        assertThat(report.rowsRead()).isEqualTo(2);
    }

    @Test
    void digitsBeyondNanosecondsAreCutOffAndCounted() throws IOException {
        ImportReport report = read(HEADER
                + "2014-05-01 05:00:00.1234567899,1.3,1.4\n"
                + "2014-05-01 05:00:00.123456789,1.3,1.4\n"
                + "2014-05-01 05:00:00.12345678999,1.3,1.4\n"
                + "1398920401.12345678912,1.3,1.4\n"
                + "1398920401123.1234567,1.3,1.4\n"
                + "1398920401123.123456,1.3,1.4\n");
        long nanos = nanos("2014-05-01T05:00:00.123456789Z");
        assertThat(months.tickLines())
                .containsExactly(
                        nanos + " 1.3 1.4",
                        nanos + " 1.3 1.4",
                        nanos + " 1.3 1.4",
                        nanos("2014-05-01T05:00:01.123123456Z") + " 1.3 1.4",
                        nanos("2014-05-01T05:00:01.123123456Z") + " 1.3 1.4",
                        nanos("2014-05-01T05:00:01.123456789Z") + " 1.3 1.4");
        assertThat(report.truncatedTimes()).isEqualTo(4);
        assertThat(report.toAttributes()).containsEntry("truncated_times", "4");
    }

    /* The row above teaches where the time stands; then a comma after whole seconds must not begin a fraction. */
    @Test
    void pricesWithoutAPointAfterWholeSecondsAreNoFractions() throws IOException {
        read("time,bid,ask,volume\n2014-05-01 05:00:00,110,111,5\n2014-05-01 05:00:01,110,111,5\n");
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T05:00:00Z") + " 110.0 111.0", nanos("2014-05-01T05:00:01Z") + " 110.0 111.0");
    }

    @Test
    void secondsWithADecimalCommaWhereCommasSeparateNothing() throws IOException {
        read("time;bid;ask\n2014-05-01 05:00:00,25;1.3;1.4\n2014-05-01 05:00:00,5;1.3;1.4\n");
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T05:00:00.25Z") + " 1.3 1.4", nanos("2014-05-01T05:00:00.5Z") + " 1.3 1.4");
    }

    @Test
    void blankPricesAreThoseOfTheRowBeforeOnlyOnceBothSidesWereQuoted() throws IOException {
        ImportReport report = read("""
                    <DATE>\t<TIME>\t<BID>\t<ASK>
                    2014.05.01\t05:00:00\t1.3\t
                    2014.05.01\t05:00:01\t\t1.4
                    2014.05.01\t05:00:02\t1.35\t
                    2014.05.01\t05:00:03\t\t
                    2014.05.01\t05:00:04\t\t1.45678
                    """, FeedOptions.defaults().withSourceClock(SourceClock.UTC));
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T05:00:01Z") + " 1.3 1.4",
                        nanos("2014-05-01T05:00:02Z") + " 1.35 1.4",
                        nanos("2014-05-01T05:00:03Z") + " 1.35 1.4",
                        nanos("2014-05-01T05:00:04Z") + " 1.35 1.45678");
        assertThat(report.rejected()).containsOnly(java.util.Map.entry(RowStatus.ONE_SIDED, 1L));
    }

    @Test
    void aBadRowLeavesNothingForTheBlanksBelow() throws IOException {
        read("""
                    <DATE>\t<TIME>\t<BID>\t<ASK>
                    2014.05.01\t05:00:00\t1.3\t1.4
                    2014.05.01\t05:00:01\t1.5\t-1
                    2014.05.01\t05:00:02\t\t1.6
                    """, new FeedOptions(Optional.empty(), Optional.of(SourceClock.UTC), 1, Duration.ZERO));
        assertThat(months.tickLines())
                .containsExactly(
                        nanos("2014-05-01T05:00:00Z") + " 1.3 1.4", nanos("2014-05-01T05:00:02Z") + " 1.3 1.6");
    }

    private void assertRead(String text) throws IOException {
        months.ticks.clear();
        ImportReport report = read(text);
        assertThat(months.tickLines()).isEqualTo(BOTH);
        assertThat(report.rowsRejected()).isZero();
    }

    private static FeedOptions decimal(DecimalMark mark) {
        return FeedOptions.defaults()
                .withText(new TextForm(Optional.empty(), Optional.empty(), Optional.of(mark), Optional.empty()));
    }
}
