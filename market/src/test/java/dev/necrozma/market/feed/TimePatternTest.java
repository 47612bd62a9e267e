package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link DateTimeFormatter} is the oracle. */
class TimePatternTest {

    @Test
    void readsWhatTheFormatterWrites() {
        long seed = 17;
        Random random = new Random(seed);
        Map<String, ChronoUnit> patterns = Map.ofEntries(
                Map.entry("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", ChronoUnit.NANOS),
                Map.entry("dd/MM/yyyy HH:mm:ss.SSS", ChronoUnit.MILLIS),
                Map.entry("M/d/yy H:m:s", ChronoUnit.SECONDS),
                Map.entry("MM/dd/yyyy hh:mm:ss.SSSSSS a", ChronoUnit.MICROS),
                Map.entry("M/d/yyyy h:mm a", ChronoUnit.MINUTES),
                Map.entry("yyyyMMddHHmmssSSS", ChronoUnit.MILLIS),
                Map.entry("EEE, d MMM yyyy HH:mm:ss", ChronoUnit.SECONDS),
                Map.entry("EEEE d MMMM uuuu, HH 'hours'", ChronoUnit.HOURS),
                Map.entry("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", ChronoUnit.MILLIS),
                Map.entry("uuuu-MM-dd HH:mm:ss Z", ChronoUnit.SECONDS),
                Map.entry("uuuu-MM-dd HH:mm:ssX", ChronoUnit.SECONDS),
                Map.entry("dd.MM.uuuu[ HH:mm[:ss[.SSS]]]", ChronoUnit.MILLIS));
        for (Map.Entry<String, ChronoUnit> entry : patterns.entrySet()) {
            String pattern = entry.getKey();
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            boolean zoned = pattern.matches(".*[XZ].*");
            TimePattern ours = TimePattern.of(pattern);
            for (int i = 0; i < 3_000; i++) {
                LocalDateTime local = LocalDateTime.ofEpochSecond(
                                946_684_800L + random.nextInt(2_000_000_000),
                                random.nextInt(1_000_000_000),
                                ZoneOffset.UTC)
                        .truncatedTo(entry.getValue());
                int hours = random.nextInt(25) - 12;
                OffsetDateTime time = local.atOffset(zoned ? ZoneOffset.ofHours(hours) : ZoneOffset.UTC);
                String text = formatter.format(time);
                TimePattern.Reading reading = read(ours, text);
                assertThat(reading.length())
                        .as("seed %d, %s, %s", seed, pattern, text)
                        .isEqualTo(text.length());
                assertThat(reading.seconds()).as(text).isEqualTo(time.toEpochSecond());
                assertThat(reading.nanos()).as(text).isEqualTo(time.getNano());
                assertThat(reading.zoned()).isEqualTo(zoned);
            }
        }
    }

    @Test
    void readsOptionalPartsAndFractionsOfAnyLength() {
        TimePattern pattern = TimePattern.of("yyyy-MM-dd[ HH:mm[:ss[.SSS]]]");
        long day = LocalDateTime.parse("2014-05-01T00:00:00").toEpochSecond(ZoneOffset.UTC);
        Map<String, Long> nanosOfText = Map.of(
                "2014-05-01", 0L,
                "2014-05-01 05:30", (5 * 3600 + 1800) * 1_000_000_000L,
                "2014-05-01 00:00:07", 7_000_000_000L,
                "2014-05-01 00:00:07.5", 7_500_000_000L,
                "2014-05-01 00:00:07.123456", 7_123_456_000L,
                "2014-05-01 00:00:07.12345678999", 7_123_456_789L);
        nanosOfText.forEach((text, nanos) -> {
            TimePattern.Reading reading = read(pattern, text);
            assertThat(reading.length()).as(text).isEqualTo(text.length());
            assertThat((reading.seconds() - day) * 1_000_000_000L + reading.nanos())
                    .as(text)
                    .isEqualTo(nanos);
            assertThat(reading.truncated()).as(text).isEqualTo(text.endsWith("999"));
        });
    }

    @Test
    void takesNothingElseForATime() {
        TimePattern pattern = TimePattern.of("dd/MM/yyyy hh:mm:ss a");
        for (String text : List.of(
                "",
                "31/04/2014 05:00:00 AM",
                "01/13/2014 05:00:00 AM",
                "01/05/2014 00:00:00 AM",
                "01/05/2014 13:00:00 AM",
                "01/05/2014 05:60:00 AM",
                "01/05/2014 05:00:60 PM",
                "1/05/2014 05:00:00 AM",
                "01-05-2014 05:00:00 AM",
                "01/05/2014 05:00:00 XM",
                "01/05/2014 05:00:00")) {
            assertThat(read(pattern, text).length()).as(text).isZero();
        }
        assertThat(read(pattern, "01/05/2014 12:00:00 am").seconds())
                .isEqualTo(LocalDateTime.parse("2014-05-01T00:00:00").toEpochSecond(ZoneOffset.UTC));
    }

    private static TimePattern.Reading read(TimePattern pattern, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return pattern.read(bytes, 0, bytes.length);
    }
}
