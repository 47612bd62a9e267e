package dev.necrozma.market.feed;

import java.util.List;

/**
 * Where the fields of a layout stand, counted from 0; −1 for one that it has not.
 *
 * @param delimiter what separates fields
 * @param symbol the name of what is traded
 * @param time the time, or its date
 * @param timeOfDay the time of day where it has a field of its own
 * @param prices bid and ask; or open, high, low, close
 * @param epoch what times count that are plain numbers
 */
record Columns(char delimiter, int symbol, int time, int timeOfDay, List<Integer> prices, TimeText.EpochUnit epoch) {

    static final int NONE = -1;

    Columns {
        prices = List.copyOf(prices);
    }
}
