package dev.necrozma.market.candle;

import dev.necrozma.market.tick.TickSeries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Prices as exact integers. A half-point is half a unit of the last decimal place, so that a mid between two quotes is an
 * integer too; whatever compares prices compares half-points, and therefore decides as the decimals would. A pip is a
 * decimal number of half-points: differences are exact until the one division that makes pips of them.
 *
 * <p>The unit is no coarser than a pip's own decimals, so that the same difference has the same pips, to the last bit,
 * whatever number of decimals the source happened to use.
 */
public final class PriceScale {

    private static final int PLACES_OF_BINARY_PRICES = 12;
    private static final int MOST_PLACES = 12;
    private static final double MOST_HALF_POINTS = 0x1p60;
    private static final BigDecimal MOST_DISTANCE = BigDecimal.valueOf(1L << 62); // leaves room to add a price

    /** Below, four doubles in a row are less than half a half-point apart. */
    private static final double FINE_HALF_POINTS = 0x1p50;

    private static final MathContext SHORT_DECIMAL = new MathContext(15);

    private final int places;
    private final double mostFineHalfPoints;
    private final double halfPointsPerUnit;
    private final BigDecimal exactHalfPointsPerPip;
    private final double halfPointsPerPip;

    /**
     * Returns the scale of prices with {@code decimals} places and pips of {@code pipSize}.
     *
     * @param decimals 0 to 10, or {@link TickSeries#NOT_DECIMAL}: prices are then compared at 12 places, large ones at as many as
     *     doubles can tell apart with room for an error of 4 ulp
     * @param pipSize finite and positive; read as the decimal of at most 15 digits that it stands for
     */
    public static PriceScale of(int decimals, double pipSize) {
        return new PriceScale(decimals, pipSize);
    }

    private PriceScale(int decimals, double pipSize) {
        BigDecimal pip = new BigDecimal(pipSize).round(SHORT_DECIMAL).stripTrailingZeros();
        int wanted = decimals == TickSeries.NOT_DECIMAL ? PLACES_OF_BINARY_PRICES : decimals;
        this.mostFineHalfPoints = decimals == TickSeries.NOT_DECIMAL ? FINE_HALF_POINTS : MOST_HALF_POINTS;
        this.places = Math.max(wanted, Math.min(pip.scale(), MOST_PLACES));
        this.halfPointsPerUnit = BigDecimal.valueOf(2).scaleByPowerOfTen(places).doubleValue();
        this.exactHalfPointsPerPip = pip.multiply(BigDecimal.valueOf(2)).scaleByPowerOfTen(places);
        this.halfPointsPerPip = exactHalfPointsPerPip.doubleValue();
    }

    /** The decimal places of which a half-point is half a unit. */
    int places() {
        return places;
    }

    /**
     * The half-points nearest to a price.
     *
     * @throws ArithmeticException if they are more than a long holds with room for sums and differences
     */
    public long halfPoints(double price) {
        double exact = price * halfPointsPerUnit;
        if (!(Math.abs(exact) <= MOST_HALF_POINTS)) {
            throw new ArithmeticException("a price of " + price + " cannot be counted in units of " + places
                    + " decimals; round the prices to fewer");
        }
        return Math.abs(exact) <= mostFineHalfPoints ? Math.round(exact) : coarse(exact);
    }

    /*
     * Among prices that are no decimals most may be decimals all the same, and must compare as such: a large one is rounded to
     * the power of ten that leaves 4 ulp to either side.
     */
    private static long coarse(double exact) {
        long step = 10;
        while (step < 8 * Math.ulp(exact)) {
            step *= 10;
        }
        return Math.round(exact / step) * step;
    }

    /** A difference of half-points in pips, rounded once. */
    public double pips(long halfPoints) {
        return halfPoints / halfPointsPerPip;
    }

    /** How many half-points a pip has; an integer unless a pip has more than twelve places. */
    public double halfPointsPerPip() {
        return halfPointsPerPip;
    }

    /**
     * The smallest whole number of half-points that is at least {@code pips}: a move of {@code m} half-points reaches
     * {@code pips} exactly when {@code m >= leastHalfPoints(pips)}.
     *
     * @param pips finite; read as the decimal of at most 15 digits that it stands for
     * @throws ArithmeticException if they are more than a long holds with room to add a price
     */
    public long leastHalfPoints(double pips) {
        BigDecimal distance = new BigDecimal(pips).round(SHORT_DECIMAL);
        BigDecimal threshold = distance.multiply(exactHalfPointsPerPip).setScale(0, RoundingMode.CEILING);
        if (threshold.abs().compareTo(MOST_DISTANCE) > 0) {
            throw new ArithmeticException("a distance of "
                    + distance.stripTrailingZeros().toPlainString() + " pips cannot be counted in units of " + places
                    + " decimals; choose fewer pips or a smaller pip size");
        }
        return threshold.longValueExact();
    }
}
