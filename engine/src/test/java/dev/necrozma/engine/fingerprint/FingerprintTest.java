package dev.necrozma.engine.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    /** The example of FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheSha256OfTheContent() {
        assertThat(Fingerprint.of("abc".getBytes(UTF_8))).hasToString(ABC);
        assertThat(Fingerprint.ofText("abc")).hasToString(ABC);
        assertThat(Fingerprint.ofText("äé\uD83D\uDE00")).isEqualTo(Fingerprint.of("äé\uD83D\uDE00".getBytes(UTF_8)));
        assertThat(Fingerprint.ofText("")).isEqualTo(Fingerprint.of(new byte[0]));
    }

    @Test
    void readsBackItsTextAndItsBytes() {
        Fingerprint abc = Fingerprint.parse(ABC);
        assertThat(abc).isEqualTo(Fingerprint.ofText("abc")).hasToString(ABC);
        assertThat(Fingerprint.ofDigest(abc.toBytes())).isEqualTo(abc);
        assertThat(abc.shortText()).isEqualTo("ba7816bf");
        assertThatThrownBy(() -> Fingerprint.parse("12")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fingerprint.parse(ABC.replace('b', 'x'))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fingerprint.ofDigest(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersAsTheTextsDo() {
        List<Fingerprint> some = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            some.add(Fingerprint.ofText("fingerprint " + i));
        }
        for (long word : new long[] {0, 1, -1, Long.MIN_VALUE}) {
            some.add(new Fingerprint(7, word, 0, 0));
            some.add(new Fingerprint(7, 7, word, 0));
            some.add(new Fingerprint(7, 7, 7, word));
        }
        List<String> texts =
                new ArrayList<>(some.stream().map(Fingerprint::toString).toList());
        Collections.sort(some);
        Collections.sort(texts);
        assertThat(some).extracting(Fingerprint::toString).isEqualTo(texts);
    }
}
