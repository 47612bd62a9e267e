package dev.necrozma.market.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each input that cannot be used is told in one sentence with file and line. */
class FeedErrorsTest extends FeedFixture {

    private static final String TWO_ROWS =
            EXNESS + row("2014-05-01 05:00:01.787Z", "1.1", "1.2") + row("2014-05-01 05:00:02.787Z", "1.1", "1.2");

    @Test
    void namesTheFileThatIsMissing() {
        assertThat(failure(FeedOptions.defaults())).isEqualTo("no such file: x");
        Path nowhere = directory.resolve("nowhere");
        assertThatThrownBy(() -> InputFiles.expand(List.of(nowhere), path -> false))
                .isInstanceOf(FeedException.class)
                .hasMessage("no such file: " + nowhere);
    }

    @Test
    void tellsWhatIsNoRegularFile() {
        assertThatThrownBy(() -> InputFiles.expand(List.of(Path.of("/dev/null")), path -> false))
                .isInstanceOf(FeedException.class)
                .hasMessage("not a regular file: /dev/null; save it to a file first");
    }

    /* Whoever may read everything, as the administrator may, meets no such refusal: so the errors are made by hand. */
    @Test
    void tellsWhatMayNotBeReadFromWhatIsMissing() {
        Path file = Path.of("d/f");
        assertThat(InputFiles.unusable(file, new AccessDeniedException("d/f"))).hasMessage("permission denied: d/f");
        assertThat(InputFiles.unusable(file, new NoSuchFileException("d/f"))).hasMessage("no such file: d/f");
        assertThat(InputFiles.unusable(file, new FileSystemException("d/f", null, "Not a directory")))
                .hasMessage("no such file: d/f (Not a directory)");
        FileSystemException failing = new FileSystemException("d/f", null, "Input/output error");
        assertThat(InputFiles.unusable(file, failing)).isSameAs(failing);
    }

    @Test
    void tellsDirectoriesFromFiles() throws IOException {
        Files.createDirectory(x());
        assertThat(failure(FeedOptions.defaults())).isEqualTo("x is a directory, not a file");
        assertThatThrownBy(() -> InputFiles.expand(List.of(x()), path -> false))
                .isInstanceOf(FeedException.class)
                .hasMessage("no data in directory " + x()
                        + ": no file in it ends in .csv, .gz, .zst, .zip or .parquet,"
                        + " or is named as Dukascopy's, 2019/01/04/10h_ticks.bi5");
    }

    @Test
    void expandsADirectoryToItsDataFilesInOrderOfName() throws IOException {
        for (String name : List.of("b.csv", "a.zip", "c.csv.gz", ".hidden.csv", "notes.txt")) {
            Files.createFile(directory.resolve(name));
        }
        Files.createDirectory(directory.resolve("nested.csv"));
        assertThat(InputFiles.expand(List.of(directory.resolve("notes.txt"), directory), path -> false)
                        .files())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("notes.txt", "a.zip", "b.csv", "c.csv.gz");
    }

    @Test
    void takesAFileOnceWhateverPathsNameIt() throws IOException {
        Path file = Files.createFile(directory.resolve("a.csv"));
        Path link = Files.createSymbolicLink(directory.resolve("b.csv"), file);

        assertThat(InputFiles.expand(List.of(file, directory.resolve("./a.csv"), directory, link), path -> false)
                        .files())
                .containsExactly(file);
    }

    @Test
    void tellsEmptyAndBinaryFiles() throws IOException {
        assertThat(failure("")).isEqualTo("x is empty");
        assertThat(failure("\n  \n# only words\n")).isEqualTo("x has no rows");
        assertThat(failure(EXNESS)).isEqualTo("x has a header but no rows");
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        noise[0] = 'a';
        assertThat(failure(noise)).isEqualTo("x is a binary file, not CSV");
        assertThat(failure(TWO_ROWS.getBytes(StandardCharsets.UTF_16))).isEqualTo("x is UTF-16 text; save it as UTF-8");
        assertThat(failure(gzip(""))).isEqualTo("x is empty");
    }

    @Test
    void tellsWhatAHeaderLacks() throws IOException {
        assertThat(failure("time,buy,sell\n2014-05-01 05:00:00,1,2\n"))
                .isEqualTo(
                        "x:1: the header 'time,buy,sell' names no bid and ask, or open, high, low, close; known layouts"
                                + " are exness, truefx, histdata-ticks, histdata-m1, dukascopy-csv, metatrader, generic, and"
                                + " --columns says what else holds what");
        assertThat(failure("\nwhen,bid,ask\n2014-05-01 05:00:00,1,2\n"))
                .startsWith("x:2: the header 'when,bid,ask' names no time; known layouts are ");
        assertThat(failure("1,2,3\n4,5,6\n")).startsWith("x:1: unrecognised layout of '1,2,3'; known layouts are ");
    }

    @Test
    void tellsLayoutsThatAreUnknownOrDoNotFit() throws IOException {
        write(TWO_ROWS);
        assertThat(failure(FeedOptions.defaults().withLayout("excel")))
                .isEqualTo(
                        "unknown layout 'excel'; known are exness, truefx, histdata-ticks, histdata-m1, dukascopy-csv,"
                                + " metatrader, generic");
        assertThat(failure(FeedOptions.defaults().withLayout("histdata-m1")))
                .isEqualTo(
                        "x:1: not in layout histdata-m1; found '\"Exness\",\"Symbol\",\"Timestamp\",\"Bid\",\"Ask\"',"
                                + " expected 20180101 170000;1.200370;1.201000;1.200370;1.201000;0");
    }

    @Test
    void failsOverOneBadRowInTenWithItsLine() throws IOException {
        StringBuilder text = new StringBuilder(EXNESS);
        for (int i = 0; i < 10; i++) {
            text.append(row("2014-05-01 05:00:0" + i + ".0Z", i == 4 ? "1.3x" : "1.3", "1.4"));
        }
        assertThat(failure(text.toString()))
                .isEqualTo(
                        "x:6: unparsable number in '\"exness\",\"EURUSD\",\"2014-05-01 05:00:04.0Z\",1.3x,1.4'; 1 of 10"
                                + " rows cannot be used, more than the 0.1 % allowed");
    }

    @Test
    void tellsDecimalCommas() throws IOException {
        assertThat(failure("time;bid;ask\n2014-05-01 05:00:00;1,38;1,39\n2014-05-01 05:00:01;1.234,5;1,39\n"))
                .isEqualTo(
                        "x:2: decimal comma instead of a point in '2014-05-01 05:00:00;1,38;1,39'; 2 of 2 rows cannot"
                                + " be used, more than the 0.1 % allowed; --decimal comma reads them");
        assertThat(failure("time;bid;ask\n2014-05-01 05:00:00;1,234;1.39\n"))
                .startsWith("x:2: decimal comma instead of a point in ");
        assertThat(failure("time;bid;ask\n2014-05-01 05:00:00;12,34.5;1.39\n"))
                .startsWith("x:2: unparsable number in ");
        assertThat(failure("time,bid,ask\n2014-05-01 05:00:00,\"1,38\",\"1,39\"\n"))
                .startsWith("x:2: unparsable number in ");
    }

    /* What matches them calls itself for each field or group. */
    @Test
    void tellsLinesOfVeryManyFieldsAndNumbersOfVeryManyGroups() throws IOException {
        assertThat(failure("2018.01.02,00:00,1.2,1.3,1.1,1.2" + ",5".repeat(25_000) + "\n"))
                .startsWith("x:1: unrecognised layout of '2018.01.02,00:00,");
        assertThat(failure("time;bid;ask\n2019-01-04 10:00:00;1" + "'234".repeat(15_000) + ";1.2\n"))
                .startsWith("x:2: unparsable number in '2019-01-04 10:00:00;1'234'234")
                .hasSizeLessThan(300);
    }

    @Test
    void toleratesOneBadRowInAThousandAndCountsIt() throws IOException {
        StringBuilder text = new StringBuilder(EXNESS);
        for (int i = 0; i < 1000; i++) {
            String time = String.format("2014-05-01 05:%02d:%02d.5Z", i / 60, i % 60);
            text.append(row(i == 500 ? "2014-05-32 00:00:00Z" : time, "1.3", "1.4"));
        }
        ImportReport report = read(text.toString());
        assertThat(report.rowsRead()).isEqualTo(1000);
        assertThat(report.rowsKept()).isEqualTo(999);
        assertThat(report.rejected()).containsOnly(java.util.Map.entry(RowStatus.UNPARSABLE_TIME, 1L));
        assertThat(report.examples()).singleElement().satisfies(example -> {
            assertThat(example.place()).isEqualTo(x() + ":502");
            assertThat(example.text()).contains("2014-05-32");
        });
        text.append(row("2014-05-01 06:00:00Z", "-1.3", "1.4"));
        assertThat(failure(text.toString()))
                .startsWith("x:502: unparsable time in ")
                .contains("2 of 1001 rows");
    }

    @Test
    void givesAReasonForEachKindOfBadRow() throws IOException {
        String good = "2014-05-01 05:00:00,1.3,1.4\n";
        String bad = """
                    yesterday,1.3,1.4
                    2014-05-01 05:00:00,1.3,1.4.1
                    2014-05-01 05:00:00,1.3
                    2014-05-01 05:00:00,0,1.4
                    2014-05-01 05:00:00,1.3,NaN
                    2014-05-01 05:00:00,1.3,inf
                    2014-05-01 05:00:00,-1.3,1.4
                    2014-05-01 05:00:00,,1.4
                    """;
        ImportReport report = read(
                "time,bid,ask\n" + good + bad,
                new FeedOptions(java.util.Optional.empty(), java.util.Optional.empty(), 1, java.time.Duration.ZERO));
        assertThat(report.rejected())
                .containsOnly(
                        java.util.Map.entry(RowStatus.UNPARSABLE_TIME, 1L),
                        java.util.Map.entry(RowStatus.UNPARSABLE_NUMBER, 2L),
                        java.util.Map.entry(RowStatus.MISSING_COLUMN, 1L),
                        java.util.Map.entry(RowStatus.BAD_PRICE, 4L));
        assertThat(report.examples()).hasSize(7); // three of each reason
        assertThat(report.rowsKept()).isEqualTo(1);
    }

    @Test
    void failsWhereTimeGoesBack() throws IOException {
        assertThat(failure(EXNESS
                        + row("2014-10-26 01:00:00Z", "1.1", "1.2")
                        + row("2014-10-26 00:59:57.999Z", "1.1", "1.2")))
                .isEqualTo(
                        "x:3: time goes back by 2.001s (2014-10-26T00:59:57.999Z after 2014-10-26T01:00:00Z), and 2s is"
                                + " allowed; sort the file by time");
    }

    @Test
    void suggestsAZoneWhereTimesStateNone() throws IOException {
        assertThat(failure("time,bid,ask\n2014-10-26 01:00:00,1.1,1.2\n2014-10-26 00:30:00,1.1,1.2\n"))
                .isEqualTo("x:3: time goes back by 30m (2014-10-26T00:30:00Z after 2014-10-26T01:00:00Z), and 2s is"
                        + " allowed; if the file's clock observes daylight saving, name its zone, such as --source-zone"
                        + " Europe/London");
    }

    @Test
    void refusesSeveralSymbolsInOneFile() throws IOException {
        String other = row("2014-05-01 05:00:09Z", "1.1", "1.2").replace("EURUSD", "GBPUSD");
        assertThat(failure(TWO_ROWS + other))
                .isEqualTo(
                        "x:4: several symbols in one file: a row of another symbol than EURUSD; split the file by symbol");
        assertThat(failure(zip("a.csv", TWO_ROWS, "b.csv", EXNESS + other)))
                .isEqualTo("x!b.csv: several symbols in one file: GBPUSD here, EURUSD in x!a.csv");
    }

    @Test
    void tellsTruncatedAndDamagedArchives() throws IOException {
        StringBuilder text = new StringBuilder(EXNESS);
        Random random = new Random(3);
        for (int i = 0; i < 60_000; i++) {
            text.append(row(
                    java.time.Instant.ofEpochSecond(1_400_000_000L + i).toString(),
                    "1.3" + random.nextInt(9999),
                    "1.5"));
        }
        byte[] gz = gzip(text.toString());
        assertThat(failure(Arrays.copyOf(gz, gz.length / 2)))
                .matches("x is truncated: its compressed data ends early, after line \\d{4,5}");
        assertThat(failure(Arrays.copyOf(gz, 5)))
                .isEqualTo("x is truncated: its compressed data ends early, after line 0");
        byte[] flipped = gz.clone();
        flipped[gz.length - 6] ^= 1; // the checksum
        assertThat(failure(flipped)).matches("x is damaged: its compressed data is unreadable after line \\d+");
        byte[] zip = zip("a.csv", text.toString());
        assertThat(failure(Arrays.copyOf(zip, zip.length / 2))).startsWith("x is a damaged or truncated zip file: ");
    }

    @Test
    void noticesEveryFlippedByteOfAZippedEntry() throws IOException {
        byte[] zip = zip("a.csv", TWO_ROWS);
        int dataFrom = 30 + "a.csv".length();
        for (int i = dataFrom; i < dataFrom + 60; i++) {
            byte[] flipped = zip.clone();
            flipped[i] ^= 0x10;
            assertThat(failure(flipped)).as("byte %d", i).startsWith("x");
        }
    }

    @Test
    void tellsZipsWithoutCsv() throws IOException {
        assertThat(failure(zip("readme.txt", "hello", "picture.png", "\0\1")))
                .isEqualTo("x holds no CSV file; it holds picture.png, readme.txt");
        assertThat(failure(zip("a/", ""))).isEqualTo("x holds no CSV file; it holds nothing");
    }

    @Test
    void refusesOverlappingEntriesWithTheLine() throws IOException {
        String later = EXNESS + row("2014-05-01 05:00:05Z", "1.1", "1.2") + row("2014-05-01 06:00:00Z", "1.1", "1.2");
        String overlapping = EXNESS + row("2014-05-01 05:30:00Z", "1.1", "1.2");
        assertThat(failure(zip("a.csv", overlapping, "b.csv", later)))
                .isEqualTo("x!a.csv:2: overlaps the entry before: 2014-05-01T05:30:00Z after 2014-05-01T06:00:00Z");
    }

    @Test
    void refusesAFileOfOneEndlessLine() throws IOException {
        String line = "1".repeat(600_000);
        assertThat(failure("time,bid,ask\n2014-05-01 05:00:00,1,2\n" + line))
                .isEqualTo("x:3: a line of more than 65536 bytes is not CSV");
    }

    @Test
    void refusesBarsOfNoUsableWidth() throws IOException {
        String header = "time,open,high,low,close\n";
        assertThat(failure(header + "2014-05-01 05:00:00,1,1,1,1\n2014-05-01 05:00:30,1,1,1,1\n"))
                .isEqualTo(
                        "x: bars 30 s apart cannot be used; the width of a bar must be whole minutes that divide a day");
    }
}
