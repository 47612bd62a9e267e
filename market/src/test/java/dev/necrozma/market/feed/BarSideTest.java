package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarSideTest {

    @ParameterizedTest
    @CsvSource({
        "'', EURUSD.csv, ''",
        "'', EURUSD_1_M_ASK_2018.csv, ask",
        "'', EURUSD bids.csv, bid",
        "'', EURUSD_bid_ask.csv, ''",
        "bid, EURUSD_1_M_ASK_2018.csv, ask",
        "bid, EURUSD.csv, bid",
        "bid, EURUSD_bid_ask.csv, bid",
        "ask, EURUSD_bid.csv, ask",
        "mid, EURUSD_bid.csv, mid",
        "bid, tasks_basket_2018.csv, bid",
        "bid, maskë_ëask_2018.csv, bid",
        "'', ask/EURUSD.csv, ask",
        "'', EURUSD bids/2018/1.csv, bid",
        "'', ask/EURUSD_bid.csv, bid",
        "'', asks/bid_ask/1.csv, ask",
        "bid, basket/tasks/1.csv, bid",
    })
    void ofAFile(String stated, String name, String side) {
        assertSide(stated, List.of(), name, side);
    }

    @ParameterizedTest
    @CsvSource({
        "'', x.zip, EURUSD_ask.csv, ask",
        "bid, x_ASK.zip, EURUSD.csv, ask",
        "bid, x_BID.zip, EURUSD_ask.csv, ask",
        "'', x_ASK.zip, EURUSD_bid.csv, bid",
        "'', bid/x.zip, ask/EURUSD.csv, ask",
        "'', bid/x.zip, ask\\EURUSD.csv, ask",
        "bid, ask/x.zip, EURUSD/1.csv, ask",
    })
    void ofAnArchiveTheNamesInItGoBeforeItsOwn(String stated, String name, String entry, String side) {
        assertSide(stated, List.of(entry, "2.csv"), name, side);
    }

    @ParameterizedTest
    @CsvSource({
        "generic, bid, bid",
        "parquet, bid, bid",
        "generic, mid, mid",
        "parquet, '', ask",
        "metatrader, bid, ask"
    })
    void ofAFileWhoseHeaderNamesTheSideItIsThatOne(String layout, String stated, String side) {
        Optional<String> absent = stated.isEmpty() ? Optional.empty() : Optional.of(stated);
        assertThat(BarSide.of(absent, layout, List.of(), Path.of("ask/EURUSD.csv")))
                .contains(side);
    }

    private static void assertSide(String stated, List<String> entries, String name, String side) {
        Optional<String> absent = stated.isEmpty() ? Optional.empty() : Optional.of(stated);
        assertThat(BarSide.of(absent, "dukascopy-csv", entries, Path.of(name)).orElse(""))
                .isEqualTo(side);
    }
}
