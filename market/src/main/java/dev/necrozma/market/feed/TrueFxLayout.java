package dev.necrozma.market.feed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** TrueFX's tick files: {@code EUR/USD,20140501 00:00:00.292,1.38667,1.38678} (pair, time in UTC, bid, ask), no header. */
final class TrueFxLayout implements Layout {

    private static final Pattern LINE =
            Pattern.compile("[A-Za-z]{3}/[A-Za-z]{3},\\d{8} \\d{2}:\\d{2}:\\d{2}(\\.\\d+)?,[^,]+,[^,]+,*");

    @Override
    public String name() {
        return "truefx";
    }

    @Override
    public String form() {
        return "EUR/USD,20140501 00:00:00.292,1.38667,1.38678";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        boolean header = head.lines().get(0).chars().noneMatch(Character::isDigit);
        if (header || head.lines().stream().noneMatch(LINE.asMatchPredicate())) {
            return Optional.empty();
        }
        Columns columns = Columns.of(',', 0, 1, Columns.NONE, List.of(2, 3));
        return Optional.of(
                new Recognised(name(), SeriesKind.TICKS, false, "", 0, ClockRule.UTC, new ColumnRows(columns)));
    }
}
