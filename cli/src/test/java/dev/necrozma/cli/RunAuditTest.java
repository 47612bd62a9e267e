package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code necrozma run --audit}. */
class RunAuditTest {

    private static final String RUN = "run x --symbol EURUSD --output results --targets 5,10 --stops 5 --horizons 60"
            + " --intervals 5 --lookbacks 5 --no-progress";

    @TempDir
    Path folder;

    @Test
    void everyStageOfTheProgramComesOutTheSameAgain() throws IOException {
        Files.writeString(folder.resolve("x"), RunTest.bars());
        assertThat(session(RUN).exitCode()).isZero();

        Session audited = session(RUN + " --audit 100%");
        assertThat(audited.exitCode()).as(audited.out()).isZero();
        for (String stage : new String[] {"import", "ticks", "candles", "universes", "levels", "labels"}) {
            assertThat(audited.out())
                    .containsPattern("(?m)^" + stage + ": [0-9]+ of the reused computed again: the same bytes$");
        }
        assertThat(session(RUN + " --audit 1 --json").out())
                .contains("\"audits\":[{\"stage\":\"import\",\"computed_again\":1,\"differing\":[]},");
    }

    @Test
    void aShareThatCannotBeMeantIsRefused() {
        assertThat(session(RUN + " --audit 0").err())
                .isEqualTo("necrozma: --audit must be a share such as 0.05 or 5%: 0\n");
        assertThat(session(RUN + " --audit 1 --fresh").exitCode()).isEqualTo(2);
    }

    @Test
    void helpShowsThePercentSignAsIs() {
        for (String command : new String[] {"run --help", "cache verify --help"}) {
            assertThat(session(command).out()).contains("0.05 or 5%").doesNotContain("%%");
        }
    }

    private Session session(String command) {
        return Session.of(folder, command.split(" ", -1));
    }
}
