package dev.necrozma.market.parquet;

import dev.necrozma.market.label.LabelSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The label tables that a run has published, read column by column:
 *
 * <pre>{@code
 * LabelTable table = Labels.open(Path.of("output")).table("T10_S5_H60");
 * float[] mfe = table.floats("up_mfe");
 * }</pre>
 *
 * <p>Immutable, and safe for use by several threads. Keeps no file open, so that there is nothing to close.
 */
public final class Labels {

    private static final String SUFFIX = ".parquet";
    private static final Comparator<LabelSpec> ORDER = Comparator.comparingDouble(LabelSpec::targetPips)
            .thenComparingDouble(LabelSpec::stopPips)
            .thenComparingDouble(LabelSpec::horizonMinutes);

    private final Path folder;
    private final List<String> names;

    private Labels(Path folder, List<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Lists the tables of a folder.
     *
     * @param folder has files such as {@code T10_S5_H60.parquet}, or has a folder {@code labels} that does
     * @throws NoSuchFileException if there is no such folder
     */
    public static Labels open(Path folder) throws IOException {
        Path inside = folder.resolve("labels");
        Path tables = Files.isDirectory(inside) ? inside : folder;
        List<LabelSpec> specs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(tables, "T*" + SUFFIX)) {
            for (Path file : files) {
                addSpec(file.getFileName().toString(), specs);
            }
        }
        specs.sort(ORDER);
        return new Labels(tables, specs.stream().map(LabelSpec::name).toList());
    }

    private static void addSpec(String file, List<LabelSpec> specs) {
        LabelSpec spec;
        try {
            spec = LabelSpec.parse(file.substring(0, file.length() - SUFFIX.length()));
        } catch (IllegalArgumentException e) {
            // Someone else's file.
            return;
        }
        if (file.equals(spec.name() + SUFFIX)) {
            specs.add(spec);
        }
    }

    /** The configurations that had a table when this was opened, by target, then stop, then horizon. */
    public List<String> names() {
        return names;
    }

    /**
     * Opens a table. Reads what the file says of itself, and no column.
     *
     * @param name of a configuration, such as {@code T10_S5_H60}
     * @throws NoSuchFileException if it has no table
     * @throws IOException if the file cannot be read or is no label table
     * @throws IllegalArgumentException if {@code name} is no configuration
     */
    public LabelTable table(String name) throws IOException {
        String canonical = LabelSpec.parse(name).name();
        Path file = folder.resolve(canonical + SUFFIX);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "there is no label table " + canonical + " among " + names.size());
        }
        return LabelTable.open(file);
    }
}
