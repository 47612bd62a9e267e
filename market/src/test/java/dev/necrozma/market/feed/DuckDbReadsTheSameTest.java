package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DuckDB's CSV reader is the oracle of ours, row by row and bit by bit. */
class DuckDbReadsTheSameTest extends FeedFixture {

    @Test
    void readsTheSameRowsFromAnExnessFile() throws IOException, SQLException {
        read(FeedReaderTest.randomExness(50_000, 42));
        assertThat(months.order).hasSize(2);
        assertThat(months.tickLines()).isEqualTo(rowsByDuckDb());
    }

    private List<String> rowsByDuckDb() throws SQLException {
        List<String> rows = new ArrayList<>();
        String query =
                "SELECT epoch_us(t), bid, ask FROM read_csv('" + x() + "', header = true, delim = ',', columns = "
                        + "{'e': 'VARCHAR', 's': 'VARCHAR', 't': 'TIMESTAMP', 'bid': 'DOUBLE', 'ask': 'DOUBLE'})";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getLong(1) * 1000 + " " + result.getDouble(2) + " " + result.getDouble(3));
            }
        }
        return rows;
    }
}
