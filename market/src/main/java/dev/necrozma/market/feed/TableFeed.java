package dev.necrozma.market.feed;

import dev.necrozma.market.parquet.PriceRows;
import dev.necrozma.market.text.Printable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a Parquet file whose columns are named as the generic layout's are. */
final class TableFeed {

    static final String LAYOUT = "parquet";

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final long NANOS = 1_000_000_000L;
    private static final int LONGEST_TEXT = 200;
    /* What pandas calls the index of a frame that has no name. */
    private static final String UNNAMED_INDEX = "__index_level_0__";

    private static final GenericLayout GENERIC = new GenericLayout(TextForm.AS_FOUND);

    private final Path file;
    private final FeedOptions options;
    private final MonthSink sink;
    private final Rejections rejections = new Rejections();
    private final TimeSummary times = new TimeSummary();
    private final TickSummary ticks = new TickSummary(times);
    private final ClockCursor clock;
    private final double[] prices = new double[4];
    private String symbol = "";
    private long row;
    private boolean clockUsed;
    private long disordered;

    private TableFeed(Path file, FeedOptions options, MonthSink sink) {
        this.file = file;
        this.options = options;
        this.sink = sink;
        this.clock = new ClockCursor(options.sourceClock().orElse(SourceClock.UTC));
    }

    /** Whether a file begins as Parquet does. */
    static boolean isParquet(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static ImportReport read(Path file, FeedOptions options, MonthSink sink) throws IOException {
        requireNoForm(file, options);
        try (PriceRows rows = open(file)) {
            return new TableFeed(file, options, sink).read(rows);
        }
    }

    /** @throws FeedException if its columns are not named so that they can be read, or the options say how a text is written */
    static void requireReadable(Path file, FeedOptions options) throws IOException {
        requireNoForm(file, options);
        try (PriceRows rows = open(file)) {
            choose(rows, named(rows, file), file);
        }
    }

    private static void requireNoForm(Path file, FeedOptions options) throws FeedException {
        boolean other =
                options.layout().filter(layout -> !layout.equals(LAYOUT)).isPresent();
        if (other || !options.text().isAsFound()) {
            throw new FeedException(file + " is Parquet, which is read by the names of its columns: leave out --layout,"
                    + " --columns, --time-format, --decimal and --delimiter");
        }
    }

    private static PriceRows open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new FeedException("permission denied: " + file);
        }
        long mostBytes = ExpansionLimit.mostBytes(Files.size(file));
        try {
            PriceRows rows = PriceRows.open(file, mostBytes);
            /* Of equal rows a billion take a few bytes. */
            if (rows.count() > mostBytes / Math.max(1, rows.names().size()) / Double.BYTES) {
                rows.close();
                throw ExpansionLimit.passed(file);
            }
            return rows;
        } catch (FeedException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new FeedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static GenericLayout.Named named(PriceRows rows, Path file) throws FeedException {
        List<String> names = new ArrayList<>();
        for (String name : rows.names()) {
            names.add(name.equals(UNNAMED_INDEX) ? "timestamp" : name.replaceAll("[^\\p{L}\\p{N}_]", ""));
        }
        Head head = new Head(List.of(String.join(",", names)), 1);
        return GENERIC.named(head)
                .orElseThrow(() -> new FeedException(
                        file + ": its columns " + Printable.excerpt(String.join(", ", rows.names()), LONGEST_TEXT)
                                + " name no " + GENERIC.missingNames(head).orElse("time, or no bid and ask")));
    }

    private static void choose(PriceRows rows, GenericLayout.Named named, Path file) throws FeedException {
        Columns columns = named.columns();
        if (columns.timeOfDay() >= 0) {
            throw new FeedException(file + ": date and time of day in two columns are not read from Parquet;"
                    + " write one column of timestamps");
        }
        try {
            rows.choose(columns.time(), columns.prices(), columns.symbol());
        } catch (IOException e) {
            throw new FeedException(String.valueOf(e.getMessage()), e);
        }
    }

    private ImportReport read(PriceRows rows) throws IOException {
        GenericLayout.Named named = named(rows, file);
        int minutes = 0;
        choose(rows, named, file);
        if (named.kind() == SeriesKind.TICKS) {
            readTicks(rows);
        } else {
            minutes = minutes(named);
            readBars(rows, minutes);
        }
        rejections.check(row, options.maxBadRows());
        if (times.count() == 0) {
            throw new FeedException(file + " has no rows");
        }
        return report(named, minutes);
    }

    private void readTicks(PriceRows rows) throws IOException {
        TickMonths months = new TickMonths(options.maxDisorder().toNanos(), sink, ticks);
        while (next(rows)) {
            RowStatus status = status(rows, 2);
            if (status != RowStatus.OK) {
                reject(status, rows);
                continue;
            }
            long time = time(rows, months.notBefore());
            if (time < months.notBefore()) {
                throw new FeedException(file + ":" + row + ": time goes back: " + MonthCalendar.instant(time)
                        + " after " + MonthCalendar.instant(months.latest()) + "; sort the file by time");
            }
            months.add(time, prices[0], prices[1], rows.places());
        }
        months.finish();
        disordered = months.disorderedCount();
    }

    private void readBars(PriceRows rows, int minutes) throws IOException {
        BarMonths months = new BarMonths(minutes, sink, times);
        long latest = Long.MIN_VALUE;
        while (next(rows)) {
            RowStatus status = status(rows, 4);
            if (status != RowStatus.OK) {
                reject(status, rows);
                continue;
            }
            long time = time(rows, latest) - options.barTimeShiftNanos(minutes);
            status = BarRules.status(prices, time, latest, minutes);
            if (status != RowStatus.OK) {
                reject(status, rows);
            } else if (time < latest) {
                throw new FeedException(file + ":" + row + ": time goes back: " + MonthCalendar.instant(time)
                        + " after " + MonthCalendar.instant(latest) + "; sort the file by time");
            } else {
                months.add(time, prices, rows.places());
                latest = time;
            }
        }
        months.finish();
    }

    /* A pass over the times alone, for the smallest step between them. */
    private int minutes(GenericLayout.Named named) throws IOException {
        long step = Long.MAX_VALUE;
        try (PriceRows rows = open(file)) {
            rows.choose(named.columns().time(), List.of(), Columns.NONE);
            long before = Long.MIN_VALUE / 2;
            while (nextOf(rows)) {
                if (rows.hasTime() && rows.seconds() > before) {
                    step = Math.min(step, rows.seconds() - before);
                    before = rows.seconds();
                }
            }
        }
        return BarRules.minutes(file, step);
    }

    private boolean next(PriceRows rows) throws IOException {
        if (!nextOf(rows)) {
            return false;
        }
        row++;
        String here = rows.symbol().replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
        if (!here.equals(symbol)) {
            if (!symbol.isEmpty()) {
                throw new FeedException(file + ":" + row + ": several symbols in one file: "
                        + Printable.excerpt(here, LONGEST_TEXT) + " here, " + Printable.excerpt(symbol, LONGEST_TEXT)
                        + " above; split the file by symbol");
            }
            symbol = here;
        }
        return true;
    }

    private static boolean nextOf(PriceRows rows) throws IOException {
        try {
            return rows.next();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new FeedException(String.valueOf(e.getMessage()), e);
        }
    }

    private RowStatus status(PriceRows rows, int count) {
        if (!rows.hasTime()) {
            return RowStatus.UNPARSABLE_TIME;
        }
        for (int i = 0; i < count; i++) {
            prices[i] = rows.price(i);
            if (!(prices[i] > 0 && prices[i] < Double.POSITIVE_INFINITY)) {
                return RowStatus.BAD_PRICE;
            }
        }
        return RowStatus.OK;
    }

    private long time(PriceRows rows, long notBefore) {
        if (rows.isUtc()) {
            return rows.seconds() * NANOS + rows.nanos();
        }
        clockUsed = true;
        return clock.toUtcNanos(rows.seconds(), rows.nanos(), notBefore);
    }

    private void reject(RowStatus status, PriceRows rows) {
        String text = rows.hasTime() ? "row at " + Instant.ofEpochSecond(rows.seconds(), rows.nanos()) : "row";
        rejections.add(status, file + ":" + row, text);
    }

    private ImportReport report(GenericLayout.Named named, int minutes) {
        return new ImportReport(
                LAYOUT,
                List.of(),
                named.kind(),
                named.side().isEmpty() ? Optional.empty() : Optional.of(named.side()),
                minutes,
                symbol.isEmpty() ? Optional.empty() : Optional.of(symbol),
                clockUsed ? options.sourceClock().orElse(SourceClock.UTC).toString() : SourceClock.UTC.toString(),
                !clockUsed
                        ? "each time states its offset"
                        : options.sourceClock().isPresent() ? "given" : "default of the layout",
                List.of(),
                row,
                times.count(),
                rejections.counts(),
                rejections.examples(),
                disordered,
                clock.repeatedHourCount(),
                clock.skippedHourCount(),
                0,
                MonthCalendar.instant(times.first()),
                MonthCalendar.instant(times.last()),
                times.gapCount(),
                times.longestGaps(),
                ticks.spreads(),
                times.equalNeighbours(),
                times.decimals());
    }
}
