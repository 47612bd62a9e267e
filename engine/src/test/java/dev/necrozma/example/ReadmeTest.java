package dev.necrozma.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void showsTheExampleThatIsCompiled() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(start, readme.indexOf("```", start));
        String compiled = Files.readString(Path.of("src/test/java/dev/necrozma/example/EmbeddingExample.java"));

        assertThat(withoutIndent(compiled)).contains(withoutIndent(shown));
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
