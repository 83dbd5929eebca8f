package io.retort.server.gate;

import io.retort.platform.deployment.Announced;
import io.retort.schemas.deployment.StudentDeployment;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which announced checkpoint is to be judged next. */
public final class Candidates {

    private Candidates() {}

    /**
     * The newest announced one that has learned something, more than the live one has, and was announced after all that was
     * decided on.
     *
     * @param standing announced and not retired
     * @param deployed where the student stands
     * @param history of its decisions
     */
    public static Optional<Announced> newest(
            Collection<Announced> standing, StudentDeployment deployed, DecisionHistory history) {
        long liveStep = deployed.live().map(live -> live.getStep()).orElse(0L);
        return standing.stream()
                .filter(announced -> announced.step() > liveStep && announced.offset() > history.frontier())
                .max(Comparator.comparingLong(Announced::offset));
    }
}
