package dev.necrozma.market.feed;

import dev.necrozma.market.instrument.Instruments;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Dukascopy's file of the ticks of an hour, {@code EURUSD/2019/01/04/10h_ticks.bi5}: what it holds, its path says. Its months
 * are counted from 0.
 *
 * @param path the file
 * @param tree the directory that the year stands in, as the path has it; empty for the working directory
 * @param hour its start, in UTC
 */
public record HourFile(Path path, Path tree, LocalDateTime hour) {

    private static final String ENDING = "h_ticks.bi5";

    /** What a path says; empty if it is not named as such a file. */
    public static Optional<HourFile> of(Path path) {
        if (!isNamedSo(path)) {
            return Optional.empty();
        }
        String name = String.valueOf(path.getFileName());
        Path whole = path.getNameCount() > 4 ? path : path.toAbsolutePath();
        int names = whole.getNameCount();
        if (names < 4) {
            return Optional.empty();
        }
        int year = number(whole.getName(names - 4).toString(), 4);
        int month = number(whole.getName(names - 3).toString(), 2);
        int day = number(whole.getName(names - 2).toString(), 2);
        int hour = number(name.substring(0, 2), 2);
        if (year < 0) {
            return Optional.empty();
        }
        try {
            Path above = whole.getNameCount() > 4 ? whole.subpath(0, names - 4) : Path.of("");
            Path root = whole.getRoot();
            return Optional.of(new HourFile(
                    path, root == null ? above : root.resolve(above), LocalDateTime.of(year, month + 1, day, hour, 0)));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Whether the last name of a path is as of such a file. */
    static boolean isNamedSo(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(ENDING) && name.length() == ENDING.length() + 2;
    }

    /** Whether a path is named as Dukascopy's file of candles. */
    static boolean isCandles(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".bi5") && name.contains("_candles_");
    }

    public YearMonth month() {
        return YearMonth.from(hour);
    }

    long startNanos() {
        return hour.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
    }

    /** The symbol that the directories above it name, the nearest first. */
    public Optional<String> symbol() {
        for (Path above = tree.toAbsolutePath(); above != null; above = above.getParent()) {
            Optional<String> symbol = Instruments.symbolInName(String.valueOf(above.getFileName()));
            if (symbol.isPresent()) {
                return symbol;
            }
        }
        return Optional.empty();
    }

    private static int number(String text, int digits) {
        boolean decimal = text.length() == digits && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return decimal ? Integer.parseInt(text) : -1;
    }
}
