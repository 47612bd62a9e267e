package dev.necrozma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,abc,0", "teh,the,1", "flaw,lawn,2", "ca,abc,3"})
    void editsAreThoseOfThePublishedExamples(String one, String other, int edits) {
        assertThat(Nearest.edits(one, other)).isEqualTo(edits);
        assertThat(Nearest.edits(other, one)).isEqualTo(edits);
    }

    @Test
    void aWordThatIsFarFromAllHasNoNearest() {
        assertThat(Nearest.find("zebra", List.of("cache", "publish"))).isEmpty();
        assertThat(Nearest.find("cahce", List.of("publish", "cache"))).contains("cache");
    }
}
