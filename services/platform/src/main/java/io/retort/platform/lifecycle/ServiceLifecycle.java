package io.retort.platform.lifecycle;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of one service, which changes only as {@link ServiceState} allows. Safe for use by several threads. */
public final class ServiceLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ServiceLifecycle.class);

    private final String service;
    private ServiceState state = ServiceState.NEW;

    /** @param service the service's name, for the log */
    public ServiceLifecycle(String service) {
        this.service = Objects.requireNonNull(service, "service");
    }

    /** The state now. */
    public synchronized ServiceState state() {
        return state;
    }

    /**
     * Goes on to the next state.
     *
     * @throws IllegalStateException if {@code next} may not follow the present state
     */
    public synchronized void become(ServiceState next) {
        if (!tryBecome(next)) {
            throw new IllegalStateException(service + " is " + state + " and cannot become " + next);
        }
    }

    /**
     * Goes on to the next state if it may follow the present one, for callers that may come too late, such as a second
     * request to stop.
     *
     * @return whether the state has changed
     */
    public synchronized boolean tryBecome(ServiceState next) {
        if (!state.canBecome(next)) {
            return false;
        }
        log.atInfo()
                .addKeyValue("service", service)
                .addKeyValue("from", state)
                .addKeyValue("to", next)
                .log("Service changes state");
        state = next;
        return true;
    }

    /**
     * Has a service do its work, from {@code STARTING} to {@code STOPPED}, or to {@code FAILED} where the work throws. The work
     * itself says when the service is {@code RUNNING}; a service that was stopped before does nothing.
     */
    public void run(Runnable work) {
        if (!tryBecome(ServiceState.STARTING)) {
            become(ServiceState.STOPPED);
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            tryBecome(ServiceState.FAILED);
            throw e;
        }
        tryBecome(ServiceState.STOPPING);
        become(ServiceState.STOPPED);
    }
}
