package dev.necrozma.market.feed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HistData's one-minute bars of bids: {@code 20180101 170000;1.200370;1.201000;1.200370;1.201000;0} (opening time, open,
 * high, low, close, volume), no header.
 */
final class HistDataBarsLayout implements Layout {

    private static final Pattern LINE = Pattern.compile("\\d{8} \\d{6}(;[^,;]+){4}(;[^,;]*)?");

    @Override
    public String name() {
        return "histdata-m1";
    }

    @Override
    public String form() {
        return "20180101 170000;1.200370;1.201000;1.200370;1.201000;0";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        if (!head.anyMatches(LINE)) {
            return Optional.empty();
        }
        Columns columns = Columns.of(';', Columns.NONE, 0, Columns.NONE, List.of(1, 2, 3, 4));
        return Optional.of(new Recognised(
                name(), SeriesKind.BARS, false, "bid", 1, ClockRule.HISTDATA_BARS, new ColumnRows(columns)));
    }
}
