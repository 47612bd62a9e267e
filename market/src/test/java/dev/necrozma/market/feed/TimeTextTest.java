package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {

    private final TimeText time = new TimeText(TimeText.EpochUnit.BY_SIZE);

    @Test
    void agreesWithJavaTimeOnRandomTimesInManyForms() {
        long seed = 9;
        Random random = new Random(seed);
        List<DateTimeFormatter> local = forms(
                "uuuu-MM-dd HH:mm:ss.SSSSSSSSS",
                "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS",
                "uuuu/MM/dd HH:mm:ss.SSSSSSSSS",
                "dd.MM.uuuu HH:mm:ss.SSSSSSSSS",
                "uuuuMMdd HH:mm:ss.SSSSSSSSS");
        List<DateTimeFormatter> zoned =
                forms("uuuu-MM-dd HH:mm:ss.SSSXXX", "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxx", "uuuu-MM-dd HH:mm:ss.SSSX");
        LocalDateTime clock = LocalDateTime.of(2014, 1, 1, 0, 0);
        for (int i = 0; i < 100_000; i++) {
            clock = clock.plusNanos((long) (random.nextDouble() * (random.nextInt(50) == 0 ? 1e15 : 3e10)));
            if (clock.getYear() > 2200) {
                clock = clock.minusYears(250);
            }
            String text = local.get(random.nextInt(local.size())).format(clock);
            check(text, clock.toEpochSecond(ZoneOffset.UTC), clock.get(ChronoField.NANO_OF_SECOND), false, seed);
            LocalDateTime millis = clock.withNano(clock.get(ChronoField.NANO_OF_SECOND) / 1_000_000 * 1_000_000);
            OffsetDateTime offset = millis.atOffset(ZoneOffset.ofTotalSeconds((random.nextInt(97) - 48) * 900));
            DateTimeFormatter form = zoned.get(random.nextInt(2));
            check(form.format(offset), offset.toEpochSecond(), offset.getNano(), true, seed);
            OffsetDateTime utc = millis.atOffset(ZoneOffset.UTC);
            check(zoned.get(2).format(utc), utc.toEpochSecond(), utc.getNano(), true, seed);
        }
    }

    @Test
    void readsFractionsOfAnyLength() {
        String text = "2014-05-01 05:00:01";
        long seconds = OffsetDateTime.parse("2014-05-01T05:00:01Z").toEpochSecond();
        check(text, seconds, 0, false, 0);
        check(text + "Z", seconds, 0, true, 0);
        check(text + ".7Z", seconds, 700_000_000, true, 0);
        check(text + ".7871239991234Z", seconds, 787_123_999, true, 0);
        check(text + ".787 UTC", seconds, 787_000_000, true, 0);
        check("2014-05-01", seconds - 5 * 3600 - 1, 0, false, 0);
        check("20140501", seconds - 5 * 3600 - 1, 0, false, 0);
        check("2014-05-01 05:00", seconds - 1, 0, false, 0);
    }

    @Test
    void takesNothingElseForATime() {
        for (String text : List.of(
                "",
                "x",
                "2014-13-01 00:00:00",
                "2014-02-30 00:00:00",
                "2014-02-29",
                "2014-05-01 24:00:00",
                "2014-05-01 05:60:00",
                "2014-05-01 05:00:60",
                "2014-05-01 05:00:60.000Z",
                "2014-05-01 05:00:0x.000Z",
                "2014-05-01 05:00:00.0x0Z",
                "2014-05-01 05:00:00.000Q",
                "2014-05-01 0x:00:00",
                "2014-05-01 05:00:00.000ZZ",
                "2014-05-01 05:00:00+25:00",
                "2014-5-1 05:00:00",
                "14-05-01 05:00:00",
                "2014-05-01x05:00:00",
                "20140230 190000000",
                "20140430 250000000",
                "99999999999999999999",
                "2014",
                "-5",
                "1.3872",
                "2014-05-01 05:00:00.")) {
            /* Also after a good row of the same minute, where most of the text is taken as known. */
            assertThat(parse("2014-05-01 05:00:00.000Z")).isTrue();
            boolean taken = parse(text);
            boolean epoch = text.equals("2014") || text.equals("1.3872"); // seconds since 1970
            assertThat(taken).as(text).isEqualTo(epoch);
        }
    }

    private static List<DateTimeFormatter> forms(String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT))
                .toList();
    }

    private void check(String text, long seconds, int nanos, boolean zoned, long seed) {
        assertThat(parse(text)).as("seed %d, %s", seed, text).isTrue();
        assertThat(time.seconds()).as(text).isEqualTo(seconds);
        assertThat(time.nanos()).as(text).isEqualTo(nanos);
        assertThat(time.zoned()).as(text).isEqualTo(zoned);
    }

    private boolean parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + LineReader.PADDING);
        Arrays.fill(padded, bytes.length, padded.length, (byte) '7');
        return time.parse(padded, 0, bytes.length);
    }
}
