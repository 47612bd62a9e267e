package dev.necrozma.market.universe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The bin edges that have no closed form: quintiles of permutation entropy, up ratio and range trend over windows of a simulated
 * Gaussian random walk, by lookback, from the resource {@code signature-edges.csv}. Between the lookbacks that the table
 * has (every one up to 128, then steps), the next lower one stands in.
 */
final class SignatureEdges {

    private static final String RESOURCE = "signature-edges.csv";
    private static final int EDGES = 4;
    private static final SignatureEdges STANDARD = load();

    private final NavigableMap<Integer, double[]> entropy = new TreeMap<>();
    private final NavigableMap<Integer, double[]> upRatio = new TreeMap<>();
    private final NavigableMap<Integer, double[]> rangeTrend = new TreeMap<>();

    private SignatureEdges() {}

    static SignatureEdges standard() {
        return STANDARD;
    }

    double[] entropy(int lookback) {
        return atOrBelow(entropy, lookback);
    }

    double[] upRatio(int lookback) {
        return atOrBelow(upRatio, lookback);
    }

    double[] rangeTrend(int lookback) {
        return atOrBelow(rangeTrend, lookback);
    }

    /** Below the first row of a part the part does not exist, so that any edges do. */
    private static double[] atOrBelow(NavigableMap<Integer, double[]> table, int lookback) {
        Map.Entry<Integer, double[]> entry = table.floorEntry(lookback);
        return (entry == null ? table.firstEntry() : entry).getValue();
    }

    private static SignatureEdges load() {
        InputStream resource = SignatureEdges.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("resource is missing: " + RESOURCE);
        }
        SignatureEdges edges = new SignatureEdges();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            lines.readLine();
            String line = lines.readLine();
            while (line != null) {
                edges.add(line.split(",", -1));
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
        }
        return edges;
    }

    private void add(String[] fields) {
        double[] edges = new double[EDGES];
        for (int i = 0; i < EDGES; i++) {
            edges[i] = Double.parseDouble(fields[2 + i]);
        }
        table(fields[0]).put(Integer.valueOf(fields[1]), edges);
    }

    private Map<Integer, double[]> table(String part) {
        switch (part) {
            case "entropy":
                return entropy;
            case "up_ratio":
                return upRatio;
            case "range_trend":
                return rangeTrend;
            default:
                throw new IllegalStateException("unknown part in " + RESOURCE + ": " + part);
        }
    }
}
