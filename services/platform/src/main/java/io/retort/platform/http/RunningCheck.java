package io.retort.platform.http;

import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceState;
import java.util.Objects;

/** Whether a service is doing its work: past its start, and not on its way out. */
public final class RunningCheck implements ReadinessCheck {

    private final Service service;

    public RunningCheck(Service service) {
        this.service = Objects.requireNonNull(service, "service");
    }

    @Override
    public String name() {
        return "running";
    }

    @Override
    public Readiness check() {
        ServiceState state = service.state();
        return state == ServiceState.RUNNING
                ? new Readiness.Ready()
                : new Readiness.NotReady(service.name() + " is " + state);
    }

    @Override
    public boolean isImmediate() {
        return true;
    }
}
