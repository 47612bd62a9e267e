package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeArgumentTest {

    @ParameterizedTest
    @CsvSource({
        "2018-01-31, 2018-01-31T00:00:00Z",
        "2018-01-31T17:00, 2018-01-31T17:00:00Z",
        "2018-01-31 17:00:01.5, 2018-01-31T17:00:01.500Z",
        "2018-01-31T17:00:00Z, 2018-01-31T17:00:00Z",
        "2018-01-31T17:00:00+01:00, 2018-01-31T16:00:00Z",
        "2018-01-31T17:00-05:00, 2018-01-31T22:00:00Z",
    })
    void timesAreUtcUnlessTheySay(String text, Instant instant) throws UsageException {
        assertThat(TimeArgument.parse("--from", text)).isEqualTo(instant);
    }
}
