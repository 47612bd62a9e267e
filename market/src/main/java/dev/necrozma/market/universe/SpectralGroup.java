package dev.necrozma.market.universe;

import java.util.List;

/**
 * Where the power of the returns lies: the one-sided spectrum of the mean-centred {@code r}, at {@code k / n} cycles a candle,
 * {@code k} from 1 to {@code n / 2}. No taper, so that noise has equal shares on average.
 */
final class SpectralGroup implements FeatureGroup {

    private static final int SHORTEST = 17;
    private static final int DOMINANT_FREQUENCY = 0;
    private static final int DOMINANT_SHARE = 1;
    private static final int CENTROID = 2;
    private static final int SPREAD = 3;
    private static final int FLATNESS = 4;
    private static final int ENTROPY = 5;
    private static final int ROLL_OFF = 6;
    private static final int FIRST_BAND = 7;
    private static final int BANDS = 4;

    private static final String CYCLES = "cycles/candle";
    private static final Range FREQUENCY = new Range(0, 0.5);
    private static final String SHARES =
            "; p: share of each frequency k / n in the one-sided periodogram of r - mean, Nyquist weight 1; null if r is constant";
    private static final String PERIODOGRAM = "Schuster 1898";
    private static final String PEETERS = "Peeters 2004";

    private static final List<Feature> FEATURES = List.of(
            feature(
                    "ctx_dominant_frequency",
                    CYCLES,
                    FREQUENCY,
                    "the lowest frequency with the largest p",
                    PERIODOGRAM),
            feature("ctx_dominant_share", "1", Range.SHARE, "max(p)", PERIODOGRAM),
            feature("ctx_spectral_centroid", CYCLES, FREQUENCY, "sum(f p)", PEETERS),
            feature("ctx_spectral_spread", CYCLES, FREQUENCY, "sqrt(sum((f - centroid)^2 p))", PEETERS),
            feature("ctx_spectral_flatness", "1", Range.SHARE, "geometric over arithmetic mean of p", "Johnston 1988"),
            feature(
                    "ctx_spectral_entropy",
                    "1",
                    Range.SHARE,
                    "-sum(p ln p) over ln of the number of frequencies",
                    "Inouye et al. 1991"),
            feature(
                    "ctx_spectral_rolloff",
                    CYCLES,
                    FREQUENCY,
                    "the lowest frequency up to which p adds up to 0.85",
                    PEETERS),
            band(0, "(0, 1/8)"),
            band(1, "[1/8, 1/4)"),
            band(2, "[1/4, 3/8)"),
            band(3, "[3/8, 1/2]"));

    private static Feature band(int band, String cycles) {
        return feature(
                "ctx_band_share_" + (band + 1),
                "1",
                Range.SHARE,
                "sum of p over frequencies in " + cycles + " cycles a candle",
                PERIODOGRAM);
    }

    private static Feature feature(String name, String unit, Range range, String formula, String source) {
        return Feature.of(name, unit, SHORTEST, range, formula + SHARES, source);
    }

    @Override
    public String name() {
        return "spectral";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        Spectrum spectrum = new Spectrum(candles - 1);
        return (window, out) -> {
            if (!window.constant) {
                spectrum.measure(window.halfPoints().returns);
                compute(spectrum, out);
            }
        };
    }

    private static void compute(Spectrum spectrum, FeatureRow out) {
        double centroid = spectrum.centroid();
        out.set(DOMINANT_FREQUENCY, spectrum.dominantFrequency());
        out.set(DOMINANT_SHARE, spectrum.dominantShare());
        out.set(CENTROID, centroid);
        out.set(SPREAD, spectrum.spread(centroid));
        out.set(FLATNESS, spectrum.flatness());
        out.set(ENTROPY, spectrum.entropy());
        out.set(ROLL_OFF, spectrum.rollOff());
        for (int band = 0; band < BANDS; band++) {
            out.set(FIRST_BAND + band, spectrum.bandShare(band));
        }
    }
}
