package dev.necrozma.market.universe;

/**
 * How a feature differs between the events of a level that go up and those that go down, of the values that are not null.
 *
 * @param upStd standard deviation of the population
 * @param downStd standard deviation of the population
 */
public record DirectionContrast(
        String feature,
        String unit,
        int upCount,
        double upMean,
        double upStd,
        int downCount,
        double downMean,
        double downStd) {

    /**
     * The difference of the means, up less down, over the root of the mean of both variances (Cohen 1988); NaN if there are no
     * values on a side, or nothing varies.
     */
    public double standardisedDifference() {
        if (upCount == 0 || downCount == 0) {
            return Double.NaN;
        }
        double pooled = Math.sqrt((upStd * upStd + downStd * downStd) / 2);
        return pooled > 0 ? (upMean - downMean) / pooled : Double.NaN;
    }

    /**
     * The difference in standard errors: what a normal variable would be if directions were tossed independently of the
     * features. Overlapping windows do no harm to that, since nothing but the tosses is random then. NaN as above.
     */
    public double z() {
        return standardisedDifference() * Math.sqrt((double) upCount * downCount / ((double) upCount + downCount));
    }
}
