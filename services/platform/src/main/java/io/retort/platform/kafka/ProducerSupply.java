package io.retort.platform.kafka;

import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop's producer, and a new one after one was lost. */
final class ProducerSupply implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProducerSupply.class);

    private final Supplier<TransactionalProducer> maker;
    private final Backoff backoff;
    private final Time time;

    private @Nullable TransactionalProducer producer;
    private boolean initialized;
    private boolean waiting;
    private int failures;
    private long tryAt;

    ProducerSupply(Supplier<TransactionalProducer> maker, Backoff backoff, Time time) {
        this.maker = maker;
        this.backoff = backoff;
        this.time = time;
        this.tryAt = time.nanos();
    }

    /**
     * The producer, made and initialized if need be, which may block for the client's time-out.
     *
     * @return empty if there is none now: the caller asks again later
     * @throws FencedException if another instance has taken over
     */
    Optional<TransactionalProducer> ready() {
        if (producer != null && initialized) {
            return Optional.of(producer);
        }
        if (time.nanos() - tryAt < 0) {
            return Optional.empty();
        }
        if (producer == null) {
            producer = maker.get();
        }
        return initialize(producer) ? Optional.of(producer) : Optional.empty();
    }

    /** The producer is lost: the next one settles what it left. */
    void discard() {
        close();
        tryLater();
    }

    /** The producer has committed: whatever failed before is over. */
    void proven() {
        failures = 0;
    }

    @Override
    public void close() {
        if (producer != null) {
            TransactionalProducer old = producer;
            producer = null;
            initialized = false;
            old.close();
        }
    }

    private boolean initialize(TransactionalProducer made) {
        try {
            initialized = made.tryInitialize();
        } catch (ProducerLostException e) {
            close();
            tryLater();
            sayOnce(String.valueOf(e.getCause()));
            return false;
        }
        if (!initialized) {
            sayOnce("no answer from the broker");
        } else if (waiting) {
            waiting = false;
            log.atInfo().log("The producer is ready again");
        }
        return initialized;
    }

    private void tryLater() {
        failures++;
        tryAt = time.nanos() + backoff.delay(failures).toNanos();
    }

    private void sayOnce(String reason) {
        if (!waiting) {
            waiting = true;
            log.atWarn().addKeyValue("reason", reason).log("The producer is not ready; waiting for the broker");
        }
    }
}
