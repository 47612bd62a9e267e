package dev.necrozma.market.universe;

import java.util.ArrayList;
import java.util.List;

/** At which scales the returns differ: energies of the Haar transform of the last {@code 2^J}, {@code J} as large as the context allows. */
final class WaveletGroup implements FeatureGroup {

    /** As many levels as the longest context has. */
    private static final int MOST_LEVELS = 31 - Integer.numberOfLeadingZeros(UniverseSpec.MAX_LOOKBACK - 1);

    private static final String SOURCE = "Mallat 1989";
    private static final String NULL = "; null if those returns are all equal";
    private static final List<Feature> FEATURES = describe();

    private static List<Feature> describe() {
        List<Feature> features = new ArrayList<>();
        features.add(Feature.of(
                "ctx_wavelet_entropy",
                "nats",
                5,
                new Range(0, StrictMath.log(MOST_LEVELS)),
                "-sum(p ln p), p the energy shares of the J levels of the Haar transform of the last 2^J r" + NULL,
                "Rosso et al. 2001"));
        for (int level = 1; level <= MOST_LEVELS; level++) {
            features.add(Feature.of(
                    "ctx_wavelet_share_" + level,
                    "1",
                    (1 << level) + 1,
                    Range.SHARE,
                    "sum of squared Haar details of level " + level + " over that of all J levels, of the last 2^J r;"
                            + " level 1 is the finest" + NULL,
                    SOURCE));
        }
        return List.copyOf(features);
    }

    @Override
    public String name() {
        return "wavelet";
    }

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public FeatureComputation prepare(int candles) {
        HaarEnergies energies = new HaarEnergies(candles - 1);
        return (window, out) -> {
            if (energies.measure(window.halfPoints().returns)) {
                out.set(0, energies.entropy());
                for (int i = 0; i < energies.shares.length; i++) {
                    out.set(1 + i, energies.shares[i]);
                }
            }
        };
    }
}
