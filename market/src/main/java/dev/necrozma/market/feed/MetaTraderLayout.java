package dev.necrozma.market.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Exports of MetaTrader: version 5's under {@code <DATE> <TIME> <BID> <ASK> <LAST> <VOLUME> <FLAGS>} or {@code <DATE> <TIME> <OPEN>
 * <HIGH> <LOW> <CLOSE> …}, and version 4's bars {@code 2018.01.02,00:00,1.2,1.3,1.1,1.2,57} without a header. Bars are of
 * bids. A blank bid or ask has not changed. Times are those of the broker's server, which no file states.
 */
final class MetaTraderLayout implements Layout {

    private static final Pattern LINE = Pattern.compile(
            "\\d{4}\\.\\d{2}\\.\\d{2}([,;\\t])\\d{2}:\\d{2}(?::\\d{2})?(?:\\1[^,;\\t]+){4}(?:\\1[^,;\\t]*)*");
    private static final List<Character> DELIMITERS = List.of('\t', ',', ';');

    @Override
    public String name() {
        return "metatrader";
    }

    @Override
    public String form() {
        return "<DATE> <TIME> <BID> <ASK>, <DATE> <TIME> <OPEN> <HIGH> <LOW> <CLOSE>,"
                + " or 2018.01.02,00:00,1.2,1.3,1.1,1.2,57";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        String first = head.lines().get(0).toLowerCase(Locale.ROOT);
        return first.startsWith("<date>") ? ofHeader(first) : ofRows(head);
    }

    private Optional<Recognised> ofHeader(String header) {
        for (char delimiter : DELIMITERS) {
            List<String> names = CsvFields.of(header, delimiter);
            int time = names.indexOf("<time>");
            if (names.size() < 3 || (time >= 0 && time != 1)) {
                continue;
            }
            List<Integer> quotes = positions(names, "<bid>", "<ask>");
            List<Integer> bars = positions(names, "<open>", "<high>", "<low>", "<close>");
            if (time == 1 && quotes.size() == 2) {
                Columns columns =
                        Columns.of(delimiter, Columns.NONE, 0, time, quotes).withUnchangedBlanks();
                return Optional.of(new Recognised(
                        name(), SeriesKind.TICKS, true, "", 0, ClockRule.BROKER, new ColumnRows(columns)));
            }
            if (bars.size() == 4) {
                return Optional.of(bars(true, Columns.of(delimiter, Columns.NONE, 0, time, bars)));
            }
        }
        return Optional.empty();
    }

    private Optional<Recognised> ofRows(Head head) {
        if (!head.anyMatches(LINE)) {
            return Optional.empty();
        }
        return head.firstMatch(LINE).map(match -> {
            char delimiter = match.group(1).charAt(0);
            return bars(false, Columns.of(delimiter, Columns.NONE, 0, 1, List.of(2, 3, 4, 5)));
        });
    }

    private Recognised bars(boolean header, Columns columns) {
        return new Recognised(name(), SeriesKind.BARS, header, "bid", 0, ClockRule.BROKER, new ColumnRows(columns));
    }

    private static List<Integer> positions(List<String> names, String... wanted) {
        List<Integer> positions = new ArrayList<>();
        for (String name : wanted) {
            int at = names.indexOf(name);
            if (at >= 0) {
                positions.add(at);
            }
        }
        return positions;
    }
}
