package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZstdTextTest extends FeedFixture {

    private static final String ROWS = FeedReaderTest.randomExness(3_000, 7);

    @Test
    void readsTheSameMonthsAsFromPlainText() throws IOException {
        Months plain = new Months();
        FeedReader.read(write(ROWS), FeedOptions.defaults(), plain);

        Files.write(x(), zstd(ROWS));
        FeedReader.read(x(), FeedOptions.defaults(), months);

        assertThat(months.tickLines()).isEqualTo(plain.tickLines()).hasSize(3_000);
    }

    @Test
    void readsFramesOneAfterTheOther() throws IOException {
        int half = ROWS.indexOf('\n', ROWS.length() / 2) + 1;
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(zstd(ROWS.substring(0, half)));
        frames.write(zstd(ROWS.substring(half)));
        Files.write(x(), frames.toByteArray());

        assertThat(FeedReader.read(x(), FeedOptions.defaults(), months).rowsKept())
                .isEqualTo(3_000);
    }

    @Test
    void tellsTruncationAndDamage() throws IOException {
        byte[] whole = zstd(ROWS);
        assertThat(failure(Arrays.copyOf(whole, whole.length - 10)))
                .matches("x is truncated: its compressed data ends early, after line \\d+");
        assertThat(failure(Arrays.copyOf(whole, 20)))
                .isEqualTo("x is damaged: its compressed data is unreadable from the start");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 50, (byte) 0xff);
        assertThat(failure(damaged)).startsWith("x is damaged: its compressed data is unreadable ");
    }

    private static byte[] zstd(String text) {
        return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    }
}
