package dev.necrozma.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentsTest {

    @ParameterizedTest
    @CsvSource({
        "EURUSD, 0.0001",
        "USDJPY, 0.01",
        "gbp/jpy, 0.01",
        "eur_usd, 0.0001",
        "NOKSEK, 0.0001",
        "XAUUSD, 0.1",
        "XAGUSD, 0.01",
        "US500, 1",
        "BTCUSD, 1"
    })
    void knowsPipSizes(String symbol, double pipSize) {
        assertThat(Instruments.find(symbol))
                .hasValueSatisfying(found -> assertThat(found.pipSize()).isEqualTo(pipSize));
    }

    @Test
    void knowsNothingOfOtherNames() {
        assertThat(Instruments.find("x")).isEmpty();
        assertThat(Instruments.find("EUREUR")).isEmpty();
        assertThat(Instruments.find("RANDOM")).isEmpty();
        assertThat(Instruments.find("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DAT_ASCII_EURUSD_M1_2018.csv, EURUSD",
        "USDJPY_2013-01-01_ticks.csv, USDJPY",
        "HISTDATA_COM_ASCII_GBPUSD_M12018.zip, GBPUSD",
        "EUR_USD.csv, EURUSD",
        "ticks-EUR-USD-2020.csv.gz, EURUSD",
        "DAT_EUR_USD_2020.csv, EURUSD",
        "EURUSDm_2020.csv, EURUSD",
        "Exness_XAUUSDm_2024.zip, XAUUSD",
        "eurusd2020.csv, EURUSD"
    })
    void findsTheSymbolInAFileName(String name, String symbol) {
        assertThat(Instruments.symbolInName(name)).contains(symbol);
    }

    @ParameterizedTest
    @CsvSource({"x", "data.csv", "ticks_2020.csv", "neurusdx.csv"})
    void findsNoSymbolWhereThereIsNone(String name) {
        assertThat(Instruments.symbolInName(name)).isEmpty();
    }
}
