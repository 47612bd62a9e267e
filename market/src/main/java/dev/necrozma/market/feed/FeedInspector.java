package dev.necrozma.market.feed;

import dev.necrozma.market.instrument.Instruments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a file without importing it, quickly also at a large one: small files are read whole, of large ones the beginning, the
 * end and places between; of large compressed ones the beginning.
 */
public final class FeedInspector {

    private static final long WHOLE_TEXT = 32 << 20;
    private static final long WHOLE_COMPRESSED = 8 << 20;
    private static final int BEGINNING = 32 << 20;

    private final Path file;
    private final FeedOptions options;
    private final List<Opened> opened = new ArrayList<>();

    private FeedInspector(Path file, FeedOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * An entry and what its first lines tell.
     *
     * @param firstSeconds time of its first row, on its own clock
     */
    private record Opened(Container.Entry entry, Recognised recognised, Optional<String> symbol, long firstSeconds) {}

    /** What an import would say, or why it would fail. */
    private record Trial(Optional<ImportReport> report, Optional<String> problem) {
        private static final Trial NONE = new Trial(Optional.empty(), Optional.empty());
    }

    /**
     * Looks at {@code file}.
     *
     * @throws FeedException if it is nothing that can be read, in a sentence
     * @throws IOException if it cannot be read
     */
    public static Inspection inspect(Path file, FeedOptions options) throws IOException {
        return inspect(file, options, Optional.empty());
    }

    /**
     * Looks at {@code file}, whose symbol is given: what prices Dukascopy's hour files count depends on it.
     *
     * @throws FeedException if it is nothing that can be read, in a sentence
     * @throws IOException if it cannot be read
     */
    public static Inspection inspect(Path file, FeedOptions options, Optional<String> symbol) throws IOException {
        return inspect(file, options, symbol, file.getFileName());
    }

    /** The same of a file that a folder may tell the side of bars of: see {@link InputFiles#named(Path)}. */
    public static Inspection inspect(Path file, FeedOptions options, Optional<String> symbol, Path named)
            throws IOException {
        return ofContent(file, options, symbol).named(named);
    }

    private static Inspection ofContent(Path file, FeedOptions options, Optional<String> symbol) throws IOException {
        if (FeedReader.isParquet(file)) {
            return table(file, options);
        }
        Optional<HourFile> hour = HourFile.of(file).filter(named -> Files.isRegularFile(file));
        if (hour.isPresent()) {
            return hour(hour.get(), options, symbol);
        }
        try (Container container = Container.open(file)) {
            return new FeedInspector(file, options).inspect(container);
        }
    }

    /* Its columns are compressed: there is no looking at a part of it. */
    private static Inspection table(Path file, FeedOptions options) throws IOException {
        SeriesSurvey survey = new SeriesSurvey();
        ImportReport report = FeedReader.read(file, options, survey);
        boolean assumed = options.sourceClock().isEmpty()
                && report.clockReason().equals(ClockRule.UTC.basis().reason());
        return survey.with(report, assumed);
    }

    private static Inspection hour(HourFile hour, FeedOptions options, Optional<String> given) throws IOException {
        String symbol = given.or(hour::symbol)
                .orElseThrow(() -> new FeedException("the path of " + hour.path()
                        + " does not say which symbol it is; say it with --symbol, such as --symbol EURUSD"));
        int places = Instruments.dukascopyPlaces(symbol)
                .orElseThrow(() -> new FeedException(
                        "how Dukascopy's tick files count the prices of " + symbol + " is not known"));
        SeriesSurvey survey = new SeriesSurvey();
        return HourFiles.read(List.of(hour), symbol, places, options, survey)
                .map(report -> survey.with(report, false))
                .orElseThrow(() -> new FeedException(hour.path() + " holds no tick"));
    }

    private Inspection inspect(Container container) throws IOException {
        for (Container.Entry entry : container.entries()) {
            opened.add(open(entry));
        }
        opened.sort(Comparator.comparingLong(Opened::firstSeconds));
        Opened first = opened.get(0);
        boolean plain = container.isPlain();
        RowSurvey survey =
                new RowSurvey(first.recognised().kind(), options.maxDisorder().toNanos());
        if (Files.size(file) <= (plain ? WHOLE_TEXT : WHOLE_COMPRESSED)) {
            for (Opened each : opened) {
                try (ReadAhead blocks = new ReadAhead(each.entry().open())) {
                    survey(survey, each, blocks);
                }
            }
            return report(survey, Inspection.Coverage.ALL, survey.rows(), trial());
        }
        if (!plain) {
            try (InputStream in = first.entry().open();
                    BlockSource blocks = BlockSource.of(new BeginningOf(in, BEGINNING))) {
                survey(survey, first, blocks);
            }
            return report(survey, Inspection.Coverage.BEGINNING, survey.rows(), Trial.NONE);
        }
        try (FileSamples samples =
                new FileSamples(file, () -> open(first.entry()).recognised().rows())) {
            samples.show(survey, first.recognised().header());
            return report(survey, Inspection.Coverage.SAMPLE, samples.estimatedRows(survey.rows()), Trial.NONE);
        }
    }

    private Opened open(Container.Entry entry) throws IOException {
        Head head;
        try (InputStream in = entry.open()) {
            head = Head.read(in, entry.place());
        }
        RowParser parser = Layouts.recognise(head, options, entry.place()).rows();
        Row row = new Row();
        long firstSeconds = Long.MAX_VALUE;
        for (String line : head.lines()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(bytes, bytes.length + LineReader.PADDING);
            if (parser.parse(padded, 0, bytes.length, row) == RowStatus.OK) {
                firstSeconds = Math.min(firstSeconds, row.seconds);
            }
        }
        /* Parsers remember what they have read: whoever reads the rows needs a fresh one. */
        return new Opened(entry, Layouts.recognise(head, options, entry.place()), parser.symbol(), firstSeconds);
    }

    private static void survey(RowSurvey survey, Opened entry, BlockSource blocks) throws IOException {
        String place = entry.entry().place();
        survey.addPiece(
                new LineReader(blocks, place),
                entry.recognised().rows(),
                entry.recognised().header(),
                place,
                true);
    }

    private Trial trial() throws IOException {
        try {
            return new Trial(Optional.of(FeedReader.read(file, options, MonthSink.NONE)), Optional.empty());
        } catch (FeedException e) {
            return new Trial(Optional.empty(), Optional.ofNullable(e.getMessage()));
        }
    }

    private Inspection report(RowSurvey survey, Inspection.Coverage coverage, long rows, Trial trial)
            throws FeedException {
        if (survey.kept() == 0) {
            throw new FeedException(trial.problem().orElse(file + " has no row that tells a price"));
        }
        Recognised recognised = opened.get(0).recognised();
        WeekOpens.Choice choice = clock(recognised, survey);
        SourceClock clock = choice.clock();
        int minutes = recognised.minutes() > 0 ? recognised.minutes() : survey.barMinutes();
        if (recognised.kind() == SeriesKind.BARS) {
            survey.takeOff(options.barTimeShiftNanos(Math.max(1, minutes)));
        }
        List<ImportReport.Gap> gaps = survey.gaps(clock);
        return new Inspection(
                recognised.layout(),
                recognised.alsoFits(),
                recognised.kind(),
                recognised.statedSide(),
                minutes,
                opened.get(0).symbol(),
                opened.stream()
                        .map(each -> each.entry().name())
                        .filter(name -> !name.isEmpty())
                        .toList(),
                clock.toString(),
                choice.reason(),
                rows,
                coverage,
                survey.rows(),
                trial.report()
                        .map(ImportReport::rejected)
                        .orElse(survey.rejections().counts()),
                trial.report()
                        .map(ImportReport::examples)
                        .orElse(survey.rejections().examples()),
                survey.first(clock),
                coverage == Inspection.Coverage.BEGINNING ? List.of() : survey.last(clock),
                survey.lowest(),
                survey.highest(),
                survey.spreads(),
                survey.order(),
                gaps.size(),
                RowSurvey.longest(gaps),
                survey.decimals(),
                weeks(survey, clock),
                trial.problem());
    }

    private static Inspection.Weeks weeks(RowSurvey survey, SourceClock clock) {
        WeekEdges weeks = survey.weeks();
        List<SourceClock> suggestions = survey.local() ? weeks.suggestions(clock) : List.of();
        return new Inspection.Weeks(
                weeks.count(),
                weeks.opens(clock),
                weeks.closes(clock),
                suggestions.stream().map(SourceClock::toString).toList());
    }

    private WeekOpens.Choice clock(Recognised recognised, RowSurvey survey) {
        if (!survey.local()) {
            return new WeekOpens.Choice(SourceClock.UTC, "each time states its offset");
        }
        if (options.sourceClock().isPresent()) {
            return new WeekOpens.Choice(options.sourceClock().get(), "given");
        }
        ClockRule rule = recognised.clock();
        return rule.inferred()
                ? survey.weeks().choose(rule)
                : new WeekOpens.Choice(rule.clock(), rule.basis().reason());
    }
}
