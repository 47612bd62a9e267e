package dev.necrozma.market.feed;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which side the prices of bars are of: {@code bid}, {@code ask} or {@code mid}. A vendor's bars of asks are told from those of bids by
 * nothing but the name of the file, {@code EURUSD_Candlestick_1_M_ASK_2018.csv}.
 */
public final class BarSide {

    private static final Pattern BID = word("bid");
    private static final Pattern ASK = word("ask");

    private BarSide() {}

    private static Pattern word(String word) {
        return Pattern.compile("(?<![a-z])" + word + "s?(?![a-z])", Pattern.CASE_INSENSITIVE);
    }

    /**
     * The side of the bars in a file.
     *
     * @param stated what the layout or the header says; absent if nothing
     * @param name of the file: asks in it go before what is stated, since layouts of vendors state bids
     */
    public static Optional<String> of(Optional<String> stated, String name) {
        boolean bid = BID.matcher(name).find();
        boolean ask = ASK.matcher(name).find();
        if (ask && !bid) {
            return Optional.of("ask");
        }
        return stated.isEmpty() && bid && !ask ? Optional.of("bid") : stated;
    }
}
