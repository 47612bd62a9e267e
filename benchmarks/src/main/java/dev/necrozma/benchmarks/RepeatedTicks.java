package dev.necrozma.benchmarks;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A vendor's ticks of the exness layout, one copy after the other, each as many days later as the ticks last; plain, and as gzip, zip and
 * zstd.
 */
record RepeatedTicks(Path csv, List<Path> compressed, long rows) {

    private static final int DATE = 19; // in "exness","EURUSD","2014-05-01 …
    private static final int DATE_END = DATE + 10;

    static RepeatedTicks write(Path zip, int copies, Path directory) throws IOException {
        Path csv = directory.resolve("ticks.csv");
        long rows = 0;
        int days = days(zip);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            for (int copy = 0; copy < copies; copy++) {
                rows += append(zip, copy, days, out);
            }
        }
        Path gz = directory.resolve("ticks.csv.gz");
        Path zipped = directory.resolve("ticks.zip");
        Path zst = directory.resolve("ticks.csv.zst");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz), 1 << 16)) {
            Files.copy(csv, out);
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zipped))) {
            out.putNextEntry(new ZipEntry("ticks.csv"));
            Files.copy(csv, out);
        }
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zst))) {
            Files.copy(csv, out);
        }
        return new RepeatedTicks(csv, List.of(gz, zipped, zst), rows);
    }

    /** The content of a compressed file. */
    static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        String name = file.toString();
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in, 1 << 16);
        }
        return name.endsWith(".zst") ? new ZstdInputStream(in) : firstEntry(in);
    }

    private static InputStream firstEntry(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        zip.getNextEntry();
        return zip;
    }

    private static BufferedReader reader(Path zip) throws IOException {
        return new BufferedReader(
                new InputStreamReader(firstEntry(Files.newInputStream(zip)), StandardCharsets.US_ASCII), 1 << 16);
    }

    private static int days(Path zip) throws IOException {
        try (BufferedReader in = reader(zip)) {
            in.readLine();
            String first = String.valueOf(in.readLine());
            String last = first;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                last = line;
            }
            return (int) (date(last).toEpochDay() - date(first).toEpochDay());
        }
    }

    private static LocalDate date(String line) {
        return LocalDate.parse(line.substring(DATE, DATE_END));
    }

    private static long append(Path zip, int copy, int days, BufferedWriter out) throws IOException {
        Map<String, String> shifted = new HashMap<>();
        long rows = 0;
        try (BufferedReader in = reader(zip)) {
            String header = in.readLine();
            if (copy == 0) {
                out.write(header + "\n");
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String date = shifted.computeIfAbsent(
                        line.substring(DATE, DATE_END),
                        day -> LocalDate.parse(day).plusDays((long) copy * days).toString());
                out.write(line, 0, DATE);
                out.write(date);
                out.write(line, DATE_END, line.length() - DATE_END);
                out.write('\n');
                rows++;
            }
        }
        return rows;
    }
}
