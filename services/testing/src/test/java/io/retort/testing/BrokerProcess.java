package io.retort.testing;

import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import java.nio.file.Path;

/** A broker in a process of its own: prints its address when it is ready, and waits to be killed. */
final class BrokerProcess {

    private BrokerProcess() {}

    @SuppressWarnings("try") // the broker is held open, not used
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerSettings.in(Path.of(arguments[0])))) {
            System.out.println("ready " + broker.bootstrapServers());
            Thread.currentThread().join();
        }
    }
}
