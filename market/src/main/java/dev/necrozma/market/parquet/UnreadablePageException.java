package dev.necrozma.market.parquet;

/** A file or page that cannot be read, for a reason that its reader can be told. Unchecked, since Parquet's own readers lie between. */
final class UnreadablePageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePageException(String message) {
        super(message);
    }
}
