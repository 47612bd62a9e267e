package dev.necrozma.market.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void leavesWhatCanBeShownAsItIs() {
        for (String text : new String[] {"", "x!a.csv:3: '1,2;3'", "données/Währung/ユーロ.csv", "a\ud83d\ude00b"}) {
            assertThat(Printable.of(text)).isEqualTo(text);
        }
    }

    @Test
    void showsTheCodeOfWhatATerminalObeysOrNobodySees() {
        assertThat(Printable.of("a\u001b[2Jb\0")).isEqualTo("a\\u001b[2Jb\\u0000");
        assertThat(Printable.of("one\ntwo\r\nthree\u2028\u0085")).isEqualTo("one\\ntwo\\r\\nthree\\u2028\\u0085");
        assertThat(Printable.of("\u202egpj\u200b\ufeff\u00ad")).isEqualTo("\\u202egpj\\u200b\\ufeff\\u00ad");
        assertThat(Printable.of("\ud800x\udb40\udc41\u009b")).isEqualTo("\\ud800x\\U000e0041\\u009b");
        assertThat(Printable.of("date\ttime")).isEqualTo("date time");
    }

    @Test
    void cutsWhatIsTooLongBetweenCharacters() {
        assertThat(Printable.excerpt("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.excerpt("abcdefg", 6)).isEqualTo("abcdef…");
        assertThat(Printable.excerpt("ab\ud83d\ude00c", 3)).isEqualTo("ab…");
        assertThat(Printable.excerpt("\n".repeat(9), 2)).isEqualTo("\\n\\n…");
    }

    @Test
    void leavesOutTheMiddleOfASentenceThatNobodyReadsToItsEnd() {
        assertThat(Printable.sentence("a".repeat(1500))).isEqualTo("a".repeat(1500));
        assertThat(Printable.sentence("a".repeat(1200) + "b".repeat(1000) + "\n" + "c".repeat(299)))
                .isEqualTo("a".repeat(1200) + "… \\n" + "c".repeat(299));
    }
}
