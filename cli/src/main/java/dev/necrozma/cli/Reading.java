package dev.necrozma.cli;

import dev.necrozma.market.feed.ColumnChoice;
import dev.necrozma.market.feed.SourceClock;
import dev.necrozma.market.feed.TextForm;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How files are read, as far as arguments and configuration say.
 *
 * @param layout its name; absent if it is recognised
 * @param clock of times that state none
 * @param text how a text of no vendor is written
 */
record Reading(Optional<String> layout, Optional<SourceClock> clock, TextForm text) {

    static final Reading AS_FOUND = new Reading(Optional.empty(), Optional.empty(), TextForm.AS_FOUND);

    /** The arguments, without their dashes; keys of the configuration have low lines for hyphens. */
    private static final String LAYOUT = "layout";

    private static final String CLOCK = "source-zone";
    private static final String COLUMNS = "columns";
    private static final String TIME_FORMAT = "time-format";
    private static final String DECIMAL = "decimal";
    private static final String DELIMITER = "delimiter";

    static final List<String> NAMES = List.of(LAYOUT, CLOCK, COLUMNS, TIME_FORMAT, DECIMAL, DELIMITER);

    private static final String GENERIC = "generic";

    /** Finds what was said of something, and how to begin a sentence about it. */
    private interface Source {
        Optional<String> find(String name) throws UsageException;

        String place(String name);
    }

    /** The arguments over what the configuration says. A layout that is given leaves out what the file says of another. */
    static Reading of(Function<String, Optional<String>> arguments, Reading configured) throws UsageException {
        Reading given = read(new Source() {
            @Override
            public Optional<String> find(String name) {
                return arguments.apply("--" + name);
            }

            @Override
            public String place(String name) {
                return "--" + name;
            }
        });
        boolean otherLayout =
                given.layout().filter(name -> !name.equals(GENERIC)).isPresent();
        TextForm under = otherLayout ? TextForm.AS_FOUND : configured.text();
        TextForm over = given.text();
        boolean otherForm = !over.isAsFound() && given.layout().isEmpty();
        return new Reading(
                given.layout().or(() -> otherForm ? Optional.empty() : configured.layout()),
                given.clock().or(configured::clock),
                new TextForm(
                        over.columns().or(under::columns),
                        over.timeFormat().or(under::timeFormat),
                        over.decimal().or(under::decimal),
                        over.delimiter().or(under::delimiter)));
    }

    /** The section {@code import} of the configuration. */
    static Reading of(YamlSection top) throws UsageException {
        YamlSection section =
                top.section("import", NAMES.stream().map(Reading::key).toList());
        return read(new Source() {
            @Override
            public Optional<String> find(String name) throws UsageException {
                return section.word(key(name));
            }

            @Override
            public String place(String name) {
                return section.place(key(name));
            }
        });
    }

    private static Reading read(Source source) throws UsageException {
        return new Reading(
                source.find(LAYOUT),
                parsed(source, CLOCK, SourceClock::parse),
                new TextForm(
                        parsed(source, COLUMNS, ColumnChoice::parse),
                        parsed(source, TIME_FORMAT, TextForm::checkTimeFormat),
                        parsed(source, DECIMAL, TextForm::parseDecimal),
                        parsed(source, DELIMITER, TextForm::parseDelimiter)));
    }

    private static <T> Optional<T> parsed(Source source, String name, Function<String, T> parser)
            throws UsageException {
        try {
            return source.find(name).map(parser);
        } catch (IllegalArgumentException e) {
            throw new UsageException(source.place(name) + ": " + e.getMessage(), e);
        }
    }

    private static String key(String name) {
        return name.replace('-', '_');
    }
}
