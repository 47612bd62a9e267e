package dev.necrozma.market.label;

import java.util.List;

/**
 * A level at a fixed distance from each entry's price, on the path of one price side.
 *
 * @param side the prices that may reach it
 * @param upper whether it lies above the entry price and is reached from below
 * @param pips its distance, {@link LabelSpec#LEAST_PIPS} to {@link LabelSpec#MOST_PIPS}
 */
public record Barrier(PriceSide side, boolean upper, double pips) {

    public Barrier {
        LabelSpec.requirePips("pips", pips);
    }

    /** Where a long takes its profit. */
    static Barrier longTarget(Prices prices, LabelSpec spec) {
        return new Barrier(longSide(prices), true, spec.targetPips());
    }

    /** Where a long is stopped. */
    static Barrier longStop(Prices prices, LabelSpec spec) {
        return new Barrier(longSide(prices), false, spec.stopPips());
    }

    /** Where a short takes its profit. */
    static Barrier shortTarget(Prices prices, LabelSpec spec) {
        return new Barrier(shortSide(prices), false, spec.targetPips());
    }

    /** Where a short is stopped. */
    static Barrier shortStop(Prices prices, LabelSpec spec) {
        return new Barrier(shortSide(prices), true, spec.stopPips());
    }

    /** The four barriers, some of which may be the same, that decide the labels of a configuration. */
    public static List<Barrier> of(Prices prices, LabelSpec spec) {
        return List.of(
                longTarget(prices, spec), longStop(prices, spec), shortTarget(prices, spec), shortStop(prices, spec));
    }

    static PriceSide longSide(Prices prices) {
        return prices == Prices.MID ? PriceSide.MID : PriceSide.BID;
    }

    static PriceSide shortSide(Prices prices) {
        return prices == Prices.MID ? PriceSide.MID : PriceSide.ASK;
    }

    /** {@code mid_up_10}, {@code bid_down_7.5}. */
    public String name() {
        return side.label() + (upper ? "_up_" : "_down_") + LabelSpec.number(pips);
    }

    /** 1 if it lies above, -1 if below: {@code sign * (price - entry)} is how far the price has come towards it. */
    int sign() {
        return upper ? 1 : -1;
    }

    /* By hand, as every run tells barriers apart, and a record's own methods are put together when they are first called. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Barrier that
                && side == that.side
                && upper == that.upper
                && Double.compare(pips, that.pips) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(pips) * sign();
    }
}
