package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void whatFitsIsAlignedAsItIs() {
        List<List<String>> rows = List.of(List.of("a", "text", "1"), List.of("bb", "x", "22"));

        assertThat(Columns.fitted(rows, 2, 1))
                .isEqualTo(Columns.lines(rows, 2))
                .containsExactly("a   text   1", "bb  x     22");
    }

    @Test
    void aLongTextGoesOnBelowItself() {
        String longText = "word ".repeat(30).strip();

        List<String> lines =
                Columns.fitted(List.of(List.of("name", longText, "12.5"), List.of("other", "x", "1")), 2, 1);

        assertThat(lines)
                .containsExactly(
                        "name   " + "word ".repeat(16) + "word  12.5",
                        "       " + "word ".repeat(12) + "word",
                        "other  x" + " ".repeat(88) + "1")
                .allMatch(line -> line.length() <= Columns.WIDTH);
    }

    @Test
    void aWordLongerThanALineStaysWhole() {
        String path = "/" + "x".repeat(120);

        assertThat(Columns.fitted(List.of(List.of("in", "a folder " + path + " that is full")), 2, 1))
                .containsExactly("in  a folder", "    " + path, "    that is full");
    }

    @Test
    void aSentenceGoesOnBehindItsIndent() {
        assertThat(Columns.wrapped("x ".repeat(60).strip(), "    "))
                .containsExactly("x ".repeat(47) + "x", "    " + "x ".repeat(11) + "x");
    }
}
