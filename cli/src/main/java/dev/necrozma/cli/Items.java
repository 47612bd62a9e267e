package dev.necrozma.cli;

import java.util.ArrayList;
import java.util.List;

/** What an option lists, with commas between. */
final class Items {

    private Items() {}

    /** The items without the space around them; at least one, none empty. */
    static List<String> of(String option, String text) throws UsageException {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            String stripped = item.strip();
            if (stripped.isEmpty()) {
                throw new UsageException(
                        text.isBlank() ? option + " is empty" : option + " has an empty item: " + text.strip());
            }
            items.add(stripped);
        }
        return items;
    }
}
