package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** What is found in a binary file is what is found in the same rows as text. */
class FeedInspectorOnBinariesTest extends FeedFixture {

    @Test
    void inParquetWhatIsInText() throws IOException, SQLException {
        Path text = directory.resolve("text");
        String rows = "SELECT make_timestamp(1399064400000000 + i * 1000000 * 60) AS time,"
                + " round(1.38 + (hash(i) % 900) / 100000, 5) AS bid, round(1.39 + (hash(i + 1) % 900) / 100000, 5) AS ask"
                + " FROM range(5000) r(i) WHERE i < 180 OR i > 3060";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + rows + ") TO '" + x() + "' (FORMAT parquet)");
            statement.execute("COPY (" + rows + ") TO '" + text + "' (FORMAT csv, HEADER)");
        }
        Inspection ofTable = FeedInspector.inspect(x(), FeedOptions.defaults());
        Inspection ofText = FeedInspector.inspect(text, FeedOptions.defaults());

        assertThat(ofTable.layout()).isEqualTo("parquet");
        assertThat(ofTable.rows()).isEqualTo(ofText.rows()).isEqualTo(180 + 1939);
        assertThat(ofTable.firstRows()).isEqualTo(ofText.firstRows()).hasSize(3);
        assertThat(ofTable.lastRows()).isEqualTo(ofText.lastRows()).hasSize(3);
        assertThat(ofTable.lowest()).isEqualTo(ofText.lowest());
        assertThat(ofTable.highest()).isEqualTo(ofText.highest());
        assertThat(ofTable.spreads()).isEqualTo(ofText.spreads());
        assertThat(ofTable.weeks()).isEqualTo(ofText.weeks());
        assertThat(ofTable.weeks().count()).isEqualTo(1);
        assertThat(ofTable.longestGaps()).isEqualTo(ofText.longestGaps());
        assertThat(ofTable.decimals()).isEqualTo(Map.of(5, 2119L));
    }

    @Test
    void inParquetTheSideOfBarsThatItsNameTells() throws IOException, SQLException {
        Path asks = directory.resolve("EURUSD_ask.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT make_timestamp(1399064400000000 + i * 60000000) AS time, 1.3 AS open, 1.3 AS high,"
                            + " 1.3 AS low, 1.3 AS close FROM range(3) r(i)) TO '" + asks + "' (FORMAT parquet)");
        }
        assertThat(FeedInspector.inspect(asks, FeedOptions.defaults()).side()).contains("ask");
    }

    @Test
    void inAnHourOfDukascopyWhatItsBytesSay() throws IOException {
        ByteBuffer ticks = ByteBuffer.allocate(40);
        ticks.putInt(250).putInt(138_690).putInt(138_675).putFloat(1).putFloat(1);
        ticks.putInt(3_599_000).putInt(138_700).putInt(138_680).putFloat(1).putFloat(1);
        Path hour = hour("EURUSD", lzma(ticks.array()));

        Inspection found = FeedInspector.inspect(hour, FeedOptions.defaults());

        assertThat(found.layout()).isEqualTo("dukascopy-bi5");
        assertThat(found.symbol()).contains("EURUSD");
        assertThat(found.firstRows())
                .containsExactly(
                        new Inspection.PricedRow(Instant.parse("2019-02-04T10:00:00.250Z"), List.of(1.38675, 1.3869)),
                        new Inspection.PricedRow(Instant.parse("2019-02-04T10:59:59Z"), List.of(1.3868, 1.387)));
        assertThat(found.lastRows()).isEqualTo(found.firstRows());
        assertThat(found.lowest()).isEqualTo(1.38675);
        assertThat(found.highest()).isEqualTo(1.387);
    }

    @Test
    void anHourWhoseSymbolOrTicksAreMissingIsToldInASentence() throws IOException {
        Path nameless = hour("somewhere", new byte[0]);
        assertThatThrownBy(() -> FeedInspector.inspect(nameless, FeedOptions.defaults()))
                .isInstanceOf(FeedException.class)
                .hasMessage("the path of " + nameless
                        + " does not say which symbol it is; say it with --symbol, such as --symbol EURUSD");
        assertThatThrownBy(() -> FeedInspector.inspect(nameless, FeedOptions.defaults(), Optional.of("EURUSD")))
                .isInstanceOf(FeedException.class)
                .hasMessage(nameless + " holds no tick");
    }

    private Path hour(String tree, byte[] bytes) throws IOException {
        Path file = directory.resolve(tree).resolve("2019/01/04/10h_ticks.bi5");
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static byte[] lzma(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZMAOutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), content.length)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
