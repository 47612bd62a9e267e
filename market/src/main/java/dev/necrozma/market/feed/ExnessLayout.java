package dev.necrozma.market.feed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tick history as Exness exports it: {@code "exness","EURUSD","2014-05-01 05:00:01.787Z",1.38727,1.38729}, in UTC. */
final class ExnessLayout implements Layout {

    private static final List<String> HEADER = List.of("exness", "symbol", "timestamp", "bid", "ask");

    @Override
    public String name() {
        return "exness";
    }

    @Override
    public String form() {
        return "\"Exness\",\"Symbol\",\"Timestamp\",\"Bid\",\"Ask\"";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        List<String> names = CsvFields.of(head.lines().get(0).toLowerCase(Locale.ROOT), ',');
        if (!names.equals(HEADER)) {
            return Optional.empty();
        }
        Columns columns = Columns.of(',', 1, 2, Columns.NONE, List.of(3, 4));
        return Optional.of(
                new Recognised(name(), SeriesKind.TICKS, true, "", 0, ClockRule.UTC, new ColumnRows(columns)));
    }
}
