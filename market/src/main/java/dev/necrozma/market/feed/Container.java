package dev.necrozma.market.feed;

import dev.necrozma.market.input.ReadableFile;
import dev.necrozma.market.text.Printable;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An input file seen as the CSV entries in it. What the file is, its first bytes tell. */
final class Container implements Closeable {

    /**
     * Text that can be read more than once.
     *
     * @param name the entry's name in an archive; empty of a file that is none
     * @param place how messages call it
     * @param opening opens it at the start
     */
    record Entry(String name, String place, Opening opening) {

        InputStream open() throws IOException {
            return opening.open();
        }
    }

    /** Opens a stream. */
    interface Opening {
        InputStream open() throws IOException;
    }

    private static final int GZIP_BUFFER = 1 << 16;
    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_NAME = 100;

    private final List<Entry> entries;
    private final boolean plain;
    private final Closeable resource;

    private Container(List<Entry> entries, boolean plain, Closeable resource) {
        this.entries = List.copyOf(entries);
        this.plain = plain;
        this.resource = resource;
    }

    static Container open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FeedException(file + " is a directory, not a file");
        }
        if (!Files.exists(file)) {
            throw new FeedException("no such file: " + file);
        }
        byte[] magic;
        try (InputStream in = ReadableFile.open(file)) {
            magic = in.readNBytes(4);
        }
        if (startsWith(magic, 'P', 'K')) {
            return zip(file);
        }
        boolean gzip = startsWith(magic, 0x1f, 0x8b);
        boolean plain = !gzip && !ZstdText.isMagic(magic);
        Opening opening = () -> ReadableFile.open(file);
        if (!plain) {
            Opening unpacking = gzip ? () -> gunzip(file) : () -> ZstdText.open(file);
            opening = new ExpansionLimit(file).limited(unpacking);
        }
        return new Container(List.of(new Entry("", file.toString(), opening)), plain, () -> {});
    }

    /** Whether the one entry is what the file holds, byte for byte. */
    boolean isPlain() {
        return plain;
    }

    /** The entries, in the order of their names; at least one. */
    List<Entry> entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        resource.close();
    }

    private static InputStream gunzip(Path file) throws IOException {
        InputStream in = ReadableFile.open(file);
        try {
            return new GZIPInputStream(new BufferedInputStream(in, GZIP_BUFFER), GZIP_BUFFER);
        } catch (EOFException e) {
            in.close();
            throw new FeedException(file + " is truncated: its compressed data ends early, after line 0", e);
        } catch (ZipException e) {
            in.close();
            throw new FeedException(file + " is damaged: its gzip header is unreadable", e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @SuppressWarnings("resource") // the container closes the archive
    private static Container zip(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (RuntimeException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            IOException told = CheckedEntryStream.told(file, e);
            throw isDamage(told) ? unreadable(file, told) : told;
        }
        try {
            return new Container(entriesOf(file, zip), false, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /* The library says of an entry that needs a password what it says of damage; of a directory that lies before the file, only where it looked. */
    private static FeedException unreadable(Path file, Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("encrypted")) {
            return new FeedException(file + " is encrypted; unpack it with its password", e);
        }
        return new FeedException(
                file + " is a damaged or truncated zip file" + (e instanceof ZipException ? ": " + message : ""), e);
    }

    private static List<Entry> entriesOf(Path file, ZipFile zip) throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw new FeedException(file + " holds " + zip.size() + " entries, and up to " + MOST_ENTRIES
                    + " are read from one zip file; unpack it, and give the folder");
        }
        ExpansionLimit limit = new ExpansionLimit(file);
        List<? extends ZipEntry> files = zip.stream()
                .filter(entry -> !entry.isDirectory() && !isHidden(entry.getName()))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList();
        List<Entry> named = new ArrayList<>();
        List<Entry> others = new ArrayList<>();
        for (ZipEntry inside : files) {
            String place = file + "!" + Printable.excerpt(inside.getName(), LONGEST_NAME);
            Entry entry = new Entry(inside.getName(), place, limit.limited(() -> unzip(file, place, zip, inside)));
            boolean csv = inside.getName().toLowerCase(Locale.ROOT).endsWith(".csv");
            (csv ? named : others).add(entry);
        }
        if (named.isEmpty()) {
            for (Entry entry : others) {
                if (holdsRows(entry)) {
                    named.add(entry);
                }
            }
        }
        if (named.isEmpty()) {
            throw new FeedException(file + " holds no CSV file; it holds "
                    + (files.isEmpty()
                            ? "nothing"
                            : files.stream()
                                    .map(entry -> Printable.excerpt(entry.getName(), LONGEST_NAME))
                                    .limit(5)
                                    .collect(Collectors.joining(", "))));
        }
        return named;
    }

    private static boolean holdsRows(Entry entry) throws IOException {
        try (InputStream in = entry.open()) {
            return Layouts.recognises(Head.read(in, entry.place()));
        } catch (FeedException e) {
            return false; // empty or binary: not an entry of ours
        }
    }

    private static InputStream unzip(Path file, String place, ZipFile zip, ZipEntry entry) throws IOException {
        try {
            return new CheckedEntryStream(zip.getInputStream(entry), entry, file, place);
        } catch (IOException e) {
            IOException told = CheckedEntryStream.told(file, e);
            throw isDamage(told)
                    ? new FeedException(place + " cannot be read from its zip file: " + told.getMessage(), told)
                    : told;
        }
    }

    private static boolean isDamage(IOException told) {
        return told instanceof EOFException || told instanceof ZipException;
    }

    private static boolean isHidden(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.startsWith(".") || name.startsWith("__MACOSX/");
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }
}
