package io.retort.platform.kafka;

import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link TransformLoop} does each time it goes round: polls, and brings one batch a step further. Belongs to the
 * consumer's thread.
 */
final class LoopTurns {

    private static final Logger log = LoggerFactory.getLogger(LoopTurns.class);

    /** The longest that one turn waits for something, the broker's time-outs aside. */
    private static final Duration SLICE = Duration.ofMillis(100);

    private final TransformLoopSettings settings;
    private final DeadLetters deadLetters;
    private final Consumer<byte[], byte[]> consumer;
    private final ProducerSupply producers;
    private final BatchWork work;
    private final Intake intake;
    private final LoopPositions positions;
    private final IdleCheck idle;
    private final LoopMetrics metrics;
    private final Backoff backoff;
    private final Time time;

    private ConsumerGroupMetadata group;
    private boolean subscribed;
    private boolean rewindPending;
    private int aborts;
    private long commitAt;

    LoopTurns(
            TransformLoopSettings settings,
            DeadLetters deadLetters,
            Consumer<byte[], byte[]> consumer,
            ProducerSupply producers,
            BatchWork work,
            Intake intake,
            LoopMetrics metrics,
            Backoff backoff,
            Time time) {
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.consumer = consumer;
        this.producers = producers;
        this.work = work;
        this.intake = intake;
        this.metrics = metrics;
        this.backoff = backoff;
        this.time = time;
        this.positions = new LoopPositions(consumer, metrics);
        this.idle = new IdleCheck(settings.inputTopic(), settings.untilIdle(), time);
        this.group = consumer.groupMetadata();
        this.commitAt = time.nanos();
    }

    /**
     * Goes round once.
     *
     * @param takesNew whether a new batch may be begun
     */
    void turn(boolean takesNew) {
        Optional<TransactionalProducer> producer = producers.ready();
        if (producer.isEmpty()) {
            idle.busy();
            waitForProducer();
            return;
        }
        subscribe();
        if (rewindPending && !rewind()) {
            return;
        }
        if (isBusy()) {
            idle.busy();
            bringOn(producer.get());
        } else {
            gather(takesNew);
        }
    }

    /** Whether a batch is at work. */
    boolean isBusy() {
        return work.batch() != null;
    }

    /** Whether the loop has joined its group, or at least asked to. */
    boolean isSubscribed() {
        return subscribed;
    }

    /** Whether the input has been at its end for long enough to end. */
    boolean isIdle() {
        return subscribed && !isBusy() && !rewindPending && intake.patience().isEmpty() && idle.isIdle(consumer);
    }

    private void waitForProducer() {
        if (subscribed) {
            poll(SLICE, false); // to stay in the group
        } else {
            pause();
        }
    }

    /** Only now: reading anything before the last transaction of this instance is settled could read it twice. */
    private void subscribe() {
        if (!subscribed) {
            consumer.subscribe(List.of(settings.inputTopic()), new Rebalances());
            subscribed = true;
        }
    }

    private void gather(boolean takesNew) {
        Duration patience = intake.patience().orElse(SLICE);
        poll(patience.compareTo(SLICE) < 0 ? patience : SLICE, takesNew);
        if (takesNew && intake.patience().filter(Duration::isZero).isPresent()) {
            work.start(intake.cut());
        }
    }

    private void bringOn(TransactionalProducer producer) {
        Duration wait = Duration.ofNanos(Math.max(0, commitAt - time.nanos()));
        poll(wait.compareTo(SLICE) < 0 ? wait : SLICE, false);
        if (work.advance(SLICE) && time.nanos() - commitAt >= 0) {
            commit(producer);
        }
    }

    private void commit(TransactionalProducer producer) {
        Batch batch = work.batch();
        if (batch == null) {
            return;
        }
        var transaction = BatchTransaction.of(batch, group, deadLetters, settings.stage(), settings.maxRecordBytes());
        try {
            TransactionOutcome outcome = producer.transact(transaction);
            outcome.match(committed -> finish(transaction), aborted -> tryAgainLater(aborted.cause()));
        } catch (ProducerLostException e) {
            lose(e);
        }
    }

    private boolean finish(BatchTransaction transaction) {
        work.finish();
        if (aborts > 0) {
            log.atInfo()
                    .addKeyValue("stage", settings.stage().label())
                    .addKeyValue("aborts", aborts)
                    .log("Transactions commit again");
            aborts = 0;
        }
        producers.proven();
        metrics.committed(transaction);
        return true;
    }

    /** The outcomes stay as they are; the next poll tells which of their partitions are still ours. */
    private boolean tryAgainLater(KafkaException cause) {
        if (aborts++ == 0) {
            log.atWarn()
                    .addKeyValue("stage", settings.stage().label())
                    .addKeyValue("reason", cause.toString())
                    .log("A transaction was aborted; the same is sent again until it commits");
        }
        metrics.aborted();
        if (cause instanceof CommitFailedException) {
            // The group does not know us as we are. Joining again at once saves what else a heartbeat would have to
            // find out.
            consumer.enforceRebalance("offsets were refused");
        }
        commitAt = time.nanos() + backoff.delay(aborts).toNanos();
        return false;
    }

    /** Whether the last transaction has happened is known only once a new producer has settled it. */
    private void lose(ProducerLostException reason) {
        log.atWarn()
                .addKeyValue("stage", settings.stage().label())
                .addKeyValue("reason", String.valueOf(reason.getCause()))
                .log("The producer is lost; reading again from what is committed");
        metrics.lost();
        work.finish();
        producers.discard();
        rewindPending = true;
    }

    private boolean rewind() {
        poll(Duration.ZERO, false);
        intake.clear();
        try {
            positions.rewind();
            rewindPending = false;
        } catch (TimeoutException e) {
            log.atDebug().addKeyValue("reason", e.toString()).log("Committed offsets are not to be had yet");
        }
        return !rewindPending;
    }

    private void poll(Duration patience, boolean takesNew) {
        if (takesNew && !intake.isFull()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience);
            group = consumer.groupMetadata();
            if (!polled.nextOffsets().isEmpty()) {
                idle.busy();
                intake.add(polled);
            }
        } catch (NoOffsetForPartitionException e) {
            positions.begin(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            positions.skipGap(e);
        } catch (TimeoutException e) {
            log.atDebug().addKeyValue("reason", e.toString()).log("The poll was not answered");
        }
    }

    private void pause() {
        try {
            time.sleep(SLICE);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Revoked or lost, it is the same here: nothing of the partition is committed by us any more. */
    private final class Rebalances implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            idle.busy();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            intake.drop(partitions);
            work.drop(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }
    }
}
