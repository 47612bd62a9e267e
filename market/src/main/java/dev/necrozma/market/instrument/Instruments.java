package dev.necrozma.market.instrument;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instruments whose pip size is known.
 *
 * <p>A pip is 0.0001 for a pair of currencies, 0.01 where the quote currency has no small unit in use (JPY, HUF, KRW, …).
 * What is no currency pair has no agreed pip; here it is, as most brokers' platforms count: 0.1 for gold, palladium and
 * platinum in dollars, 0.01 for silver and oil, 0.001 for natural gas, 1 for share indices, 1 for bitcoin, 0.1 for ether and
 * other coins above ten dollars, 0.0001 for coins around one dollar. {@code --pip-size} overrides any of it.
 */
public final class Instruments {

    private static final Set<String> CURRENCIES = Set.of(
            "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNH", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "HKD",
            "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "KWD", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP", "PLN",
            "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR");
    private static final Set<String> HUNDREDTHS =
            Set.of("JPY", "HUF", "KRW", "INR", "IDR", "CLP", "COP", "ISK", "PHP", "RUB", "TWD", "VND");

    private static final Map<String, Double> OTHERS = others();

    /* EUR/USD, EUR-USD and EUR_USD in a name; letters around it are no part of the symbol. */
    private static final Pattern SPLIT_PAIR = Pattern.compile("(?<![A-Z])([A-Z]{3})[/_ -]([A-Z]{3})(?![A-Z])");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9]*");
    /* What brokers append to a symbol for the kind of account. */
    private static final Set<String> SUFFIXES = Set.of("M", "C", "R", "ECN", "PRO", "RAW", "STD", "MINI", "CASH");

    private Instruments() {}

    /** The instrument called {@code symbol}, in any case and with or without a separator between currencies. */
    public static Optional<Instrument> find(String symbol) {
        String plain = symbol.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        Double other = OTHERS.get(plain);
        if (other != null) {
            return Optional.of(new Instrument(plain, other));
        }
        return isCurrencyPair(plain) ? Optional.of(new Instrument(plain, pairPip(plain))) : Optional.empty();
    }

    /**
     * How many decimals a price in Dukascopy's tick files has: one more than a pip of a pair of currencies; three for gold and
     * silver, and one for bitcoin and ether, in dollars. Empty if it is not known: a guess would give wrong prices.
     */
    public static OptionalInt dukascopyPlaces(String symbol) {
        String plain = symbol.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (isCurrencyPair(plain)) {
            return OptionalInt.of(HUNDREDTHS.contains(plain.substring(3)) ? 3 : 5);
        }
        if (plain.equals("BTCUSD") || plain.equals("ETHUSD")) {
            return OptionalInt.of(1);
        }
        return plain.equals("XAUUSD") || plain.equals("XAGUSD") ? OptionalInt.of(3) : OptionalInt.empty();
    }

    /**
     * The first known symbol in the name of a file: {@code EURUSD} in {@code DAT_ASCII_EURUSD_M1_2018.csv}, in
     * {@code EUR-USD_ticks.zip} and in {@code EURUSDm_2020.csv.gz}. Empty if there is none.
     */
    public static Optional<String> symbolInName(String fileName) {
        String name = fileName.toUpperCase(Locale.ROOT);
        Matcher words = WORD.matcher(name);
        while (words.find()) {
            Optional<String> symbol = symbolOfWord(words.group());
            if (symbol.isPresent()) {
                return symbol;
            }
        }
        Matcher pairs = SPLIT_PAIR.matcher(name);
        int from = 0;
        while (pairs.find(from)) {
            String pair = pairs.group(1) + pairs.group(2);
            if (find(pair).isPresent()) {
                return Optional.of(pair);
            }
            from = pairs.start() + 1; // DAT_EUR_USD: the match DAT_EUR must not swallow EUR
        }
        return Optional.empty();
    }

    private static Optional<String> symbolOfWord(String word) {
        if (find(word).isPresent()) {
            return Optional.of(word);
        }
        for (int length = Math.min(word.length() - 1, 8); length >= 5; length--) {
            String start = word.substring(0, length);
            String rest = word.substring(length);
            boolean ends = SUFFIXES.contains(rest) || rest.chars().allMatch(Character::isDigit);
            if (ends && find(start).isPresent()) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    private static boolean isCurrencyPair(String symbol) {
        return symbol.length() == 6
                && CURRENCIES.contains(symbol.substring(0, 3))
                && CURRENCIES.contains(symbol.substring(3))
                && !symbol.substring(0, 3).equals(symbol.substring(3));
    }

    private static double pairPip(String pair) {
        return HUNDREDTHS.contains(pair.substring(3)) ? 0.01 : 0.0001;
    }

    private static Map<String, Double> others() {
        Map<String, Double> pips = new HashMap<>();
        put(pips, 0.1, "XAUUSD", "XAUEUR", "XAUGBP", "XAUCHF", "XAUAUD", "XPTUSD", "XPDUSD", "GOLD");
        put(pips, 0.01, "XAGUSD", "XAGEUR", "XAGGBP", "XAGAUD", "SILVER");
        put(pips, 0.01, "WTIUSD", "BCOUSD", "UKOIL", "USOIL", "XTIUSD", "XBRUSD");
        put(pips, 0.001, "XNGUSD", "NATGAS");
        put(
                pips, 1, "SPXUSD", "NSXUSD", "UDXUSD", "US30", "US500", "USTEC", "NAS100", "GER30", "GER40", "DE30",
                "DE40");
        put(pips, 1, "GRXEUR", "FRXEUR", "ETXEUR", "UKXGBP", "JPXJPY", "HKXHKD", "AUXAUD", "UK100", "JP225", "FRA40");
        put(pips, 1, "BTCUSD", "BTCUSDT", "BTCEUR", "XBTUSD");
        put(pips, 0.1, "ETHUSD", "ETHUSDT", "ETHEUR", "BNBUSD", "BCHUSD", "LTCUSD", "SOLUSD");
        put(pips, 0.0001, "XRPUSD", "ADAUSD", "DOGEUSD", "XLMUSD");
        return Map.copyOf(pips);
    }

    private static void put(Map<String, Double> pips, double pipSize, String... symbols) {
        for (String symbol : symbols) {
            pips.put(symbol, pipSize);
        }
    }
}
