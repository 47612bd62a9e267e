package dev.necrozma.market.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A header that names a time, and bid and ask or open, high, low and close, in any order among other columns. Fields are
 * separated by comma, semicolon, tab or bar. Times without an offset are UTC unless the user names a clock.
 */
final class GenericLayout implements Layout {

    static final String NAME = "generic";

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /* Names in lower case without anything but letters and digits; for times also without a unit at the end. */
    private static final Set<String> TIME = Set.of(
            "time",
            "timestamp",
            "datetime",
            "date",
            "ts",
            "t",
            "gmttime",
            "utctime",
            "timeutc",
            "localtime",
            "gmt",
            "utc",
            "epoch",
            "unix",
            "unixtime",
            "opentime",
            "timeopen",
            "quotetime",
            "datetimeutc",
            "dateutc",
            "timestamputc",
            "timegmt",
            "datetimegmt",
            "unixtimestamp",
            "epochtime",
            "eventtime");
    private static final Set<String> DATE = Set.of("date", "day", "dt", "tradedate");
    private static final Set<String> TIME_OF_DAY = Set.of("time", "timeofday", "hour");
    private static final Set<String> SYMBOL =
            Set.of("symbol", "pair", "instrument", "ticker", "currencypair", "ccypair", "sym", "asset");
    private static final Set<String> BID = Set.of("bid", "bidprice", "bidpx", "bestbid", "pricebid", "bidrate", "b");
    private static final Set<String> ASK = Set.of(
            "ask", "askprice", "askpx", "bestask", "priceask", "askrate", "offer", "offerprice", "bestoffer", "a");
    private static final List<String> BAR = List.of("open", "high", "low", "close");

    private static final Map<String, TimeText.EpochUnit> UNITS = units();

    private final TextForm form;

    /** @param form what the user says of times, numbers and delimiter; columns go by the header */
    GenericLayout(TextForm form) {
        this.form = form;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String form() {
        return "a header such as time,bid,ask or time,open,high,low,close";
    }

    @Override
    public Optional<Recognised> recognise(Head head) {
        return named(head).map(found -> recognised(found.kind(), found.side(), found.columns()));
    }

    /**
     * What names of columns say.
     *
     * @param side side of the prices of bars; empty text where they do not say
     */
    record Named(SeriesKind kind, String side, Columns columns) {}

    /** What the names in the first line say; empty if they do not name all that is needed. */
    Optional<Named> named(Head head) {
        Header header = Header.of(head, form);
        Optional<Columns> ticks = header.columns(header.quotes());
        if (ticks.isPresent()) {
            return ticks.map(columns -> new Named(SeriesKind.TICKS, "", columns));
        }
        for (String side : List.of("", "bid", "ask", "mid")) {
            Optional<Columns> bars = header.columns(header.bars(side));
            if (bars.isPresent()) {
                return bars.map(columns -> new Named(SeriesKind.BARS, side, columns));
            }
        }
        return Optional.empty();
    }

    /** What a line that looks like a header lacks, in words; empty if it looks like none. */
    Optional<String> missingNames(Head head) {
        Header header = Header.of(head, form);
        boolean letters = header.names.size() >= 2
                && header.names.stream()
                        .filter(name -> !name.isEmpty())
                        .allMatch(name -> name.length() <= 40 && Character.isLetter(name.charAt(0)));
        if (!letters) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        if (header.find(TIME) < 0 && header.timeWithUnit() < 0) {
            missing.add("time");
        }
        if (header.quotes().contains(Columns.NONE) && header.bars("").contains(Columns.NONE)) {
            missing.add(
                    header.find(BID) >= 0
                            ? "ask"
                            : header.find(ASK) >= 0 ? "bid" : "bid and ask, or open, high, low, close");
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", and no ", missing));
    }

    private Recognised recognised(SeriesKind kind, String side, Columns columns) {
        return new Recognised(name(), kind, true, side, 0, ClockRule.UTC, new ColumnRows(form.applyTo(columns)));
    }

    private static Map<String, TimeText.EpochUnit> units() {
        Map<String, TimeText.EpochUnit> units = new LinkedHashMap<>();
        for (String name : List.of("nanoseconds", "nanos", "ns")) {
            units.put(name, TimeText.EpochUnit.NANOS);
        }
        for (String name : List.of("microseconds", "micros", "us")) {
            units.put(name, TimeText.EpochUnit.MICROS);
        }
        for (String name : List.of("milliseconds", "millis", "msc", "ms")) {
            units.put(name, TimeText.EpochUnit.MILLIS);
        }
        for (String name : List.of("seconds", "secs", "sec", "s")) {
            units.put(name, TimeText.EpochUnit.SECONDS);
        }
        return units;
    }

    /** The first line as names of columns. */
    private record Header(char delimiter, List<String> names) {

        static Header of(Head head, TextForm form) {
            String line = head.lines().get(0);
            Header best = new Header(',', List.of());
            for (char delimiter : form.delimiter().map(List::of).orElse(DELIMITERS)) {
                List<String> names = CsvFields.of(line, delimiter).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""))
                        .toList();
                if (names.size() > best.names.size()) {
                    best = new Header(delimiter, names);
                }
            }
            return best;
        }

        List<Integer> quotes() {
            return List.of(find(BID), find(ASK));
        }

        List<Integer> bars(String side) {
            List<Integer> columns = new ArrayList<>();
            for (String name : BAR) {
                Set<String> synonyms = side.isEmpty()
                        ? Set.of(name, name.substring(0, 1), name + "price")
                        : Set.of(side + name, name + side, side + name.charAt(0));
                columns.add(find(synonyms));
            }
            return columns;
        }

        Optional<Columns> columns(List<Integer> prices) {
            if (prices.contains(Columns.NONE)) {
                return Optional.empty();
            }
            int symbol = find(SYMBOL);
            int date = find(DATE);
            int timeOfDay = find(TIME_OF_DAY);
            if (date >= 0 && timeOfDay >= 0) {
                return Optional.of(Columns.of(delimiter, symbol, date, timeOfDay, prices));
            }
            int time = find(TIME);
            if (time >= 0) {
                return Optional.of(Columns.of(delimiter, symbol, time, Columns.NONE, prices));
            }
            int withUnit = timeWithUnit();
            return withUnit < 0
                    ? Optional.empty()
                    : Optional.of(Columns.of(delimiter, symbol, withUnit, Columns.NONE, prices)
                            .withTimes(Columns.TimeForm.of(unitOf(names.get(withUnit)))));
        }

        int timeWithUnit() {
            for (int i = 0; i < names.size(); i++) {
                if (unitOf(names.get(i)) != TimeText.EpochUnit.BY_SIZE) {
                    return i;
                }
            }
            return Columns.NONE;
        }

        int find(Set<String> synonyms) {
            for (int i = 0; i < names.size(); i++) {
                if (synonyms.contains(names.get(i))) {
                    return i;
                }
            }
            return Columns.NONE;
        }

        private static TimeText.EpochUnit unitOf(String name) {
            for (Map.Entry<String, TimeText.EpochUnit> unit : UNITS.entrySet()) {
                String suffix = unit.getKey();
                if (name.endsWith(suffix)
                        && (TIME.contains(name.substring(0, name.length() - suffix.length()))
                                || (name.equals(suffix) && suffix.length() > 2))) {
                    return unit.getValue();
                }
            }
            return TimeText.EpochUnit.BY_SIZE;
        }
    }
}
