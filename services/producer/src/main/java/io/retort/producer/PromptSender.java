package io.retort.producer;

import io.retort.platform.kafka.ProducerLostException;
import io.retort.platform.kafka.TransactionalProducer;
import io.retort.platform.retry.Backoff;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches, one after the other, and waits for a broker that is away. After a producer was lost it asks the sources
 * topic whether the batch had been committed: a batch is neither lost nor sent twice. For use by one thread.
 */
final class PromptSender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PromptSender.class);

    private final Supplier<TransactionalProducer> maker;
    private final Supplier<Optional<CommittedPosition>> committedPosition;
    private final Waiting waiting;
    private final Backoff backoff;
    private final ProducerMetrics metrics;
    private @Nullable TransactionalProducer producer;

    /**
     * @param maker makes a producer with the source's transactional id
     * @param committedPosition what the sources topic says, asked when no transaction is open; empty if asked to stop
     */
    PromptSender(
            Supplier<TransactionalProducer> maker,
            Supplier<Optional<CommittedPosition>> committedPosition,
            Waiting waiting,
            Backoff backoff,
            ProducerMetrics metrics) {
        this.maker = maker;
        this.committedPosition = committedPosition;
        this.waiting = waiting;
        this.backoff = backoff;
        this.metrics = metrics;
    }

    /**
     * Fences an earlier producer of the same source, then reads what is committed.
     *
     * @return the position to go on from; empty if asked to stop before it was known
     */
    Optional<CommittedPosition> start() {
        for (int failures = 1; waiting.goesOn(); failures++) {
            try {
                if (initialized().isPresent()) {
                    return committedPosition.get();
                }
            } catch (ProducerLostException e) {
                discard(e);
            } catch (RetriableException e) {
                log.atWarn().addKeyValue("reason", e.toString()).log("The broker does not answer; asking again");
            }
            waiting.pause(backoff.delay(failures));
        }
        return Optional.empty();
    }

    /**
     * Commits a batch.
     *
     * @return whether it is committed; if not, asked to stop while it could not be
     */
    boolean send(PromptBatch batch) {
        for (int failures = 1; ; failures++) {
            try {
                boolean committed = initialized().isPresent() && committed(batch);
                if (committed || !waiting.goesOn()) {
                    return committed;
                }
            } catch (ProducerLostException e) {
                metrics.lost();
                discard(e);
                Optional<CommittedPosition> now = start();
                if (now.isEmpty() || wasCommitted(batch, now.get())) {
                    return now.isPresent();
                }
            }
            waiting.pause(backoff.delay(failures));
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    private boolean committed(PromptBatch batch) {
        if (producer == null) {
            return false;
        }
        return producer.transact(batch).match(committed -> true, aborted -> {
            metrics.aborted();
            return false;
        });
    }

    private static boolean wasCommitted(PromptBatch batch, CommittedPosition now) {
        if (!now.equals(batch.before()) && !now.equals(batch.after())) {
            throw new SourceTakenOverException(
                    "the committed position is at record " + now.read().records()
                            + ", and this producer had come from record "
                            + batch.before().read().records() + " to "
                            + batch.after().read().records());
        }
        return now.equals(batch.after());
    }

    private Optional<TransactionalProducer> initialized() {
        if (producer == null) {
            TransactionalProducer made = maker.get();
            producer = made;
            while (!made.tryInitialize()) {
                if (!waiting.goesOn()) {
                    close();
                    return Optional.empty();
                }
            }
        }
        return Optional.of(producer);
    }

    private void discard(ProducerLostException reason) {
        log.atWarn()
                .addKeyValue("reason", String.valueOf(reason.getCause()))
                .log("The Kafka producer is lost; a new one settles what it left");
        close();
    }
}
