package dev.necrozma.market.feed;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which columns of a file hold what, as the user says: each by the name in the header, or by its position from 1. Volumes may be
 * named, and must then be there; ticks and bars do not keep them.
 */
public final class ColumnChoice {

    private static final List<Role> QUOTE = List.of(Role.BID, Role.ASK);
    private static final List<Role> BAR = List.of(Role.OPEN, Role.HIGH, Role.LOW, Role.CLOSE);
    private static final String KNOWN =
            Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "));

    /** What a column holds. With {@link #DATE}, {@link #TIME} is the time of day. */
    enum Role {
        DATE,
        TIME,
        SYMBOL,
        BID,
        ASK,
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        BID_VOLUME,
        ASK_VOLUME,
        VOLUME;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Role, String> columns;

    private ColumnChoice(Map<Role, String> columns) {
        this.columns = columns;
    }

    /**
     * Reads {@code time=Timestamp,bid=2,ask=3}.
     *
     * @throws IllegalArgumentException in a sentence for the user, if it is no such list, or names no time, or neither bid and ask
     *     nor open, high, low and close
     */
    public static ColumnChoice parse(String text) {
        Map<Role, String> columns = new EnumMap<>(Role.class);
        for (String item : text.split(",", -1)) {
            int equals = item.indexOf('=');
            if (equals < 0 || item.substring(equals + 1).isBlank()) {
                throw new IllegalArgumentException(
                        "'" + item.strip() + "' is not of the form time=Timestamp or time=1");
            }
            Role role = role(item.substring(0, equals).strip());
            String column = item.substring(equals + 1).strip();
            if (isPosition(column) && (column.length() > 3 || Integer.parseInt(column) < 1)) {
                throw new IllegalArgumentException("positions of columns go from 1 to 999: " + item.strip());
            }
            if (columns.put(role, column) != null) {
                throw new IllegalArgumentException(role.label() + " is given twice");
            }
        }
        return new ColumnChoice(columns).checked();
    }

    private static Role role(String label) {
        for (Role role : Role.values()) {
            if (role.label().equalsIgnoreCase(label)) {
                return role;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is no kind of column; known are " + KNOWN);
    }

    private ColumnChoice checked() {
        if (!columns.containsKey(Role.TIME) && !columns.containsKey(Role.DATE)) {
            throw new IllegalArgumentException("no column for time is named, such as time=1");
        }
        boolean quotes = columns.keySet().containsAll(QUOTE);
        boolean bars = columns.keySet().containsAll(BAR);
        if (quotes == bars) {
            throw new IllegalArgumentException(
                    quotes
                            ? "both quotes and bars are named; give bid and ask, or open, high, low and close"
                            : "columns for bid and ask, or for open, high, low and close, must be named");
        }
        return this;
    }

    boolean ofTicks() {
        return columns.containsKey(Role.BID);
    }

    /** The roles of the prices, in the order of {@link Row#prices}. */
    List<Role> prices() {
        return ofTicks() ? QUOTE : BAR;
    }

    /** In the order of the roles. */
    Map<Role, String> columns() {
        return Collections.unmodifiableMap(columns);
    }

    Optional<String> find(Role role) {
        return Optional.ofNullable(columns.get(role));
    }

    /** Whether some column goes by its name, so that there must be a header. */
    boolean namesAny() {
        return !columns.values().stream().allMatch(ColumnChoice::isPosition);
    }

    static boolean isPosition(String column) {
        return column.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnChoice choice && columns.equals(choice.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** The text that {@link #parse} reads back, the same whatever the order was. */
    @Override
    public String toString() {
        return columns.entrySet().stream()
                .map(entry -> entry.getKey().label() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
