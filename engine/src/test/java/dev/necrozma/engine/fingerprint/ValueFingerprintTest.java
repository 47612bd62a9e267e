package dev.necrozma.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValueFingerprintTest {

    private static ValueFingerprint values() {
        return new ValueFingerprint();
    }

    @Test
    void valuesThatDifferInBoundsTypeOrOrderDiffer() {
        List<Fingerprint> all = List.of(
                values().take(),
                values().add("").take(),
                values().add("").add("").take(),
                values().add("ab").add("c").take(),
                values().add("a").add("bc").take(),
                values().add("abc").take(),
                values().add(new byte[] {'a', 'b', 'c'}).take(),
                values().add(new byte[0]).take(),
                values().add(1L).take(),
                values().add(1.0).take(),
                values().add(Double.doubleToLongBits(1.0)).take(),
                values().add(new long[] {1}).take(),
                values().add(new double[] {1}).take(),
                values().add(new long[0]).take(),
                values().add(new double[0]).take(),
                values().add(new long[] {1, 2}).take(),
                values().add(new long[] {2, 1}).take(),
                values().add(new long[] {1}).add(new long[] {2}).take(),
                values().add(1L).add(2L).take(),
                values().add(0.0).take(),
                values().add(-0.0).take(),
                values().add(Fingerprint.ofText("")).take(),
                values().add(Fingerprint.ofText("").toBytes()).take());
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void everyNanIsTheSame() {
        double other = Double.longBitsToDouble(0x7ff8_0000_0000_1234L);
        assertThat(values().add(other).take())
                .isEqualTo(values().add(Double.NaN).take());
        assertThat(values().add(new double[] {other}).take())
                .isEqualTo(values().add(new double[] {Double.NaN}).take());
    }

    @Test
    void takingStartsAfresh() {
        ValueFingerprint fingerprint = values().add("x");
        fingerprint.take();
        assertThat(fingerprint.add("y").take()).isEqualTo(values().add("y").take());
    }

    @Test
    void textThatUtf8CannotHoldIsRefused() {
        assertThatThrownBy(() -> values().add("\uDC00")).isInstanceOf(IllegalArgumentException.class);
    }

    /** As docs/formats.md states it: type, length or value, content. */
    @Test
    void isTheSha256OfTheDocumentedBytes() throws IOException {
        double[] doubles = new double[3000];
        long[] longs = new long[1024];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte('s');
        out.writeLong(3);
        out.write(new byte[] {'a', (byte) 0xc3, (byte) 0xa4});
        out.writeByte('l');
        out.writeLong(-5);
        out.writeByte('d');
        out.writeDouble(0.1);
        out.writeByte('D');
        out.writeLong(doubles.length);
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = i / 7.0;
            out.writeDouble(doubles[i]);
        }
        out.writeByte('L');
        out.writeLong(longs.length);
        for (int i = 0; i < longs.length; i++) {
            longs[i] = 1L << i;
            out.writeLong(longs[i]);
        }
        out.writeByte('b');
        out.writeLong(2);
        out.write(new byte[] {7, 8});
        assertThat(values().add("aä")
                        .add(-5)
                        .add(0.1)
                        .add(doubles)
                        .add(longs)
                        .add(new byte[] {7, 8})
                        .take())
                .isEqualTo(Fingerprint.of(bytes.toByteArray()));
    }
}
