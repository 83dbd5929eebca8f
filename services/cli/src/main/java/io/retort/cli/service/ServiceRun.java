package io.retort.cli.service;

import io.retort.platform.lifecycle.Service;
import java.time.Duration;

/** Runs one service on the calling thread, as the whole of a process. */
public final class ServiceRun {

    /** Longest for what is begun to be finished after a signal: below the 30 s a container is given. */
    private static final Duration DRAIN = Duration.ofSeconds(25);

    private ServiceRun() {}

    /** Runs it to its end, or until Ctrl-C or SIGTERM, and closes it. */
    @SuppressWarnings("try") // held open, not used
    public static void untilStopped(Service service) {
        try (StopRequest request = new StopRequest(service::stop, DRAIN);
                service) {
            service.run();
        }
    }
}
