package io.retort.server.completion;

/** Where the pieces of an answer go. Neither method waits for whoever reads them. */
public interface EventSink {

    /** One event. */
    void send(byte[] data);

    /** Nothing follows. */
    void end();
}
