package dev.necrozma.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MutatorTest {

    private static final byte[] TEXT = "time,bid,ask\n2019-01-01,1.15,1.16\n".getBytes(UTF_8);
    private static final byte[] OTHER = "ABCDEFGHIJ".repeat(20).getBytes(UTF_8);

    @Test
    void givesTheSameCopiesForTheSameSeed() {
        assertThat(copies(new Mutator(7), TEXT)).isEqualTo(copies(new Mutator(7), TEXT));
        assertThat(copies(new Mutator(8), TEXT)).isNotEqualTo(copies(new Mutator(7), TEXT));
    }

    @Test
    void changesMostCopiesAndNeverTheOriginal() {
        byte[] original = TEXT.clone();
        List<String> copies = copies(new Mutator(1), original);
        assertThat(original).isEqualTo(TEXT);
        assertThat(copies.stream().filter(new String(TEXT, ISO_8859_1)::equals).count())
                .isLessThan(50);
        Set<String> distinct = new HashSet<>(copies);
        assertThat(distinct).hasSizeGreaterThan(900);
    }

    @Test
    void takesPiecesOfOthersAndTokensThatItIsGiven() {
        List<String> copies = new ArrayList<>();
        Mutator mutator = new Mutator(3, List.of("workers: -1"));
        for (int i = 0; i < 1000; i++) {
            copies.add(new String(mutator.mutate(TEXT, OTHER), ISO_8859_1));
        }
        assertThat(copies).anyMatch(copy -> copy.contains("CDEFGHIJAB"));
        assertThat(copies).anyMatch(copy -> copy.contains("workers: -1"));
        assertThat(copies).anyMatch(copy -> copy.contains("\0"));
        assertThat(copies).anyMatch(copy -> copy.contains("1e999"));
        assertThat(copies).anyMatch(copy -> copy.length() > 65_536);
        assertThat(copies).anyMatch(copy -> copy.length() < 10);
        assertThat(copies).anyMatch(copy -> copy.contains("\r\n"));
    }

    @Test
    void mutatesWhatHasNoByteOrOneAndStaysBelowItsLimit() {
        for (int seed = 0; seed < 300; seed++) {
            for (byte[] original : List.of(new byte[0], new byte[1], OTHER)) {
                Mutator mutator = new Mutator(seed);
                assertThat(mutator.mutate(original)).hasSizeLessThanOrEqualTo(original.length + Mutator.LONGEST_GROWTH);
                assertThat(mutator.mutate(original, new byte[0], TEXT))
                        .hasSizeLessThanOrEqualTo(original.length + TEXT.length + Mutator.LONGEST_GROWTH);
            }
        }
    }

    private static List<String> copies(Mutator mutator, byte[] original) {
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            copies.add(new String(mutator.mutate(original), ISO_8859_1));
        }
        return copies;
    }
}
