package dev.necrozma.market.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSpecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T10_S5_H60",
                "T7.5_S2.5_H0.5",
                "T2.33_S1.07_H3",
                "T1000000_S0.000001_H527040",
                "T100_S30_H1440",
                "T0.30000000000000004_S1_H0.0000000001"
            })
    void namesReadBackAsThemselves(String name) {
        assertThat(LabelSpec.parse(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "T10_S5",
                "T10_S5_H",
                "t10_S5_H60",
                "T10_S5_H60 ",
                "T-10_S5_H60",
                "T1e1_S5_H60",
                "T10_S5_H60.",
                "T.5_S5_H60",
                "T10_S5_H60_X",
                "TNaN_S5_H60",
                "T10_S5_H٦٠"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> LabelSpec.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a configuration: " + name + "; one is called like T10_S5_H60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T010_S5_H1", "T10.0_S5_H1", "T10_S5.00_H1", "T10_S5_H01", "T10.00000000000000001_S5_H1"})
    void aConfigurationHasOneName(String name) {
        assertThatThrownBy(() -> LabelSpec.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a configuration: " + name + "; it is called T10_S5_H1");
    }

    @ParameterizedTest
    @CsvSource({
        "0,5,60",
        "-1,5,60",
        "NaN,5,60",
        "10,0,60",
        "10,5,0",
        "10,5,-1",
        "10,5,NaN",
        "Infinity,5,60",
        "1e7,5,60",
        "10,1000001,60",
        "10,5,527041",
        "1e-9,5,60",
        "10,9e-7,60",
        "10,5,1e-11"
    })
    void numbersOutOfRangeAreRefused(double target, double stop, double horizon) {
        assertThatThrownBy(() -> new LabelSpec(target, stop, horizon))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "(targetPips|stopPips|horizonMinutes) must be at least [0-9.]+ and at most [0-9]+: .*");
    }

    @Test
    void aBarrierHasADistance() {
        for (double pips : new double[] {0, -5, Double.NaN, 1e7}) {
            assertThatThrownBy(() -> new Barrier(PriceSide.MID, true, pips))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pips must be at least 0.000001 and at most 1000000: " + pips);
        }
        assertThat(new Barrier(PriceSide.BID, false, 7.5).name()).isEqualTo("bid_down_7.5");
    }

    @ParameterizedTest
    @CsvSource({
        "60,3600000000000",
        "0.5,30000000000",
        "0.0000000001,6",
        "0.3333333333333333,19999999999",
        "527040,31622400000000000"
    })
    void horizonsAreWholeNanoseconds(double minutes, long nanos) {
        assertThat(new LabelSpec(10, 5, minutes).horizonNanos()).isEqualTo(nanos);
    }
}
