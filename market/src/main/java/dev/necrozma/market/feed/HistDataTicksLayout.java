package dev.necrozma.market.feed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** HistData's tick files: {@code 20140430 190000292,1.386760,1.386860,0} (time, bid, ask, volume), no header. */
final class HistDataTicksLayout implements Layout {

    private static final Pattern LINE = Pattern.compile("\\d{8} \\d{9},[^,;]+,[^,;]+(,[^,;]*)?");

    @Override
    public String name() {
        return "histdata-ticks";
    }

    @Override
    public String form() {
        return "20140430 190000292,1.386760,1.386860,0";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        if (!head.anyMatches(LINE)) {
            return Optional.empty();
        }
        Columns columns = Columns.of(',', Columns.NONE, 0, Columns.NONE, List.of(1, 2));
        return Optional.of(new Recognised(
                name(), SeriesKind.TICKS, false, "", 0, ClockRule.EASTERN_STANDARD, new ColumnRows(columns)));
    }
}
