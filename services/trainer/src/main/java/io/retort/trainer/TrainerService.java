package io.retort.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.platform.kafka.FencedException;
import io.retort.platform.kafka.MeteredProducers;
import io.retort.platform.kafka.ProducerLostException;
import io.retort.platform.kafka.TransactionSettings;
import io.retort.platform.kafka.TransactionalProducer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.retry.Backoff;
import io.retort.platform.retry.Restarts;
import io.retort.trainer.live.TrainerSession;
import io.retort.trainer.restore.Restored;
import io.retort.trainer.restore.Restorer;
import java.time.Duration;
import java.util.Random;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one student: fences its predecessor, restores, learns live, and starts over from the fence whenever what is
 * committed has to be found out anew. One thread runs it.
 */
public final class TrainerService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PRODUCER_DEADLINE = Duration.ofSeconds(60);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final TrainerParts parts;
    private final MeterRegistry registry;
    private final TrainerFigures figures;
    private final Progress progress;
    private final StopSignal stop = new StopSignal();
    private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random());
    private final ServiceLifecycle lifecycle;

    public TrainerService(TrainerParts parts, MeterRegistry registry, Progress progress) {
        this.parts = parts;
        this.registry = registry;
        this.figures = new TrainerFigures(registry, parts.settings().student());
        this.progress = progress;
        this.lifecycle = new ServiceLifecycle(name());
    }

    @Override
    public String name() {
        return "trainer";
    }

    /** The heartbeat of its loop. */
    public Progress progress() {
        return progress;
    }

    /** What it shows of itself. */
    public TrainerFigures figures() {
        return figures;
    }

    /**
     * Trains until it is stopped, or until the labels have ended if the settings say so.
     *
     * @throws FencedException if another trainer of this student has taken over
     * @throws TrainerException if a person has to decide how to go on
     */
    @Override
    public void run() {
        lifecycle.run(() -> {
            try {
                train();
                figures.state(TrainerState.STOPPED);
            } catch (RuntimeException | Error e) {
                figures.state(TrainerState.FAILED);
                throw e;
            }
        });
    }

    private void train() {
        try {
            new Restarts(backoff, parts.time()).untilLast(this::runSession);
        } catch (StopSignal.StopRequestedException | InterruptException | InterruptedException e) {
            // Asked to stop while it restored or waited: nothing is begun that would have to be finished.
            LOG.atDebug().addKeyValue("student", parts.settings().student()).log("stopped before it was live");
        }
    }

    @Override
    public void stop() {
        stop.request();
    }

    @Override
    public ServiceState state() {
        return lifecycle.state();
    }

    @Override
    public void close() {
        stop();
    }

    /** One life on one producer; whether it was the last. */
    private boolean runSession() {
        figures.state(TrainerState.RESTORING);
        try (MeteredProducers producers = new MeteredProducers(
                        parts.clients(),
                        new TransactionSettings(parts.transactionalId(), TRANSACTION_TIMEOUT, PRODUCER_DEADLINE),
                        registry);
                TransactionalProducer producer = producers.get()) {
            // Before anything is read: what a predecessor left open could still change what is committed.
            producer.initialize();
            Restored restored = new Restorer(parts, stop, progress).restore();
            try (TrainerSession session =
                    new TrainerSession(parts, producer, restored, stop, figures, progress, backoff)) {
                lifecycle.tryBecome(ServiceState.RUNNING);
                figures.state(TrainerState.LIVE);
                if (session.run() == TrainerSession.End.PARTITIONS_ADDED) {
                    return false;
                }
                figures.state(TrainerState.DRAINING);
                session.drain();
                return true;
            }
        } catch (ProducerLostException | RetriableException e) {
            LOG.atWarn()
                    .addKeyValue("student", parts.settings().student())
                    .addKeyValue("reason", e.toString())
                    .log("what is committed has to be found out anew; restoring");
            return stop.isRequested();
        }
    }
}
