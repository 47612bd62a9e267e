package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** A disk that fails is told as such, whatever is read from it and however far, and never as damage of a file. */
class FailingInputsTest extends FeedFixture {

    private static final String ROWS = FeedReaderTest.randomExness(20_000, 9);

    private interface Reading {
        void read(Path file) throws IOException;
    }

    @Test
    void text() throws IOException {
        assertEachOperationIsTold(write(ROWS), FailingInputsTest::importing);
        assertEachOperationIsTold(x(), FailingInputsTest::inspecting);
    }

    @Test
    void textThatIsTooLargeToBeLookedAtWhole() throws IOException {
        write(ROWS.repeat(1 + (33 << 20) / ROWS.length()));
        assertEachOperationIsTold(x(), FailingInputsTest::inspecting);
    }

    @Test
    void gzip() throws IOException {
        assertEachOperationIsTold(Files.write(x(), gzip(ROWS)), FailingInputsTest::importing);
    }

    @Test
    void zstd() throws IOException {
        byte[] bytes = Zstd.compress(ROWS.getBytes(StandardCharsets.UTF_8));
        assertEachOperationIsTold(Files.write(x(), bytes), FailingInputsTest::importing);
    }

    @Test
    void parquet() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT make_timestamp(1398888000000000 + i * 14000000) AS time,"
                    + " 1.3 + i / 100000 AS bid, 1.4 + i / 100000 AS ask FROM range(200000) r(i)) TO '" + x()
                    + "' (FORMAT parquet)");
        }
        assertEachOperationIsTold(x(), FailingInputsTest::importing);
        assertEachOperationIsTold(x(), file -> FeedReader.requireRecognisable(file, FeedOptions.defaults()));
    }

    @Test
    void hourFiles() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LZMAOutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), -1)) {
            for (int i = 0; i < 20 * 20_000; i++) {
                out.write(i % 4 == 3 ? random.nextInt(256) : i % 20 < 4 ? 0 : 1);
            }
        }
        Path file = directory.resolve("2019/01/04/10h_ticks.bi5");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes.toByteArray());
        HourFile hour = HourFile.of(file).orElseThrow();
        assertEachOperationIsTold(file, failing -> {
            try {
                HourFiles.read(
                        List.of(new HourFile(failing, hour.tree(), hour.hour())),
                        "EURUSD",
                        5,
                        FeedOptions.defaults(),
                        MonthSink.NONE);
            } catch (FeedException ofTheRandomTicks) {
                assertThat(ofTheRandomTicks).hasMessageNotContaining("damaged").hasMessageNotContaining("truncated");
            }
        });
    }

    /* The JDK reads zip files by ways of its own: what it may say of them is told apart. */
    @Test
    void zip() {
        EOFException truncated = new EOFException("Unexpected end of ZLIB input stream");
        assertThat(CheckedEntryStream.told(x(), truncated)).isSameAs(truncated);
        ZipException damaged = new ZipException("zip END header not found");
        assertThat(CheckedEntryStream.told(x(), damaged)).isSameAs(damaged);
        assertThat(CheckedEntryStream.told(x(), new IOException("Negative seek offset")))
                .isInstanceOf(ZipException.class);
        assertTold(CheckedEntryStream.told(x(), new IOException("Input/output error")), x(), "Input/output error");
        assertTold(
                CheckedEntryStream.told(x(), new FileNotFoundException(x() + " (Too many open files)")),
                x(),
                "Too many open files");
        ClosedByInterruptException interrupted = new ClosedByInterruptException();
        assertThat(CheckedEntryStream.told(x(), interrupted)).isSameAs(interrupted);
    }

    private static void importing(Path file) throws IOException {
        FeedReader.read(file, FeedOptions.defaults(), MonthSink.NONE);
    }

    private static void inspecting(Path file) throws IOException {
        FeedInspector.inspect(file, FeedOptions.defaults());
    }

    private static void assertEachOperationIsTold(Path file, Reading reading) throws IOException {
        FailingFiles whole = new FailingFiles(0);
        reading.read(whole.on(file));
        assertThat(whole.operations()).isGreaterThan(2);
        for (int failing = 1; failing <= whole.operations(); failing++) {
            FailingFiles files = new FailingFiles(failing);
            Throwable thrown = catchThrowable(() -> reading.read(files.on(file)));
            assertThat(files.operations()).isGreaterThanOrEqualTo(failing);
            assertTold(thrown, file, FailingFiles.READING, FailingFiles.OPENING);
        }
    }

    private static void assertTold(Throwable thrown, Path file, String... reasons) {
        assertThat(thrown).isInstanceOfSatisfying(FileSystemException.class, told -> {
            assertThat(told.getFile()).isEqualTo(file.toString());
            assertThat(told.getReason()).isIn((Object[]) reasons);
        });
    }
}
