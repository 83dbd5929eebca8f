package io.retort.monitor.stream;

/** Told of each record that could not be read. */
@FunctionalInterface
public interface Unreadable {

    /**
     * @param topic its full name
     * @param reason a constant of {@code Decoded.Unreadable}
     */
    void count(String topic, String reason);
}
