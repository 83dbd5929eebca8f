package io.retort.server.gate;

import io.retort.platform.http.Readiness;
import io.retort.platform.http.ReadinessCheck;

/** Whether a gate is able to judge. One that a person holds, or that waits for labels, is. */
public final class GateCheck implements ReadinessCheck {

    private final GateFigures figures;

    public GateCheck(GateFigures figures) {
        this.figures = figures;
    }

    @Override
    public String name() {
        return "judging";
    }

    @Override
    public Readiness check() {
        return figures.blocked().<Readiness>map(Readiness.NotReady::new).orElseGet(Readiness.Ready::new);
    }
}
