package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The same random ticks, written as each vendor writes them, give the same months; java.time and BigDecimal say which. */
class EveryLayoutGivesTheSameTicksTest extends FeedFixture {

    private static final long SEED = 20_140_501;
    private static final String MILLIS = "HH:mm:ss.SSS";

    /** A tick of decimals: bid and ask in points of 0.00001. */
    private record Quote(long millis, int bid, int ask) {

        String time(String pattern, String zone) {
            return DateTimeFormatter.ofPattern(pattern)
                    .format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.of(zone)));
        }

        /* Servers seven hours ahead of New York have midnight at its 17:00. */
        String serverTime(String pattern) {
            return DateTimeFormatter.ofPattern(pattern)
                    .format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.of("America/New_York"))
                            .plusHours(7));
        }

        static String price(int points) {
            return BigDecimal.valueOf(points, 5).toPlainString();
        }

        String bidText() {
            return price(bid);
        }

        String askText() {
            return price(ask);
        }
    }

    private final List<Quote> quotes = quotes();

    @Test
    void trueFx() throws IOException {
        check(
                "truefx",
                "UTC",
                "default of the layout",
                "",
                quote -> "EUR/USD," + quote.time("yyyyMMdd " + MILLIS, "UTC") + "," + quote.bidText() + ","
                        + quote.askText());
    }

    @Test
    void histDataTicks() throws IOException {
        check(
                "histdata-ticks",
                "UTC-05:00",
                "documented by the vendor",
                "",
                quote -> quote.time("yyyyMMdd HHmmssSSS", "-05:00") + "," + quote.bidText() + "," + quote.askText()
                        + ",0");
    }

    @Test
    void dukascopyTicks() throws IOException {
        String ticks = "Ask,Bid,AskVolume,BidVolume ";
        check(
                "dukascopy-csv",
                "UTC",
                "stated by the header",
                "Gmt time," + ticks,
                quote -> quote.time("dd.MM.yyyy " + MILLIS, "UTC") + "," + quote.askText() + "," + quote.bidText()
                        + ",0.75,1.5");
        check(
                "dukascopy-csv",
                "EET",
                "stated by the header",
                "Time (EET)," + ticks,
                quote -> quote.time("yyyy.MM.dd " + MILLIS, "Europe/Athens") + "," + quote.askText() + ","
                        + quote.bidText() + ",0.75,1.5");
        check(
                "dukascopy-csv",
                "UTC",
                "each time states its offset",
                "Local time," + ticks,
                quote -> quote.time("dd.MM.yyyy " + MILLIS + " 'GMT+0200'", "+02:00") + "," + quote.askText() + ","
                        + quote.bidText() + ",0.75,1.5");
    }

    @Test
    void metaTraderTicksWithBlanksForWhatDidNotChange() throws IOException {
        String reason = "assumed, as no such file states one; --source-zone names another;"
                + " 1 of 1 week opens fall on Sunday 17:00 New York";
        for (String delimiter : List.of("\t", ",")) {
            Quote[] before = {new Quote(0, 0, 0)};
            String header =
                    String.join(delimiter, "<DATE>", "<TIME>", "<BID>", "<ASK>", "<LAST>", "<VOLUME>", "<FLAGS>");
            check("metatrader", "America/New_York+7", reason, header, quote -> {
                String bid = quote.bid() == before[0].bid() ? "" : quote.bidText();
                String ask = quote.ask() == before[0].ask() ? "" : quote.askText();
                before[0] = quote;
                return String.join(
                        delimiter, quote.serverTime("yyyy.MM.dd"), quote.serverTime(MILLIS), bid, ask, "", "", "6");
            });
        }
    }

    @Test
    void genericByItsHeader() throws IOException {
        check(
                "generic",
                "UTC",
                "default of the layout",
                "time,bid,ask,volume",
                quote -> quote.time("yyyy-MM-dd " + MILLIS, "UTC") + "," + quote.bidText() + "," + quote.askText()
                        + ",1");
    }

    @Test
    void genericByChosenColumnsAndForms() throws IOException {
        TextForm form = new TextForm(
                Optional.of(ColumnChoice.parse("date=2,time=3,ask=5,bid=4,bid_volume=1")),
                Optional.of("dd/MM/yy HHmmss.SSS"),
                Optional.of(DecimalMark.COMMA),
                Optional.of(';'));
        check(
                "generic",
                "UTC",
                "default of the layout",
                "",
                FeedOptions.defaults().withText(form),
                quote -> "7;"
                        + quote.time("dd/MM/yy", "UTC") + ";" + quote.time("HHmmss.SSS", "UTC") + ";"
                        + quote.bidText().replace('.', ',') + ";"
                        + quote.askText().replace('.', ','));
    }

    private void check(String layout, String clock, String reason, String header, Function<Quote, String> line)
            throws IOException {
        check(layout, clock, reason, header, FeedOptions.defaults(), line);
    }

    private void check(
            String layout,
            String clock,
            String reason,
            String header,
            FeedOptions options,
            Function<Quote, String> line)
            throws IOException {
        StringBuilder text = new StringBuilder(header.isEmpty() ? "" : header + "\r\n");
        List<String> expected = new ArrayList<>();
        for (Quote quote : quotes) {
            text.append(line.apply(quote)).append("\r\n");
            expected.add(quote.millis() * 1_000_000 + " " + Double.parseDouble(quote.bidText()) + " "
                    + Double.parseDouble(quote.askText()));
        }
        months.ticks.clear();
        ImportReport report = read(text.toString(), options);
        assertThat(months.tickLines()).as("seed %d, %s", SEED, header).isEqualTo(expected);
        assertThat(report.layout()).isEqualTo(layout);
        assertThat(report.clock()).isEqualTo(clock);
        assertThat(report.clockReason()).isEqualTo(reason);
        assertThat(report.decimals()).isEqualTo(5);
        assertThat(report.rowsRead()).isEqualTo(quotes.size());
    }

    /* Two days before a weekend and two after, so that weeks open once; sides change alone and together. */
    private static List<Quote> quotes() {
        Random random = new Random(SEED);
        List<Quote> quotes = new ArrayList<>();
        for (String day : List.of("2014-05-29", "2014-05-30", "2014-06-01", "2014-06-02")) {
            boolean sunday = day.equals("2014-06-01");
            long millis = LocalDateTime.parse(day + (sunday ? "T21:00:05" : "T00:00:00"))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            int bid = 138_000;
            int ask = 138_010;
            for (int i = 0; i < (sunday ? 300 : 2_000); i++) {
                bid += random.nextBoolean() ? random.nextInt(7) - 3 : 0;
                ask += random.nextBoolean() ? random.nextInt(7) - 3 : 0;
                quotes.add(new Quote(millis, bid, ask));
                millis += random.nextInt(4) == 0 ? 0 : random.nextInt(60_000);
            }
        }
        return quotes;
    }
}
