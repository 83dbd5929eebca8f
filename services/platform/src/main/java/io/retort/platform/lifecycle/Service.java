package io.retort.platform.lifecycle;

/**
 * Something that runs until it is stopped or its work is done. One thread calls {@link #run()}; any thread may call
 * {@link #stop()} and {@link #state()}; {@link #close()} comes last, after {@link #run()} has returned.
 */
public interface Service extends AutoCloseable {

    /** A short name for logs and metrics, such as {@code teacher}. */
    String name();

    /** Does the work. Returns after {@link #stop()} or at the work's end; throws when it cannot go on. */
    void run();

    /** Asks {@link #run()} to finish what it has begun and return. Returns at once; asking again changes nothing. */
    void stop();

    /** Where the service stands. */
    ServiceState state();

    /** Gives back what the service holds. Closing again changes nothing. */
    @Override
    void close();
}
