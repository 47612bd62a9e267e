package dev.necrozma.pipeline;

import dev.necrozma.engine.fingerprint.Fingerprint;
import dev.necrozma.engine.fingerprint.ValueFingerprint;
import dev.necrozma.engine.store.Artifact;
import dev.necrozma.market.instrument.Instrument;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The imported rows: an artifact a month.
 *
 * @param ticks whether rows are ticks; else they are bars
 * @param barMinutes the width of a bar; 0 for ticks
 */
record Dataset(Instrument instrument, boolean ticks, int barMinutes, SortedMap<YearMonth, Artifact> months) {

    /** What the rows are, whatever files they came from. */
    Fingerprint fingerprint() {
        ValueFingerprint content =
                new ValueFingerprint().add(instrument.symbol()).add(instrument.pipSize());
        for (Map.Entry<YearMonth, Artifact> month : months.entrySet()) {
            content.add(month.getKey().toString()).add(month.getValue().fingerprint(TickStage.PAYLOAD));
        }
        return content.take();
    }

    RunReport.Dataset summary() {
        List<Artifact> inOrder = List.copyOf(months.values());
        long rows = inOrder.stream()
                .mapToLong(month -> Long.parseLong(month.attribute("rows")))
                .sum();
        return new RunReport.Dataset(
                instrument.symbol(),
                fingerprint(),
                rows,
                Instant.parse(inOrder.get(0).attribute("first")),
                Instant.parse(inOrder.get(inOrder.size() - 1).attribute("last")));
    }
}
