package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.necrozma.market.label.DayBootstrap;
import dev.necrozma.market.label.LabelSeries;
import dev.necrozma.market.label.LabelSummary;
import dev.necrozma.market.label.LabelTally;
import dev.necrozma.market.universe.UniverseTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the stream of a file throws is what whoever writes a table gets to know, whichever part of the file it is. */
class FailingStreamTest {

    /* Else the first, the last and some between them. */
    private static final int MOST_FAILURES = 12;

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Takes so many writes, and no more. */
    private static final class Refusing extends OutputStream {

        private final IOException refusal = new IOException("/a/file: No space left on device");
        private final int most;
        private int writes;

        Refusing(int most) {
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (writes == most) {
                throw refusal;
            }
            writes++;
        }
    }

    @Test
    void theTableOfAUniverseSaysSo() throws IOException {
        UniverseTable universe = UniverseParquetTest.universe();
        assertSaysSo(out -> UniverseParquet.write(universe, out));
    }

    @Test
    void aTableOfLabelsSaysSo() throws IOException {
        SharedColumns shared = new SharedColumns(LabelFixture.tickSeries(500, 1));
        assertSaysSo(out -> LabelFixture.write(LabelFixture.SPEC, shared, rows -> {}, out));
    }

    @Test
    void theSummaryOfLabelsSaysSo() throws IOException {
        LabelSeries series = LabelFixture.tickSeries(500, 1);
        LabelSummary summary = new LabelTally(series, LabelFixture.SPEC, new DayBootstrap()).summary();
        List<LabelSummary> summaries = List.of(summary);
        assertSaysSo(out -> LabelSummaryParquet.write(summaries, out));
    }

    private static void assertSaysSo(Writing writing) throws IOException {
        Refusing counting = new Refusing(Integer.MAX_VALUE);
        writing.to(counting);
        assertThat(counting.writes).isGreaterThan(20);
        int step = Math.max(1, counting.writes / MOST_FAILURES);
        for (int most = (counting.writes - 1) % step; most < counting.writes; most += step) {
            Refusing refusing = new Refusing(most);
            assertThat(catchThrowable(() -> writing.to(refusing)))
                    .as("write %s of %s", most + 1, counting.writes)
                    .isSameAs(refusing.refusal);
        }
    }
}
