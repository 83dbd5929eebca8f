package io.retort.producer;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.MeteredProducers;
import io.retort.platform.kafka.TransactionSettings;
import io.retort.platform.lifecycle.Closer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.platform.lifecycle.ServiceLifecycle;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import io.retort.producer.source.PromptSource;
import io.retort.producer.source.SourceReader;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicFault;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces one source's prompts, each exactly once, until the source ends or the service is stopped. A batch of prompts, the
 * dead letters among them and the source's position behind them are one transaction. At a start an earlier producer of the
 * same source is fenced and reading goes on at the position committed last.
 */
public final class ProducerService implements Service {

    private static final Logger log = LoggerFactory.getLogger(ProducerService.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final List<Topic> WRITTEN = List.of(Topic.PROMPTS, Topic.SOURCES, Topic.DEAD_LETTERS);

    private final KafkaClients clients;
    private final TopicNames names;
    private final PromptSource source;
    private final ProducerSettings settings;
    private final MeterRegistry meters;
    private final ProducerMetrics metrics;
    private final SourcePositions positions;
    private final Time time = Time.system();
    private final Progress progress = new Progress(time);
    private final ServiceLifecycle lifecycle = new ServiceLifecycle("producer");
    private final Waiting waiting = new Waiting(() -> state() == ServiceState.STOPPING, progress, time);
    private volatile ProducerFigures figures = ProducerFigures.NONE;

    /** @param meters where the service's figures go */
    public ProducerService(
            KafkaClients clients,
            TopicNames names,
            PromptSource source,
            ProducerSettings settings,
            MeterRegistry meters) {
        this.clients = clients;
        this.names = names;
        this.source = source;
        this.settings = settings;
        this.meters = meters;
        this.metrics = new ProducerMetrics(meters, source.id(), time);
        this.positions = new SourcePositions(clients, names, source.id(), time);
    }

    @Override
    public String name() {
        return "producer";
    }

    @Override
    public ServiceState state() {
        return lifecycle.state();
    }

    /** The loop's heartbeat. It also beats while the loop waits for the source or the broker. */
    public Progress progress() {
        return progress;
    }

    /** What has been done so far. May be asked by any thread. */
    public ProducerFigures figures() {
        return figures;
    }

    /** The transactional id of a source's producers: one at a time, the last one started. */
    public static String transactionalId(TopicNames names, String sourceId) {
        return names.prefix() + "producer."
                + Fingerprints.hex(Fingerprints.ofText(sourceId)).substring(0, 32);
    }

    /**
     * Produces until the source has ended or the service is stopped.
     *
     * @throws io.retort.producer.source.UnusableSourceException if the source cannot be read or is not what it was
     * @throws UnfitTopicsException if a topic is missing or not as it must be
     * @throws io.retort.platform.kafka.FencedException if another producer of the same source has taken over
     * @throws SourceTakenOverException if one has, and this one noticed late
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses something that a person must put right
     */
    @Override
    public void run() {
        lifecycle.run(() -> {
            try (Closer closer = new Closer(CLOSE_LIMIT)) {
                produce(closer);
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

    private void produce(Closer closer) {
        requireTopics();
        var backoff = new Backoff(settings.retry().first(), settings.retry().cap(), new SplittableRandom());
        MeteredProducers producers = closer.register(
                "producer figures",
                new MeteredProducers(
                        clients,
                        new TransactionSettings(
                                transactionalId(names, source.id()),
                                settings.transactionTimeout(),
                                settings.deadline()),
                        meters));
        PromptSender sender = closer.register(
                "producer",
                new PromptSender(producers, () -> positions.read(waiting::goesOn), waiting, backoff, metrics));
        Optional<CommittedPosition> from = sender.start();
        if (from.isEmpty()) {
            return;
        }
        if (from.get().finished() && !source.hasGrownBeyond(from.get().read())) {
            sayNothingToDo(from.get());
            return;
        }
        SourceReader reader = closer.register("source", source.open(from.get().read()));
        lifecycle.tryBecome(ServiceState.RUNNING);
        log.atInfo()
                .addKeyValue("source", source.id())
                .addKeyValue("records", from.get().read().records())
                .log("Producing behind the records produced before");
        produce(
                new PromptBatches(
                        reader,
                        new PromptRecords(source.id(), names),
                        positions,
                        from.get(),
                        settings.batch(),
                        new Pace(settings.promptsPerSecond(), time),
                        waiting,
                        time),
                sender);
    }

    private void produce(PromptBatches batches, PromptSender sender) {
        while (waiting.goesOn() && !batches.hasEnded()) {
            PromptBatch batch = batches.next();
            if (batch.isWorthSending()) {
                if (!sender.send(batch)) {
                    return;
                }
                metrics.committed(batch);
                figures = figures.plus(batch);
            }
        }
        log.atInfo()
                .addKeyValue("source", source.id())
                .addKeyValue("prompts", figures.prompts())
                .addKeyValue("refused", figures.refused())
                .log(
                        batches.hasEnded()
                                ? "The source has ended; all of it is produced"
                                : "Stopped before the source's end");
    }

    private void sayNothingToDo(CommittedPosition position) {
        figures = new ProducerFigures(0, 0, true, true);
        log.atInfo()
                .addKeyValue("source", source.id())
                .addKeyValue("records", position.read().records())
                .log("All of the source has been produced before; there is nothing to do");
    }

    private void requireTopics() {
        Set<String> written = WRITTEN.stream().map(names::of).collect(Collectors.toSet());
        try (Admin admin = clients.admin()) {
            List<TopicFault> faults = TopicCatalogue.validate(admin, names).stream()
                    .filter(fault -> written.contains(fault.topic()))
                    .toList();
            if (!faults.isEmpty()) {
                throw new UnfitTopicsException(faults);
            }
        }
    }
}
