package dev.necrozma.market.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.necrozma.market.label.LabelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {

    @TempDir
    Path folder;

    @Test
    void namesComeInTheOrderOfTheirNumbers() throws IOException {
        for (String name : List.of("T10_S5_H60", "T5_S10_H60", "T5_S5_H240", "T5_S5_H60", "T7.5_S5_H1", "T5_S5_H0.5")) {
            Files.createFile(folder.resolve(name + ".parquet"));
        }
        for (String other : List.of("labels_summary.parquet", "T5_S5.parquet", "T5.0_S5_H1.parquet", "T1_S1_H1.json")) {
            Files.createFile(folder.resolve(other));
        }
        assertThat(Labels.open(folder).names())
                .containsExactly("T5_S5_H0.5", "T5_S5_H60", "T5_S5_H240", "T5_S10_H60", "T7.5_S5_H1", "T10_S5_H60");
    }

    @Test
    void opensTheFolderOfTablesAndTheOneAbove() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("labels"));
        SharedColumns shared = new SharedColumns(LabelFixture.tickSeries(100, 1));
        LabelSpec spec = LabelSpec.parse("T5_S5_H60");
        Files.write(tables.resolve("T5_S5_H60.parquet"), LabelFixture.table(spec, shared));
        for (Path opened : List.of(folder, tables)) {
            Labels labels = Labels.open(opened);
            assertThat(labels.names()).containsExactly("T5_S5_H60");
            assertThat(labels.table("T5_S5_H60").size()).isEqualTo(100);
        }
    }

    @Test
    void aMissingTableIsNamed() throws IOException {
        Labels labels = Labels.open(folder);
        assertThat(labels.names()).isEmpty();
        assertThatThrownBy(() -> labels.table("T5_S5_H60"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(folder.resolve("T5_S5_H60.parquet").toString());
        assertThatThrownBy(() -> labels.table("../T5_S5_H60")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Labels.open(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
