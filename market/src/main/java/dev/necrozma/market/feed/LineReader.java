package dev.necrozma.market.feed;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Walks through the lines of a stream without copying or allocating: each is a range of a block's bytes until the next call.
 * Lines end in LF, CRLF, CRCRLF or CR, also in turns; the last one also with the stream. A leading UTF-8 byte-order mark is dropped.
 */
final class LineReader {

    /** Bytes that may be read beyond a line's end. */
    static final int PADDING = Block.PADDING;

    private final BlockSource source;
    private final String place;
    private Block block;
    private byte[] bytes;
    private int[] lineFeeds;
    private int lineFeedCount;
    private int nextLineFeed;
    private int position = Block.HEADROOM;
    private int from;
    private int to;
    private long lineNumber;

    LineReader(BlockSource source, String place) throws IOException {
        this.source = source;
        this.place = place;
        block = source.first();
        bytes = block.bytes();
        lineFeeds = block.lineFeeds();
        lineFeedCount = block.lineFeedCount();
        boolean marked = block.limit() >= position + 3
                && bytes[position] == (byte) 0xef
                && bytes[position + 1] == (byte) 0xbb
                && bytes[position + 2] == (byte) 0xbf;
        position += marked ? 3 : 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The number of the current line, from 1. */
    long lineNumber() {
        return lineNumber;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        if (nextLineFeed == lineFeedCount && !moveToNextLineFeed()) {
            return false;
        }
        int lineFeed = lineFeeds[nextLineFeed++];
        from = position;
        to = lineFeed;
        while (to > from && bytes[to - 1] == '\r') {
            to--;
        }
        position = lineFeed + 1;
        lineNumber++;
        return true;
    }

    private boolean moveToNextLineFeed() throws IOException {
        while (nextLineFeed == lineFeedCount) {
            checkFailure();
            if (block.last()) {
                return endLastLine();
            }
            moveToNextBlock();
        }
        return true;
    }

    /* Ends the last line as if by a line feed, which the padding has room for. */
    private boolean endLastLine() {
        if (position >= block.limit()) {
            return false;
        }
        bytes[block.limit()] = '\n';
        lineFeeds[0] = block.limit();
        nextLineFeed = 0;
        lineFeedCount = 1;
        return true;
    }

    private void moveToNextBlock() throws IOException {
        int left = block.limit() - position;
        if (left > Block.HEADROOM) {
            throw new FeedException(
                    place + ":" + (lineNumber + 1) + ": a line of more than " + Block.HEADROOM + " bytes is not CSV");
        }
        byte[] unfinished = Arrays.copyOfRange(bytes, position, block.limit());
        block = source.next(block);
        bytes = block.bytes();
        lineFeeds = block.lineFeeds();
        lineFeedCount = block.lineFeedCount();
        nextLineFeed = 0;
        position = Block.HEADROOM - left;
        System.arraycopy(unfinished, 0, bytes, position, left);
    }

    private void checkFailure() throws IOException {
        try {
            block.check();
        } catch (EOFException e) {
            throw new FeedException(
                    place + " is truncated: its compressed data ends early, after line " + lineNumber, e);
        } catch (ZipException e) {
            throw new FeedException(
                    place + " is damaged: its compressed data is unreadable after line " + lineNumber, e);
        }
    }
}
