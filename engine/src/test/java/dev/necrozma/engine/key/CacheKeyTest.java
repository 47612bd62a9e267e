package dev.necrozma.engine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.engine.fingerprint.Fingerprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheKeyTest {

    private static final Fingerprint ZEROS = new Fingerprint(0, 0, 0, 0);

    /*
     * printf 'necrozma key 1\nstage universes\nversion 3\nparameter interval_minutes = 5\nparameter lookback = 20\nparameter
     * min_movement_pips = 1\ninput candles/2018-01 = <64 zeros>\n' | sha256sum
     */
    @Test
    void theTextAndTheIdAreWhatTheyAlwaysWere() {
        CacheKey key = CacheKey.of("universes", 3)
                .parameter("min_movement_pips", 1.0)
                .parameter("lookback", 20)
                .input("candles/2018-01", ZEROS)
                .parameter("interval_minutes", 5)
                .build();
        assertThat(key.text()).isEqualTo("""
                        necrozma key 1
                        stage universes
                        version 3
                        parameter interval_minutes = 5
                        parameter lookback = 20
                        parameter min_movement_pips = 1
                        input candles/2018-01 = 0000000000000000000000000000000000000000000000000000000000000000
                        """);
        assertThat(key.id()).hasToString("60c124367fcedb89c74d8bf2904260d0831c417197cd43b3211339b75f1c1432");
        assertThat(key).hasToString(key.text());
    }

    /* printf 'necrozma key 1\nstage s\nversion 1\n' | sha256sum */
    @Test
    void aKeyMayHaveNeitherParametersNorInputs() {
        assertThat(CacheKey.of("s", 1).build().id())
                .hasToString("e8f96ed32c377de2513fa539f828fe5b33f156d82d14cd86843229a69f2e3f73");
    }

    @Test
    void everyTypeOfParameterHasItsText() {
        CacheKey key = CacheKey.of("s", -1)
                .parameter("boolean", true)
                .parameter("double", 0.1)
                .parameter("list", List.of("a", "b, \"c\"", "\\"))
                .parameter("long", Long.MIN_VALUE)
                .parameter("text", "two\nlines, a \\ and a \r")
                .build();
        assertThat(key.text().lines())
                .containsExactly(
                        "necrozma key 1",
                        "stage s",
                        "version -1",
                        "parameter boolean = true",
                        "parameter double = 0.1",
                        "parameter list = [\"a\", \"b, \\\\\"c\\\\\"\", \"\\\\\\\\\"]",
                        "parameter long = -9223372036854775808",
                        "parameter text = two\\nlines, a \\\\ and a \\r");
        assertThat(key.parameters()).containsEntry("text", "two\nlines, a \\ and a \r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " = ", "\n", "\r\n", "\\n", "\\\\", "a = b\nparameter c = d\ninput e = f", "\u2028"})
    void valuesComeBackAsTheyWereGiven(String value) {
        CacheKey key = CacheKey.of("s", 1)
                .parameter("a", value)
                .parameter("b", "1")
                .input("c", ZEROS)
                .build();
        assertThat(key.parameters()).containsExactly(Map.entry("a", value), Map.entry("b", "1"));
        assertThat(CacheKey.parse(key.text()).parameters()).isEqualTo(key.parameters());
    }

    @Test
    void aParameterWithItsDefaultLeavesTheKeyAsItWas() {
        CacheKey before = CacheKey.of("s", 1).parameter("old", 7).build();
        CacheKey after = CacheKey.of("s", 1)
                .parameter("old", 7)
                .parameter("text", "d", "d")
                .parameter("long", 2, 2)
                .parameter("double", Double.NaN, Double.NaN)
                .parameter("boolean", false, false)
                .parameter("list", List.of("x"), List.of("x"))
                .build();
        assertThat(after).isEqualTo(before).hasSameHashCodeAs(before);
        assertThat(CacheKey.of("s", 1).parameter("double", -0.0, 0.0).build().parameters())
                .containsEntry("double", "-0");
        assertThat(CacheKey.of("s", 1)
                        .parameter("text", "e", "d")
                        .parameter("long", 3, 2)
                        .parameter("boolean", true, false)
                        .parameter("list", List.of("y"), List.of("x"))
                        .build()
                        .parameters())
                .hasSize(4);
    }

    @Test
    void everyPartTellsKeysApart() {
        List<CacheKey> keys = List.of(
                CacheKey.of("s", 1).build(),
                CacheKey.of("t", 1).build(),
                CacheKey.of("s", 2).build(),
                CacheKey.of("s", 1).parameter("a", "b").build(),
                CacheKey.of("s", 1).parameter("a", "b\n").build(),
                CacheKey.of("s", 1).parameter("a", "b\\n").build(),
                CacheKey.of("s", 1).parameter("a", "b\nparameter c = d").build(),
                CacheKey.of("s", 1).parameter("a", "b").parameter("c", "d").build(),
                CacheKey.of("s", 1).parameter("a", List.of("b", "c")).build(),
                CacheKey.of("s", 1).parameter("a", List.of("b\", \"c")).build(),
                CacheKey.of("s", 1).parameter("a", List.of()).build(),
                CacheKey.of("s", 1).parameter("a", List.of("")).build(),
                CacheKey.of("s", 1).input("a", ZEROS).build(),
                CacheKey.of("s", 1).input("b", ZEROS).build(),
                CacheKey.of("s", 1).input("a", new Fingerprint(0, 0, 0, 1)).build());
        assertThat(keys).doesNotHaveDuplicates().extracting(CacheKey::id).doesNotHaveDuplicates();
        for (CacheKey key : keys) {
            CacheKey parsed = CacheKey.parse(key.text());
            assertThat(parsed).isEqualTo(key);
            assertThat(parsed.parameters()).isEqualTo(key.parameters());
            assertThat(parsed.inputs()).isEqualTo(key.inputs());
        }
    }

    /** In UTF-8 both would be a question mark, and the results of one be taken for those of the other. */
    @Test
    void textThatUtf8CannotHoldIsRefused() {
        for (String half : List.of("\uD800", "x\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83D\uDE00\uDE00")) {
            assertThatThrownBy(() -> CacheKey.of("s", 1).parameter("a", half))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("parameter a has a text with half a surrogate pair");
        }
        assertThat(CacheKey.of("s", 1).parameter("a", "\uD83D\uDE00").build().id())
                .isNotEqualTo(CacheKey.of("s", 1).parameter("a", "?").build().id());
    }

    @Test
    void partsAreGivenOnceAndNamedPlainly() {
        CacheKey.Builder key = CacheKey.of("s", 1).parameter("a", 1).input("a", ZEROS);
        assertThatThrownBy(() -> key.parameter("a", 2)).hasMessage("parameter given twice: a");
        assertThatThrownBy(() -> key.input("a", ZEROS)).hasMessage("input given twice: a");
        for (String name : List.of("", "a b", "a=b", "ä", "a\n")) {
            assertThatThrownBy(() -> CacheKey.of(name, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> key.parameter(name, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> key.input(name, ZEROS)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatABuilderAddsLaterLeavesKeysAlone() {
        CacheKey.Builder builder = CacheKey.of("s", 1);
        CacheKey before = builder.build();
        builder.parameter("a", 1);
        assertThat(before.parameters()).isEmpty();
        assertThat(builder.build().parameters()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "necrozma key 2\nstage s\nversion 1\n",
                "necrozma key 1\nstage s\nversion x\n",
                "necrozma key 1\nstage s\nversion 1",
                "necrozma key 1\nstage s\nversion 1\n\n",
                "necrozma key 1\nstage s\nversion 01\n",
                "necrozma key 1\nstage s\nversion 1\nparameter b = 1\nparameter a = 1\n",
                "necrozma key 1\nstage s\nversion 1\nparameter b\n",
                "necrozma key 1\nstage s\nversion 1\nparameter = 1\n",
                "necrozma key 1\nstage s\nversion 1\ninput = 1\n",
                "necrozma key 1\nstage s\nversion 1\nparameter b = \\x\n",
                "necrozma key 1\nstage s\nversion 1\ninput b = 12\n",
                "necrozma key 1\nstage s\nversion 1\nfriend b = 12\n"
            })
    void onlyCanonicalTextsAreRead(String text) {
        assertThatThrownBy(() -> CacheKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
