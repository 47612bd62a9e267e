package dev.necrozma.market.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LooksTest {

    /** Quantiles of the standard normal distribution as tables print them. */
    @Test
    void oneLookAndManyHaveTheQuantilesOfTheTables() {
        assertThat(Looks.threshold(1, 0.05)).isCloseTo(1.959964, within(1e-6));
        assertThat(Looks.threshold(1, 0.01)).isCloseTo(2.575829, within(1e-6));
        assertThat(Looks.threshold(25, 0.05)).isCloseTo(3.090232, within(1e-6));
        assertThat(Looks.threshold(250, 0.05)).isCloseTo(3.719016, within(1e-6));
        assertThat(Looks.threshold(25_000, 0.05)).isCloseTo(4.753424, within(1e-6));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> Looks.threshold(0, 0.05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Looks.threshold(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Looks.threshold(1, 0.2)).isInstanceOf(IllegalArgumentException.class);
    }
}
