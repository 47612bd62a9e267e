package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read of the commands has no line of more than 100 columns. */
class EveryPageFitsTest {

    private static final String RUN = "run HISTDATA_COM_ASCII_EURUSD_M12018.csv --symbol EURUSD --no-progress";

    private static final String GRID = " --intervals 1,5 --lookbacks 20 --targets 10,50 --stops 30 --horizons 60,1440";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void run() throws IOException {
        Files.writeString(folder.resolve("HISTDATA_COM_ASCII_EURUSD_M12018.csv"), RunTest.bars());
        assertFits(RUN + " --stages universes --intervals 5 --lookbacks 20");
        assertFits(RUN + GRID);
        assertFits("cache clear labels --yes");
        assertFits(RUN + GRID + " --pip-size 0.0002");
    }

    /* A path is as long as it is. */
    private static String assertFits(String command) {
        Session session = Session.of(folder, command.split(" "));
        assertThat(session.exitCode()).as(command + ": " + session.err()).isZero();
        assertThat(session.out().lines())
                .as(command)
                .isNotEmpty()
                .allMatch(line -> line.replace(folder.toString(), "").length() <= 100);
        return session.out();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RUN + GRID + " --dry-run",
                RUN + GRID + " --dry-run --pip-size 0.001",
                "cache stats",
                "cache list",
                "cache show universe_5m_20lb",
                "cache show T10_S30_H60",
                "cache explain T10_S30_H60",
                "cache explain mid_up_10",
                "cache diff",
                "cache gc --max-size 1KB --dry-run",
                "cache verify --deep",
                "labels list",
                "universes list",
                "universes show universe_5m_20lb",
                "inspect HISTDATA_COM_ASCII_EURUSD_M12018.csv",
                "doctor"
            })
    void inHundredColumns(String command) {
        assertFits(command);
    }

    @Test
    void labelsAreShownInARowADirection() {
        assertThat(assertFits("labels show T50_S30_H1440"))
                .contains("the first 5 rows\n")
                .containsPattern("(?m)^timestamp +direction +entry +outcome +exit +mfe +mae$")
                .containsPattern("(?m)^2018-01-0.T..:..:00Z +up +1\\.[0-9]{6} +[a-z]+ ( +-?[0-9.]+){3}$")
                .containsPattern("(?m)^2018-01-0.T..:..:00Z +down +1\\.[0-9]{6} +[a-z]+ ( +-?[0-9.]+){3}$");
    }

    @Test
    void sentencesGoOnInTheNextLine() throws IOException {
        assertFits("cache clear ticks --yes");

        String name = "HISTDATA_COM_ASCII_EURUSD_M12018.csv: ";
        assertThat(assertFits(RUN + GRID + " --dry-run"))
                .contains("  " + name + "would be computed because evicted on\n    ");
        assertThat(assertFits("cache explain universe_5m_20lb"))
                .contains("cannot be told yet: " + name.replace(":", "") + "would be computed first\n  because ");
        assertThat(assertFits(RUN + GRID))
                .contains("  " + name + "computed because evicted on")
                .contains("\n    ");
    }
}
