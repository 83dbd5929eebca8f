package io.retort.platform.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.retort.platform.lifecycle.Closer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes, transforms and produces, each record counting exactly once: results, dead letters and offsets of a batch are one
 * transaction, opened when every outcome is at hand, so that a slow transformer never holds a transaction open. While a batch
 * is at work partitions are paused and polling goes on. What belongs to a partition that is taken away is dropped; the new
 * owner reads it again.
 *
 * <p>After an abort the same is sent again, as long as its partitions are still ours. After a producer was lost a new one
 * settles its transaction, and the loop reads on from what is committed. A broker that is away is waited for.
 */
public final class TransformLoop implements Service {

    private static final Logger log = LoggerFactory.getLogger(TransformLoop.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private static final Duration CONSUMER_CLOSE_LIMIT = Duration.ofSeconds(5);

    /** How long a batch at work may take to be done once the loop is stopped. One that is not comes again at the next start. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TransformLoopSettings settings;
    private final DeadLetters deadLetters;
    private final Transformer transformer;
    private final MeterRegistry meters;
    private final Time time = Time.system();
    private final Progress progress = new Progress(time);
    private final ServiceLifecycle lifecycle;

    /** @param meters where the loop's and its clients' figures go */
    public TransformLoop(
            KafkaClients clients,
            TransformLoopSettings settings,
            DeadLetters deadLetters,
            Transformer transformer,
            MeterRegistry meters) {
        this.clients = clients;
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.transformer = transformer;
        this.meters = meters;
        this.lifecycle = new ServiceLifecycle(name());
    }

    @Override
    public String name() {
        return settings.stage().label();
    }

    @Override
    public ServiceState state() {
        return lifecycle.state();
    }

    /** The loop's heartbeat. It also beats while the loop waits for the broker or the transformer. */
    public Progress progress() {
        return progress;
    }

    /**
     * Goes round until it is stopped, or the input has been at its end for as long as the settings say.
     *
     * @throws FencedException if another instance has taken over
     * @throws TransformFailedException if the transformer has thrown
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses something that a person must put right
     */
    @Override
    public void run() {
        lifecycle.run(() -> {
            try (Closer closer = new Closer(CLOSE_LIMIT)) {
                goRound(closer);
            } catch (FencedInstanceIdException e) {
                throw new FencedException(
                        "another instance has taken over the group instance id "
                                + settings.membership().instance(),
                        e);
            }
        });
    }

    @Override
    public void stop() {
        lifecycle.tryBecome(ServiceState.STOPPING);
    }

    /** Nothing is held outside of {@link #run()}. */
    @Override
    public void close() {
        stop();
    }

    private void goRound(LoopTurns turns, BrokerContact contact, Consumer<byte[], byte[]> consumer) {
        while (state() != ServiceState.STOPPING) {
            progress.beat();
            contact.observe(consumer.metrics());
            turns.turn(true);
            if (turns.isSubscribed() && state() == ServiceState.STARTING) {
                lifecycle.tryBecome(ServiceState.RUNNING);
            }
            if (turns.isIdle()) {
                log.atInfo().addKeyValue("stage", name()).log("The input is at its end");
                stop();
            }
        }
        long start = time.nanos();
        while (turns.isBusy() && time.since(start).compareTo(DRAIN_LIMIT) < 0) {
            progress.beat();
            turns.turn(false);
        }
    }

    private void goRound(Closer closer) {
        var backoff = new Backoff(settings.retry().first(), settings.retry().cap(), new SplittableRandom());
        var metrics = new LoopMetrics(meters, settings.stage());
        var work = closer.register("transformer", new BatchWork(transformer, backoff, time, metrics));
        var made = closer.register("producer figures", new MeteredProducers(clients, settings.transactions(), meters));
        var producers = closer.register("producer", new ProducerSupply(made, backoff, time));
        Consumer<byte[], byte[]> consumer = consumer();
        closer.register("consumer", () -> consumer.close(CloseOptions.timeout(CONSUMER_CLOSE_LIMIT)));
        closer.register("consumer figures", new KafkaClientMetrics(consumer)).bindTo(meters);
        var intake = new Intake(settings.limits(), transformer::weigh, time);
        var turns = new LoopTurns(settings, deadLetters, consumer, producers, work, intake, metrics, backoff, time);
        goRound(turns, new BrokerContact(time, settings.membership().sessionTimeout()), consumer);
    }

    private Consumer<byte[], byte[]> consumer() {
        GroupMembership membership = settings.membership();
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("group.id", membership.group());
        overrides.put("group.instance.id", membership.instance());
        overrides.put("group.protocol", "classic");
        overrides.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        overrides.put(
                "session.timeout.ms",
                Math.toIntExact(membership.sessionTimeout().toMillis()));
        overrides.put(
                "heartbeat.interval.ms",
                Math.toIntExact(membership.sessionTimeout().toMillis() / 3));
        overrides.put("max.poll.records", Math.min(500, settings.limits().records()));
        return clients.consumer(overrides);
    }
}
