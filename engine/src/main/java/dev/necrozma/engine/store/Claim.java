package dev.necrozma.engine.store;

/** The sole right to compute a key, among all threads and processes that ask. Ends when closed or when the process dies. */
public interface Claim extends AutoCloseable {

    /** Gives the right up. Closing twice does nothing. */
    @Override
    void close();
}
