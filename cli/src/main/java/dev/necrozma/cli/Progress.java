package dev.necrozma.cli;

import dev.necrozma.pipeline.RunListener;

/** Shows how a run goes on. Closing takes down what would be in the way of the text after it. */
interface Progress extends RunListener, AutoCloseable {

    @Override
    void close();
}
