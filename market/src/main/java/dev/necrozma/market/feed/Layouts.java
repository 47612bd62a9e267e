package dev.necrozma.market.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layouts that are known, the most particular first. */
final class Layouts {

    private static final GenericLayout GENERIC = new GenericLayout(TextForm.AS_FOUND);
    private static final List<Layout> ALL = List.of(
            new ExnessLayout(),
            new TrueFxLayout(),
            new HistDataTicksLayout(),
            new HistDataBarsLayout(),
            new DukascopyLayout(),
            new MetaTraderLayout(),
            GENERIC);

    private Layouts() {}

    /**
     * How to read the entry called {@code place} that begins with {@code head}: in the layout that the options force, else in
     * the first that fits.
     *
     * @throws FeedException if none fits, the forced one does not, or a column that the options name is not there
     */
    static Recognised recognise(Head head, FeedOptions options, String place) throws FeedException {
        if (!options.text().isAsFound()) {
            return asSaid(head, options, place);
        }
        if (options.layout().isPresent()) {
            return read(get(options.layout().get()), head, place);
        }
        List<Layout> fitting = ALL.stream()
                .filter(layout -> layout.recognise(head).isPresent())
                .toList();
        if (fitting.isEmpty()) {
            String problem = GENERIC.missingNames(head)
                    .map(missing -> "the header '" + head.excerpt() + "' names no " + missing)
                    .orElse("unrecognised layout of '" + head.excerpt() + "'");
            throw new FeedException(place + ":" + head.firstLineNumber() + ": " + problem + "; known layouts are "
                    + known() + ", and --columns says what else holds what");
        }
        Layout first = fitting.get(0);
        List<String> others = fitting.stream()
                .skip(1)
                .filter(other -> !readAlike(first, other, head))
                .map(Layout::name)
                .toList();
        return read(first, head, place).withAlsoFits(others);
    }

    /* Whether it is of no matter which of two layouts that fit is taken, as far as the first lines tell. */
    private static boolean readAlike(Layout one, Layout other, Head head) {
        Recognised a = one.recognise(head).orElseThrow();
        Recognised b = other.recognise(head).orElseThrow();
        boolean sameClock = a.clock().clock().equals(b.clock().clock())
                && a.clock().inferred() == b.clock().inferred();
        if (a.kind() != b.kind() || !a.side().equals(b.side()) || a.minutes() != b.minutes()) {
            return false;
        }
        Row ofA = new Row();
        Row ofB = new Row();
        for (String line : head.lines()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(bytes, bytes.length + LineReader.PADDING);
            boolean okOfA = a.rows().parse(padded, 0, bytes.length, ofA) == RowStatus.OK;
            boolean okOfB = b.rows().parse(padded, 0, bytes.length, ofB) == RowStatus.OK;
            if (okOfA != okOfB || (okOfA && !(ofA.says(ofB) && (ofA.zoned || sameClock)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether some layout reads a file that begins so. */
    static boolean recognises(Head head) {
        return ALL.stream().anyMatch(layout -> layout.recognise(head).isPresent());
    }

    private static Recognised asSaid(Head head, FeedOptions options, String place) throws FeedException {
        TextForm form = options.text();
        Optional<String> other = options.layout().filter(name -> !name.equals(GENERIC.name()));
        if (other.isPresent()) {
            throw new FeedException(
                    "layout " + get(other.get()).name() + " says itself how it is written: leave out --columns,"
                            + " --time-format, --decimal and --delimiter, or the layout");
        }
        return form.columns().isPresent()
                ? ChosenColumns.recognise(head, form, form.columns().get(), place)
                : read(new GenericLayout(form), head, place);
    }

    private static Recognised read(Layout layout, Head head, String place) throws FeedException {
        return layout.recognise(head)
                .orElseThrow(() -> new FeedException(place + ":" + head.firstLineNumber() + ": not in layout "
                        + layout.name() + "; found '" + head.excerpt() + "', expected " + layout.form()));
    }

    private static Layout get(String name) throws FeedException {
        for (Layout layout : ALL) {
            if (layout.name().equals(name)) {
                return layout;
            }
        }
        if (name.equals(TableFeed.LAYOUT) || name.equals(HourFiles.LAYOUT)) {
            throw new FeedException("layout " + name + " is not of text, and this is text");
        }
        throw new FeedException("unknown layout '" + name + "'; known are " + known());
    }

    private static String known() {
        return ALL.stream().map(Layout::name).collect(Collectors.joining(", "));
    }
}
