package dev.necrozma.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as people give them: an instant, a date and time in UTC, or a date, which is its first moment in UTC. */
final class TimeArgument {

    private TimeArgument() {}

    static Instant parse(String option, String text) throws UsageException {
        String value = text.strip().replace(' ', 'T');
        try {
            if (!value.contains("T")) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean hasOffset =
                    value.endsWith("Z") || value.substring(value.indexOf('T')).matches(".*[+-].*");
            return hasOffset
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new UsageException(
                    option + " must be a time such as 2018-01-31, 2018-01-31T17:00 (UTC) or 2018-01-31T17:00:00+01:00: "
                            + text,
                    e);
        }
    }
}
