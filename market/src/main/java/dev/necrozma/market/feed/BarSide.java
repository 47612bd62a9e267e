package dev.necrozma.market.feed;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which side the prices of bars are of: {@code bid}, {@code ask} or {@code mid}. A vendor's bars of asks are told from those of bids by
 * nothing but names: of the file, {@code EURUSD_Candlestick_1_M_ASK_2018.csv}, or of a folder that it is in, {@code ask/2018.csv}.
 */
public final class BarSide {

    private static final Pattern BID = word("bid");
    private static final Pattern ASK = word("ask");

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private static final Set<String> WITH_NAMED_COLUMNS = Set.of(GenericLayout.NAME, TableFeed.LAYOUT);

    private BarSide() {}

    private static Pattern word(String word) {
        return Pattern.compile("(?<!\\p{L})" + word + "s?(?!\\p{L})", Pattern.CASE_INSENSITIVE);
    }

    /**
     * The side of the bars in a file.
     *
     * @param stated what the layout or the header says; absent if nothing
     * @param layout the name of the layout. A header that names the side of each column is right, whatever the file is called
     * @param entries the names in an archive, which go before that of the file; none of a file that is no archive
     * @param named the file, with the folders that may tell, of which the nearest does: asks go before what the layout of a vendor says,
     *     since those say bids
     */
    public static Optional<String> of(Optional<String> stated, String layout, List<String> entries, Path named) {
        if (stated.isPresent() && WITH_NAMED_COLUMNS.contains(layout)) {
            return stated;
        }
        Set<String> inside =
                entries.stream().flatMap(entry -> told(entry).stream()).collect(Collectors.toSet());
        Optional<String> told = inside.size() == 1 ? inside.stream().findFirst() : told(named.toString());
        return told.filter("ask"::equals).or(() -> stated).or(() -> told);
    }

    /** What the last name in a path tells, else the one before it, and so on. */
    static Optional<String> told(String path) {
        String[] names = SEPARATOR.split(path, -1);
        for (int i = names.length - 1; i >= 0; i--) {
            boolean bid = BID.matcher(names[i]).find();
            boolean ask = ASK.matcher(names[i]).find();
            if (bid != ask) {
                return Optional.of(bid ? "bid" : "ask");
            }
        }
        return Optional.empty();
    }
}
