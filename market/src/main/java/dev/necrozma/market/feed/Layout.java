package dev.necrozma.market.feed;

import java.util.Optional;

/**
 * The way a vendor writes files. Adding one is a class such as {@link HistDataTicksLayout} and its line in {@link Layouts}.
 * Recognition is by content alone; names of files play no part.
 */
interface Layout {

    /** The name that users give to {@code --layout}. */
    String name();

    /** How its first line looks, for messages. */
    String form();

    /** How to read the file that begins so; empty if it is in another layout. */
    Optional<Recognised> recognise(Head head);
}
