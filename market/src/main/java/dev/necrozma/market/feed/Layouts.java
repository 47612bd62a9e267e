package dev.necrozma.market.feed;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The layouts that are known, the most particular first. */
final class Layouts {

    private static final List<Layout> ALL =
            List.of(new ExnessLayout(), new HistDataTicksLayout(), new HistDataBarsLayout(), new GenericLayout());

    private Layouts() {}

    /**
     * The layout of the entry called {@code place} that begins with {@code head}.
     *
     * @throws FeedException if none fits, or {@code forced} does not
     */
    static Recognised recognise(Head head, Optional<String> forced, String place) throws FeedException {
        if (forced.isPresent()) {
            return read(get(forced.get()), head, place);
        }
        for (Layout layout : ALL) {
            Optional<Recognised> recognised = layout.recognise(head);
            if (recognised.isPresent()) {
                return recognised.get();
            }
        }
        String problem = GenericLayout.missingNames(head)
                .map(missing -> "the header '" + head.excerpt() + "' names no " + missing)
                .orElse("unrecognised layout of '" + head.excerpt() + "'");
        throw new FeedException(
                place + ":" + head.firstLineNumber() + ": " + problem + "; known layouts are " + known());
    }

    /** Whether some layout reads a file that begins so. */
    static boolean recognises(Head head) {
        return ALL.stream().anyMatch(layout -> layout.recognise(head).isPresent());
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
        throw new FeedException("unknown layout '" + name + "'; known are " + known());
    }

    private static String known() {
        return ALL.stream().map(Layout::name).collect(Collectors.joining(", "));
    }
}
