package io.retort.server.gate;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.retry.Backoff;
import io.retort.platform.retry.Restarts;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which checkpoints of one student are served. What it knows it has from the topics: it may be killed at any time, and
 * several of the same student may run. One thread runs it.
 */
public final class GateService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(GateService.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final GateParts parts;
    private final GateFigures figures;
    private final Progress progress;
    private final Optional<EvaluationFile> evaluation;
    private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random());
    private final ServiceLifecycle lifecycle = new ServiceLifecycle("gate");

    /** @throws UnusableEvaluationException if there is a file of evaluation prompts that is none */
    public GateService(GateParts parts, MeterRegistry registry, Progress progress) {
        this.parts = parts;
        this.figures = new GateFigures(registry, parts.settings());
        this.progress = progress;
        this.evaluation = parts.settings().evaluation().map(EvaluationFile::read);
    }

    @Override
    public String name() {
        return "gate";
    }

    /** The heartbeat of its loop. */
    public Progress progress() {
        return progress;
    }

    /** What it shows of itself. */
    public GateFigures figures() {
        return figures;
    }

    /**
     * Judges until it is stopped.
     *
     * @throws UnusableEvaluationException if the evaluation prompts do not fit the student
     */
    @Override
    public void run() {
        lifecycle.run(this::judge);
    }

    private void judge() {
        try {
            new Restarts(backoff, parts.time()).untilLast(() -> !goesOn() || runSession());
        } catch (InterruptException | InterruptedException e) {
            // Asked to stop while it waited: what is not decided is decided anew by the next.
            LOG.atDebug().addKeyValue("student", parts.settings().student()).log("stopped while it waited");
        }
    }

    @Override
    public void stop() {
        lifecycle.tryBecome(ServiceState.STOPPING);
    }

    @Override
    public ServiceState state() {
        return lifecycle.state();
    }

    @Override
    public void close() {
        stop();
    }

    private boolean goesOn() {
        return state() != ServiceState.STOPPING;
    }

    /** From what the topics say on; whether it was the last. */
    private boolean runSession() {
        try (GateSession session = new GateSession(parts, evaluation, figures)) {
            while (goesOn() && !session.catchUp()) {
                progress.beat();
            }
            lifecycle.tryBecome(ServiceState.RUNNING);
            while (goesOn()) {
                progress.beat();
                session.turn();
            }
            return true;
        } catch (RetriableException e) {
            progress.beat();
            LOG.atWarn()
                    .addKeyValue("student", parts.settings().student())
                    .addKeyValue("reason", e.toString())
                    .log("the broker does not answer; beginning anew from the topics");
            return false;
        }
    }
}
