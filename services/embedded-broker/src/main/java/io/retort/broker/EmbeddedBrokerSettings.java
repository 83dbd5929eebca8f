package io.retort.broker;

import java.nio.file.Path;

/**
 * Where an embedded broker keeps its data and listens.
 *
 * @param directory made if it does not exist; for one broker at a time
 * @param port on the loopback interface, 1 to 65535; 0 for the one of the last start on this directory, or any free one
 */
public record EmbeddedBrokerSettings(Path directory, int port) {

    public EmbeddedBrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "port is " + port + "; allowed: a number from 1 to 65535, or 0 for a free one");
        }
        directory = directory.toAbsolutePath().normalize();
    }

    /** On the port of the last start, or any free one. */
    public static EmbeddedBrokerSettings in(Path directory) {
        return new EmbeddedBrokerSettings(directory, 0);
    }
}
