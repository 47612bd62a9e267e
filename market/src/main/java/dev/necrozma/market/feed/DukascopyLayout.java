package dev.necrozma.market.feed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Dukascopy's web page and JForex export as CSV: ticks under {@code Gmt time,Ask,Bid,AskVolume,BidVolume}, bars under
 * {@code Gmt time,Open,High,Low,Close,Volume}, with {@code Local time} or {@code Time (EET)} for another clock. Prices of bars
 * are bids unless the name of the file says {@code ASK}; a flat bar without volume stands for no quote at all, as on weekends.
 */
final class DukascopyLayout implements Layout {

    private static final Pattern ZONE = Pattern.compile("time \\((.+)\\)");
    private static final Map<String, SourceClock> CLOCKS = Map.of(
            "gmt", SourceClock.UTC,
            "utc", SourceClock.UTC,
            "eet", SourceClock.parse("EET"),
            "eest", SourceClock.parse("EET"),
            "cet", SourceClock.parse("CET"),
            "cest", SourceClock.parse("CET"));
    private static final List<String> TICKS = List.of("ask", "bid", "askvolume", "bidvolume");
    private static final List<String> BARS = List.of("open", "high", "low", "close", "volume");

    @Override
    public String name() {
        return "dukascopy-csv";
    }

    @Override
    public String form() {
        return "Gmt time,Ask,Bid,AskVolume,BidVolume, or Time (EET),Open,High,Low,Close,Volume";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        List<String> names = CsvFields.of(head.lines().get(0).toLowerCase(Locale.ROOT), ',').stream()
                .map(name -> name.replace(" ", ""))
                .toList();
        Optional<ClockRule> clock = clock(
                CsvFields.of(head.lines().get(0).toLowerCase(Locale.ROOT), ',').get(0));
        if (clock.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = names.subList(1, names.size());
        if (startsWith(columns, TICKS, 2)) {
            return Optional.of(recognised(SeriesKind.TICKS, "", clock.get(), columns(List.of(2, 1))));
        }
        return startsWith(columns, BARS, BARS.size())
                ? Optional.of(recognised(
                        SeriesKind.BARS,
                        "bid",
                        clock.get(),
                        columns(List.of(1, 2, 3, 4)).withVolume(5)))
                : Optional.empty();
    }

    private Recognised recognised(SeriesKind kind, String side, ClockRule clock, Columns columns) {
        return new Recognised(name(), kind, true, side, 0, clock, new ColumnRows(columns));
    }

    private static Columns columns(List<Integer> prices) {
        return Columns.of(',', Columns.NONE, 0, Columns.NONE, prices);
    }

    /* Local time comes with its offset in each row; if not, as UTC. */
    private static Optional<ClockRule> clock(String name) {
        if (name.equals("gmt time")) {
            return Optional.of(ClockRule.stated(SourceClock.UTC));
        }
        if (name.equals("local time")) {
            return Optional.of(ClockRule.UTC);
        }
        Matcher zone = ZONE.matcher(name);
        return zone.matches()
                ? Optional.ofNullable(CLOCKS.get(zone.group(1).strip())).map(ClockRule::stated)
                : Optional.empty();
    }

    /* Whether the names are the first of those expected, no fewer than so many. */
    private static boolean startsWith(List<String> names, List<String> expected, int least) {
        List<String> named = names.stream().filter(name -> !name.isEmpty()).toList();
        return named.size() >= least
                && named.size() <= expected.size()
                && named.equals(expected.subList(0, named.size()));
    }
}
