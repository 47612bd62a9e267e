package dev.necrozma.testkit.disk;

import dev.necrozma.engine.disk.DiskWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Holds back what was written last, as the writer of a long file may. What could not be written when it had to be is gone, and no
 * later operation tells.
 */
final class HoldingWriter extends ForwardingWriter {

    private static final byte[] NOTHING = {};

    private byte[] held = NOTHING;

    HoldingWriter(DiskWriter writer) {
        super(writer);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writeHeld();
        held = Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public void flush() throws IOException {
        writeHeld();
        super.flush();
    }

    @Override
    public void sync() throws IOException {
        writeHeld();
        super.sync();
    }

    private void writeHeld() throws IOException {
        byte[] due = held;
        held = NOTHING;
        if (due.length > 0) {
            super.write(due, 0, due.length);
        }
    }
}
