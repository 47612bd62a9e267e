package dev.necrozma.market.feed;

import java.util.List;
import java.util.Optional;

/**
 * Where the fields of a layout stand, counted from 0, and how they are written; −1 for one that it has not.
 *
 * @param delimiter what separates fields
 * @param symbol the name of what is traded
 * @param time the time, or its date
 * @param timeOfDay the time of day where it has a field of its own
 * @param prices bid and ask; or open, high, low, close
 * @param times how times are written
 * @param decimal how numbers are written
 * @param blankPrices what a price means that is left blank
 * @param volume the volume whose zero marks a bar without a quote; −1 also if zero means nothing
 */
record Columns(
        char delimiter,
        int symbol,
        int time,
        int timeOfDay,
        List<Integer> prices,
        TimeForm times,
        DecimalMark decimal,
        BlankPrice blankPrices,
        int volume) {

    static final int NONE = -1;

    /** What a blank price means. */
    enum BlankPrice {
        /** The row is bad. */
        BAD,
        /** The price of the row before still holds. */
        UNCHANGED
    }

    /** How times are written: what plain numbers count, or a pattern that says all. */
    record TimeForm(TimeText.EpochUnit epoch, Optional<TimePattern> pattern) {

        /** Whatever {@link TimeText} can tell by itself. */
        static final TimeForm ANY = new TimeForm(TimeText.EpochUnit.BY_SIZE, Optional.empty());

        static TimeForm of(TimeText.EpochUnit epoch) {
            return new TimeForm(epoch, Optional.empty());
        }
    }

    Columns {
        prices = List.copyOf(prices);
    }

    /** Numbers with a point, times in any form, no blank prices, no volume that matters. */
    static Columns of(char delimiter, int symbol, int time, int timeOfDay, List<Integer> prices) {
        return new Columns(
                delimiter,
                symbol,
                time,
                timeOfDay,
                prices,
                TimeForm.ANY,
                DecimalMark.ASSUMED_POINT,
                BlankPrice.BAD,
                NONE);
    }

    Columns withTimes(TimeForm form) {
        return new Columns(delimiter, symbol, time, timeOfDay, prices, form, decimal, blankPrices, volume);
    }

    Columns withDecimal(DecimalMark mark) {
        return new Columns(delimiter, symbol, time, timeOfDay, prices, times, mark, blankPrices, volume);
    }

    /** A blank price is that of the row before. */
    Columns withUnchangedBlanks() {
        return new Columns(delimiter, symbol, time, timeOfDay, prices, times, decimal, BlankPrice.UNCHANGED, volume);
    }

    /** A bar that does not move and has no volume is none. */
    Columns withVolume(int column) {
        return new Columns(delimiter, symbol, time, timeOfDay, prices, times, decimal, blankPrices, column);
    }

    /** The last field that a row needs. */
    int last() {
        int last = Math.max(Math.max(time, timeOfDay), Math.max(symbol, volume));
        for (int price : prices) {
            last = Math.max(last, price);
        }
        return last;
    }
}
