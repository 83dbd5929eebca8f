package io.retort.cli.service;

import io.retort.broker.BrokerStartException;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code retort broker}: a broker as a process of its own. */
public final class BrokerRun {

    private static final Duration STOP = Duration.ofSeconds(25);

    private final PrintWriter out;

    public BrokerRun(PrintWriter out) {
        this.out = out;
    }

    /** Prints the broker's address once it is ready; returns after Ctrl-C or SIGTERM, when it has stopped. */
    @SuppressWarnings("try") // held open, not used
    public void untilStopped(EmbeddedBrokerSettings settings) throws BrokerStartException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (StopRequest request = new StopRequest(stopped::countDown, STOP);
                EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
            out.println("broker ready at " + broker.bootstrapServers());
            out.flush();
            stopped.await();
        }
    }
}
