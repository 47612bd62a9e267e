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
     * The difference of the means in standard errors: what has mean 0 and variance 1 if directions are tossed independently of the
     * features. Nothing but the tosses is random then: overlapping windows do no harm, and what varies is all events of the level, not
     * those of each side about a mean of their own, of which few events leave too little. NaN as above.
     */
    public double z() {
        if (Double.isNaN(standardisedDifference())) {
            return Double.NaN;
        }
        double count = (double) upCount + downCount;
        double difference = upMean - downMean;
        double weight = (double) upCount * downCount / count;
        double squares = upCount * upStd * upStd + downCount * downStd * downStd + weight * difference * difference;
        return difference * Math.sqrt(weight * (count - 1) / squares);
    }
}
