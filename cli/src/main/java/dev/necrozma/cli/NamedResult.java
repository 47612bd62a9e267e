package dev.necrozma.cli;

import dev.necrozma.engine.stats.StoreContents;
import dev.necrozma.engine.stats.StoredResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A result that was asked for by its name or the beginning of its key.
 *
 * @param result the newest of that name
 * @param others how many more have the name or key
 */
record NamedResult(StoredResult result, int others) {

    private static final int LEAST_DIGITS = 4;

    static NamedResult find(StoreContents contents, String name) throws UsageException {
        String digits = name.toLowerCase(Locale.ROOT);
        boolean maybeKey = digits.matches("[0-9a-f]{" + LEAST_DIGITS + ",64}");
        List<StoredResult> found = contents.results().stream()
                .filter(result -> result.artifact().unit().equals(name)
                        || (maybeKey && result.artifact().key().id().toString().startsWith(digits)))
                .sorted(Comparator.comparing(
                                (StoredResult result) -> result.artifact().created())
                        .reversed())
                .toList();
        if (found.isEmpty()) {
            throw new UsageException(
                    "no result is called `" + name + "`, and no key begins so" + suggestion(contents, name));
        }
        return new NamedResult(found.get(0), found.size() - 1);
    }

    private static String suggestion(StoreContents contents, String name) {
        TreeSet<String> names = new TreeSet<>();
        contents.results().forEach(result -> names.add(result.artifact().unit()));
        return Nearest.find(name, names)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse("; `necrozma cache list` lists them");
    }
}
