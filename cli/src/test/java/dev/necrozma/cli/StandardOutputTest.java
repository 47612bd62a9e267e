package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {

    /** Takes some bytes, and fails from then on. */
    private static final class Failing extends OutputStream {

        private final String message;
        private int room;
        private int attempts;

        Failing(int room, String message) {
            this.room = room;
            this.message = message;
        }

        @Override
        public void write(int b) throws IOException {
            if (room == 0) {
                attempts++;
                throw new IOException(message);
            }
            room--;
        }
    }

    @Test
    void whatNobodyReadsAnyMoreIsDropped() {
        Failing pipe = new Failing(3, "Broken pipe");
        PrintStream out = new PrintStream(new StandardOutput(pipe), false, StandardCharsets.UTF_8);

        out.print("four");
        out.print("more");
        out.print('!');

        assertThat(out.checkError()).isFalse();
        assertThat(pipe.attempts).isEqualTo(1);
    }

    @Test
    void whatCannotBeWrittenIsAFailure() {
        StandardOutput out = new StandardOutput(new Failing(0, "No space left on device"));
        assertThatThrownBy(() -> out.write(1)).hasMessage("No space left on device");
        assertThatThrownBy(() -> out.write(new byte[3], 0, 3)).hasMessage("No space left on device");
    }
}
