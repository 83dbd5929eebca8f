package io.retort.platform.kafka;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Owns a producer's transactions: knows whether one is open, aborts only then, and never while a commit is in doubt. For
 * use by one thread.
 *
 * <p>What the client's errors mean here, after its {@code TransactionManager}: whatever fails before the commit is asked for
 * may be aborted unless the client has given up, which the abort then says; a commit that timed out may have happened, so
 * it is asked for again and nothing else; {@code InvalidProducerEpoch} does not say whether a rival has come or the broker
 * ended the transaction, but the abort after it does. A transaction that the broker has ended because it took too long is
 * aborted where a send finds that out, and else loses the producer: at the commit ({@code InvalidTxnState}, from which the
 * client does not recover) or at the offsets ({@code ProducerFenced}, where the cluster is asked for a rival).
 *
 * <p>A record larger than the client or the topic allows ({@code RecordTooLarge}) fails its whole transaction, and again
 * when that is repeated. Measure records before with {@link RecordSizes}.
 */
public final class TransactionalProducer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TransactionalProducer.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private enum State {
        NEW,
        READY,
        IN_TRANSACTION,
        LOST,
        CLOSED
    }

    private final Producer<byte[], byte[]> producer;
    private final String transactionalId;
    private final Duration deadline;
    private final Time time;
    private final RivalCheck rival;
    private State state = State.NEW;

    /**
     * Takes over the producer, which it closes.
     *
     * @param transactionalId the producer's, for messages
     * @param deadline how long a call that timed out is repeated before the producer is given up, more than zero
     * @param rival asked where the broker calls the producer fenced
     */
    TransactionalProducer(
            Producer<byte[], byte[]> producer, String transactionalId, Duration deadline, Time time, RivalCheck rival) {
        this.producer = Objects.requireNonNull(producer, "producer");
        this.transactionalId = Objects.requireNonNull(transactionalId, "transactionalId");
        this.deadline = Objects.requireNonNull(deadline, "deadline");
        this.time = Objects.requireNonNull(time, "time");
        this.rival = Objects.requireNonNull(rival, "rival");
    }

    /** One that takes every fencing for a rival's. */
    public TransactionalProducer(
            Producer<byte[], byte[]> producer, String transactionalId, Duration deadline, Time time) {
        this(producer, transactionalId, deadline, time, () -> true);
    }

    /** Makes the producer, too, and asks the cluster whether there is a rival. */
    public static TransactionalProducer of(KafkaClients clients, TransactionSettings settings) {
        return of(clients, settings, clients.transactionalProducer(settings.transactionalId(), settings.timeout()));
    }

    static TransactionalProducer of(
            KafkaClients clients, TransactionSettings settings, Producer<byte[], byte[]> producer) {
        return new TransactionalProducer(
                producer,
                settings.transactionalId(),
                settings.deadline(),
                Time.system(),
                new CoordinatorRivalCheck(clients, settings.transactionalId(), Time.system()));
    }

    /**
     * Fences an earlier instance and settles the transaction it left open. To be called before anything is read that such a
     * transaction may hold.
     *
     * @throws FencedException if another instance was initialized at the same time and has won
     * @throws ProducerLostException if the broker did not answer before the deadline, or the producer has given up
     * @throws AuthorizationException if the transactional id is not allowed; also {@link AuthenticationException} and
     *     {@link UnsupportedVersionException}: a person must act
     */
    public void initialize() {
        long start = time.nanos();
        while (!tryInitialize()) {
            if (time.since(start).compareTo(deadline) >= 0) {
                throw lost("had no answer from the broker", new TimeoutException("no answer within " + deadline));
            }
        }
    }

    /**
     * The same in one attempt, for callers with something else to do between. One that was not answered is repeated on this
     * producer, not on a new one: the late request of the old one could fence it.
     *
     * @return whether the producer is ready; if not, the broker did not answer in the client's time
     * @throws FencedException as {@link #initialize}, and so for the others
     */
    public boolean tryInitialize() {
        require(State.NEW);
        try {
            producer.initTransactions();
            state = State.READY;
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (AuthorizationException | AuthenticationException | UnsupportedVersionException e) {
            state = State.LOST;
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            throw lost("could not be initialized", e);
        }
    }

    /**
     * Runs one transaction: begins it, runs the body, commits.
     *
     * @return how it ended
     * @throws FencedException if another instance has taken over
     * @throws ProducerLostException if the commit is in doubt or the producer has given up
     * @throws RuntimeException the body's own, after an abort
     */
    public TransactionOutcome transact(TransactionBody body) {
        require(State.READY);
        begin();
        OpenTransaction transaction = new OpenTransaction(producer);
        try {
            body.run(transaction);
            transaction.throwFailure();
        } catch (KafkaException e) {
            return abort(transaction.causeOr(e));
        } catch (RuntimeException | Error e) {
            abortAfter(e);
            throw e;
        } finally {
            transaction.end();
        }
        return commit(transaction);
    }

    /** Closes the producer. One whose transaction is in doubt is closed at once: only its successor can settle that. */
    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        boolean settled = state == State.NEW || state == State.READY;
        state = State.CLOSED;
        producer.close(settled ? CLOSE_LIMIT : Duration.ZERO);
    }

    private void begin() {
        try {
            producer.beginTransaction();
            state = State.IN_TRANSACTION;
        } catch (KafkaException | IllegalStateException e) {
            throw lost("could not begin a transaction", e);
        }
    }

    private TransactionOutcome commit(OpenTransaction transaction) {
        try {
            repeatOnTimeout("commit", producer::commitTransaction);
            state = State.READY;
            return new TransactionOutcome.Committed();
        } catch (TimeoutException | InterruptException e) {
            throw lost("has a commit in doubt", e);
        } catch (KafkaException e) {
            return abort(transaction.causeOr(e));
        } catch (IllegalStateException e) {
            throw lost("could not commit", e);
        }
    }

    private TransactionOutcome abort(KafkaException cause) {
        if (fencing(cause) != null) {
            throw lost("was fenced", cause);
        }
        try {
            repeatOnTimeout("abort", producer::abortTransaction);
        } catch (KafkaException | IllegalStateException e) {
            if (!isCausedBy(e, cause)) {
                e.addSuppressed(cause);
            }
            throw lost("could not abort", e);
        }
        state = State.READY;
        // The caller is told by the outcome, and knows whether it is news.
        log.atDebug()
                .addKeyValue("transactionalId", transactionalId)
                .addKeyValue("reason", cause.toString())
                .log("Transaction aborted");
        return new TransactionOutcome.Aborted(cause);
    }

    private void abortAfter(Throwable bodyFailure) {
        try {
            repeatOnTimeout("abort", producer::abortTransaction);
            state = State.READY;
        } catch (KafkaException | IllegalStateException e) {
            // The body's failure is the one to tell; a producer that is lost says so at its next use.
            state = State.LOST;
            bodyFailure.addSuppressed(e);
        }
    }

    /** Calls again what timed out, as the client asks for, until the deadline has passed; then throws the last time-out. */
    private void repeatOnTimeout(String action, Runnable call) {
        long start = time.nanos();
        for (int attempt = 1; ; attempt++) {
            try {
                call.run();
                return;
            } catch (TimeoutException e) {
                if (time.since(start).compareTo(deadline) >= 0) {
                    throw e;
                }
                log.atLevel(attempt == 1 ? Level.WARN : Level.DEBUG)
                        .addKeyValue("transactionalId", transactionalId)
                        .addKeyValue("action", action)
                        .addKeyValue("attempt", attempt)
                        .log("No answer from the broker in time; asking again");
            }
        }
    }

    private RuntimeException lost(String what, RuntimeException cause) {
        state = State.LOST;
        ProducerFencedException fencing = fencing(cause);
        return fencing != null && rival.mayHaveCome()
                ? new FencedException(
                        "another instance has taken over the transactional id " + transactionalId, fencing)
                : new ProducerLostException("producer " + transactionalId + " " + what, cause);
    }

    private static @Nullable ProducerFencedException fencing(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException fenced) {
                return fenced;
            }
        }
        return null;
    }

    private static boolean isCausedBy(Throwable exception, Throwable sought) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause == sought) {
                return true;
            }
        }
        return false;
    }

    private void require(State needed) {
        if (state != needed) {
            throw new IllegalStateException("producer " + transactionalId + " is " + state + ", not " + needed);
        }
    }
}
