package dev.necrozma.market.feed;

import dev.necrozma.market.input.ReadableFile;
import dev.necrozma.market.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one input file: CSV, gzip or zstd of CSV, zip of CSVs, or Parquet. What it is and how it is laid out are recognised from the content.
 * Memory stays flat: it holds the rows of one month, and of the next for {@code maxDisorder}.
 */
public final class FeedReader {

    private static final long NANOS = 1_000_000_000L;
    private static final int LONGEST_SYMBOL = 40;
    private static final int LONGEST_NAME = 100;

    /* What the file is called is not part of what it holds, and so of what may be refused here. */
    private static final Path NO_NAME = Path.of("");

    private static final WeekOpens.Choice STATED = new WeekOpens.Choice(SourceClock.UTC, "each time states its offset");

    private final Path file;
    private final FeedOptions options;
    private final MonthSink sink;
    private final Rejections rejections = new Rejections();
    private final TimeSummary times = new TimeSummary();
    private final TickSummary ticks = new TickSummary(times);
    private final Row row = new Row();
    private long rows;
    private long repeatedHour;
    private long skippedHour;
    private long disordered;
    private long truncated;
    private boolean clockUsed;
    private Optional<String> symbol = Optional.empty();
    private String symbolPlace = "";

    private FeedReader(Path file, FeedOptions options, MonthSink sink) {
        this.file = file;
        this.options = options;
        this.sink = sink;
    }

    /**
     * Reads {@code file} and hands each month to {@code sink} as soon as no later row can fall into it. If this throws, the
     * months handed over so far are void.
     *
     * @throws FeedException if the file cannot be imported as it is
     * @throws IOException if it cannot be read, or from the sink
     */
    public static ImportReport read(Path file, FeedOptions options, MonthSink sink) throws IOException {
        if (isParquet(file)) {
            return TableFeed.read(file, options, sink);
        }
        try (Container container = Container.open(file)) {
            return new FeedReader(file, options, sink).read(container);
        }
    }

    /**
     * Makes sure, from its first lines alone, that {@code file} is laid out as something that can be read.
     *
     * @throws FeedException if it is not
     */
    public static void requireRecognisable(Path file, FeedOptions options) throws IOException {
        if (isParquet(file)) {
            TableFeed.requireReadable(file, options);
            return;
        }
        try (Container container = Container.open(file)) {
            new FeedReader(file, options, MonthSink.NONE).plan(container.entries());
        }
    }

    static boolean isParquet(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false; // told by whoever opens it
        }
        try (InputStream in = ReadableFile.open(file)) {
            return TableFeed.isParquet(in.readNBytes(4));
        }
    }

    /**
     * An entry with what is known of it before it is read.
     *
     * @param firstSeconds time of its first row, on its own clock
     */
    private record Plan(Container.Entry entry, Recognised recognised, long firstSeconds) {

        String place() {
            return entry.place();
        }

        Optional<String> side() {
            return BarSide.of(recognised.statedSide(), recognised.layout(), List.of(entry.name()), NO_NAME);
        }
    }

    /** Takes the rows of an entry one by one. */
    private interface RowConsumer {
        /** Takes the row; says why not if it must be rejected. */
        RowStatus take(LineReader lines) throws IOException;
    }

    private ImportReport read(Container container) throws IOException {
        List<Plan> plans = plan(container.entries());
        Plan first = plans.get(0);
        List<WeekOpens.Choice> clocks = new ArrayList<>();
        int minutes = 0;
        if (first.recognised().kind() == SeriesKind.BARS) {
            minutes = survey(plans, clocks);
            readBars(plans, clocks, minutes);
        } else {
            for (Plan plan : plans) {
                clocks.add(
                        infersClock(plan)
                                ? survey(plan)
                                        .weekOpens()
                                        .choose(plan.recognised().clock())
                                : clock(plan));
            }
            readTicks(plans, clocks);
        }
        rejections.check(rows, options.maxBadRows());
        if (times.count() == 0) {
            throw new FeedException(
                    file + (rows == 0 ? " has a header but no rows" : " has no row that tells a price"));
        }
        return report(plans, clocks, minutes);
    }

    private List<Plan> plan(List<Container.Entry> entries) throws IOException {
        List<Plan> plans = new ArrayList<>();
        for (Container.Entry entry : entries) {
            Head head;
            try (InputStream in = entry.open()) {
                head = Head.read(in, entry.place());
            }
            Recognised recognised = Layouts.recognise(head, options, entry.place());
            long firstSeconds = firstSeconds(head, Layouts.recognise(head, options, entry.place()));
            plans.add(new Plan(entry, recognised, firstSeconds));
        }
        plans.sort(Comparator.comparingLong(Plan::firstSeconds));
        for (Plan plan : plans) {
            if (plan.recognised().kind() != plans.get(0).recognised().kind()) {
                throw new FeedException(
                        file + " holds both ticks and bars (" + shownName(plans.get(0)) + ", " + shownName(plan) + ")");
            }
        }
        requireOneSide(plans);
        return plans;
    }

    private void requireOneSide(List<Plan> plans) throws FeedException {
        Optional<Plan> first = Optional.empty();
        for (Plan plan : plans) {
            if (plan.recognised().kind() == SeriesKind.TICKS || plan.side().isEmpty()) {
                continue;
            }
            if (first.isPresent() && !first.get().side().equals(plan.side())) {
                throw new FeedException(file + " holds bars of "
                        + first.get().side().get() + " prices ("
                        + shownName(first.get()) + ") and of " + plan.side().get() + " prices (" + shownName(plan)
                        + "), which are no series; give those of one side");
            }
            first = first.or(() -> Optional.of(plan));
        }
    }

    private static String shownName(Plan plan) {
        return Printable.excerpt(plan.entry().name(), LONGEST_NAME);
    }

    private long firstSeconds(Head head, Recognised recognised) {
        for (String line : head.lines()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(bytes, bytes.length + LineReader.PADDING);
            if (recognised.rows().parse(padded, 0, bytes.length, row) == RowStatus.OK) {
                return row.seconds;
            }
        }
        return Long.MAX_VALUE;
    }

    private WeekOpens.Choice clock(Plan plan) {
        if (options.sourceClock().isPresent()) {
            return new WeekOpens.Choice(options.sourceClock().get(), "given");
        }
        ClockRule rule = plan.recognised().clock();
        return new WeekOpens.Choice(rule.clock(), rule.basis().reason());
    }

    private boolean infersClock(Plan plan) {
        return options.sourceClock().isEmpty() && plan.recognised().clock().inferred();
    }

    /* Reads the bars once for their clocks, which it adds to the list, and their width, which it returns. */
    private int survey(List<Plan> plans, List<WeekOpens.Choice> clocks) throws IOException {
        long step = Long.MAX_VALUE;
        for (Plan plan : plans) {
            BarSurvey survey = survey(plan);
            clocks.add(
                    infersClock(plan)
                            ? survey.weekOpens().choose(plan.recognised().clock())
                            : clock(plan));
            step = Math.min(step, survey.smallestStepSeconds());
        }
        int fixed = plans.get(0).recognised().minutes();
        return fixed > 0 ? fixed : BarRules.minutes(file, step);
    }

    private BarSurvey survey(Plan plan) throws IOException {
        BarSurvey survey = new BarSurvey();
        /* A second look at the layout, since a parser remembers what it has read. */
        RowParser parser;
        try (InputStream in = plan.entry().open()) {
            parser = Layouts.recognise(Head.read(in, plan.place()), options, plan.place())
                    .rows();
        }
        try (ReadAhead blocks = new ReadAhead(plan.entry().open())) {
            LineReader lines = new LineReader(blocks, plan.place());
            while (lines.next()) {
                if (parser.parse(lines.bytes(), lines.from(), lines.to(), row) == RowStatus.OK) {
                    survey.add(row);
                }
            }
        }
        return survey;
    }

    private void readTicks(List<Plan> plans, List<WeekOpens.Choice> clocks) throws IOException {
        TickMonths months = new TickMonths(options.maxDisorder().toNanos(), sink, ticks);
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            ClockCursor cursor = new ClockCursor(clocks.get(i).clock());
            long before = months.latest();
            readRows(plan, lines -> {
                long notBefore = months.notBefore();
                long time = utcNanos(cursor, notBefore);
                if (time < notBefore) {
                    throw backwards(plan, lines, months.latest(), time, before);
                }
                months.add(time, row.prices[0], row.prices[1], row.places);
                return RowStatus.OK;
            });
            count(cursor);
        }
        months.finish();
        disordered = months.disorderedCount();
    }

    private void readBars(List<Plan> plans, List<WeekOpens.Choice> clocks, int minutes) throws IOException {
        BarMonths months = new BarMonths(minutes, sink, times);
        long[] latest = {Long.MIN_VALUE};
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            ClockCursor cursor = new ClockCursor(clocks.get(i).clock());
            long before = latest[0];
            readRows(plan, lines -> {
                long time = utcNanos(cursor, latest[0]) - options.barTimeShiftNanos(minutes);
                RowStatus status = BarRules.status(row.prices, time, latest[0], minutes);
                if (status == RowStatus.OK) {
                    if (time < latest[0]) {
                        throw backwards(plan, lines, latest[0], time, before);
                    }
                    months.add(time, row.prices, row.places);
                    latest[0] = time;
                }
                return status;
            });
            count(cursor);
        }
        months.finish();
    }

    private void readRows(Plan plan, RowConsumer consumer) throws IOException {
        RowParser parser = plan.recognised().rows();
        byte[] header = new byte[0];
        boolean headerAhead = plan.recognised().header();
        try (ReadAhead blocks = new ReadAhead(plan.entry().open())) {
            LineReader lines = new LineReader(blocks, plan.place());
            while (lines.next()) {
                byte[] bytes = lines.bytes();
                RowStatus status = parser.parse(bytes, lines.from(), lines.to(), row);
                if (status == RowStatus.OK) {
                    rows++;
                    truncated += row.truncated ? 1 : 0;
                    status = consumer.take(lines);
                    if (status != RowStatus.OK) {
                        rejections.add(status, plan.place(), lines);
                    }
                } else if (!Head.isIdle(bytes, lines.from(), lines.to())) {
                    if (headerAhead) {
                        headerAhead = false;
                        header = Arrays.copyOfRange(bytes, lines.from(), lines.to());
                    } else if (status == RowStatus.OTHER_SYMBOL) {
                        throw severalSymbols(plan, lines, parser);
                    } else if (header.length == 0
                            || !Arrays.equals(bytes, lines.from(), lines.to(), header, 0, header.length)) {
                        rows++;
                        rejections.add(status, plan.place(), lines);
                    }
                }
            }
        }
        takeSymbol(plan, parser);
    }

    private void takeSymbol(Plan plan, RowParser parser) throws FeedException {
        Optional<String> found = parser.symbol();
        if (symbol.isPresent() && found.isPresent() && !symbol.equals(found)) {
            throw new FeedException(plan.place() + ": several symbols in one file: " + shown(found.get()) + " here, "
                    + shown(symbol.get()) + " in " + symbolPlace);
        }
        if (found.isPresent()) {
            symbol = found;
            symbolPlace = plan.place();
        }
    }

    private long utcNanos(ClockCursor cursor, long notBefore) {
        if (row.zoned) {
            return row.seconds * NANOS + row.nanos;
        }
        clockUsed = true;
        return cursor.toUtcNanos(row.seconds, row.nanos, notBefore);
    }

    private void count(ClockCursor cursor) {
        repeatedHour += cursor.repeatedHourCount();
        skippedHour += cursor.skippedHourCount();
    }

    private FeedException severalSymbols(Plan plan, LineReader lines, RowParser parser) {
        return new FeedException(plan.place() + ":" + lines.lineNumber()
                + ": several symbols in one file: a row of another symbol than "
                + parser.symbol().map(FeedReader::shown).orElse("the first") + "; split the file by symbol");
    }

    private static String shown(String symbol) {
        return Printable.excerpt(symbol, LONGEST_SYMBOL);
    }

    private FeedException backwards(Plan plan, LineReader lines, long latest, long time, long latestBefore) {
        String where = plan.place() + ":" + lines.lineNumber() + ": ";
        String range = MonthCalendar.instant(time) + " after " + MonthCalendar.instant(latest);
        if (time < latestBefore) {
            return new FeedException(where + "overlaps the entry before: " + range);
        }
        return new FeedException(where + "time goes back by " + words(latest - time) + " (" + range + "), and "
                + words(options.maxDisorder().toNanos())
                + " is allowed"
                + (row.zoned
                        ? "; sort the file by time"
                        : "; if the file's clock observes daylight saving, name its zone, such as"
                                + " --source-zone Europe/London"));
    }

    private static String words(long nanos) {
        return Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private ImportReport report(List<Plan> plans, List<WeekOpens.Choice> clocks, int minutes) {
        Recognised recognised = plans.get(0).recognised();
        List<WeekOpens.Choice> used = clockUsed ? clocks : List.of(STATED);
        return new ImportReport(
                joined(plans.stream().map(plan -> plan.recognised().layout()).toList()),
                recognised.alsoFits(),
                recognised.kind(),
                recognised.statedSide(),
                minutes,
                symbol,
                joined(used.stream().map(choice -> choice.clock().toString()).toList()),
                joined(used.stream().map(WeekOpens.Choice::reason).toList()),
                plans.stream()
                        .map(plan -> plan.entry().name())
                        .filter(name -> !name.isEmpty())
                        .toList(),
                rows,
                times.count(),
                rejections.counts(),
                rejections.examples(),
                disordered,
                repeatedHour,
                skippedHour,
                truncated,
                MonthCalendar.instant(times.first()),
                MonthCalendar.instant(times.last()),
                times.gapCount(),
                times.longestGaps(),
                ticks.spreads(),
                times.equalNeighbours(),
                times.decimals());
    }

    private static String joined(List<String> texts) {
        Set<String> distinct = new LinkedHashSet<>(texts);
        return String.join("; ", distinct);
    }
}
