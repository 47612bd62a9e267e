package dev.necrozma.market.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A struct in Thrift's compact protocol (apache/thrift, thrift-compact-protocol.md), as footers and page headers of Parquet are. Parquet
 * makes room for as many bytes and elements as a struct states; whether it has them is found here first, by walking over them.
 */
final class ThriftStruct {

    private static final int DEEPEST = 32; // Parquet's own go to ten
    private static final int LONGEST_NUMBER = 10;

    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int INT16 = 4;
    private static final int INT64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    private final ByteBuffer bytes;

    private ThriftStruct(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Moves to the end of the struct that begins at the position of {@code bytes}.
     *
     * @throws java.nio.BufferUnderflowException if it goes beyond them
     * @throws IOException if it is none
     */
    static void skip(ByteBuffer bytes) throws IOException {
        new ThriftStruct(bytes).skipFields(DEEPEST);
    }

    private void skipFields(int depth) throws IOException {
        int head = bytes.get();
        while ((head & 15) != STOP) {
            if ((head & 0xf0) == 0) {
                skipNumber();
            }
            int type = head & 15;
            if (type != TRUE && type != FALSE) {
                skipValue(type, depth);
            }
            head = bytes.get();
        }
    }

    private void skipValue(int type, int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("structs too deep in each other");
        }
        if (type >= INT16 && type <= INT64) {
            skipNumber();
            return;
        }
        switch (type) {
            case TRUE, FALSE, BYTE -> bytes.get();
            case DOUBLE -> bytes.getDouble();
            case BINARY -> VarInt.skip(bytes, VarInt.read(bytes));
            case LIST, SET -> skipList(depth - 1);
            case MAP -> skipMap(depth - 1);
            case STRUCT -> skipFields(depth - 1);
            default -> throw new IOException("no type of Thrift: " + type);
        }
    }

    private void skipNumber() throws IOException {
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            if (bytes.get() >= 0) {
                return;
            }
        }
        throw new IOException("a number of too many bytes");
    }

    private void skipList(int depth) throws IOException {
        int head = bytes.get() & 0xff;
        int size = head >>> 4 == 15 ? VarInt.read(bytes) : head >>> 4;
        for (int i = 0; i < size; i++) {
            skipValue(head & 15, depth);
        }
    }

    private void skipMap(int depth) throws IOException {
        int size = VarInt.read(bytes);
        if (size == 0) {
            return;
        }
        int types = bytes.get() & 0xff;
        for (int i = 0; i < size; i++) {
            skipValue(types >>> 4, depth);
            skipValue(types & 15, depth);
        }
    }
}
