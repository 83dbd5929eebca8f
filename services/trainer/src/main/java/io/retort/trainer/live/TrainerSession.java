package io.retort.trainer.live;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.TransactionalProducer;
import io.retort.platform.lifecycle.Closer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.Segment;
import io.retort.schemas.topic.Topic;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerFigures;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointDirectories;
import io.retort.trainer.checkpoint.CheckpointLog;
import io.retort.trainer.checkpoint.DeployedIds;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.label.Portion;
import io.retort.trainer.learner.LearnedStep;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.SegmentSettings;
import io.retort.trainer.restore.LabelsTopic;
import io.retort.trainer.restore.Restored;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live life of a trainer on one producer: from a restored state to the end, or to where a restore has to come again. */
public final class TrainerSession implements AutoCloseable {

    /** How a session ended. */
    public enum End {
        /** A stop was requested, or the labels have ended and it was asked to end with them. All is committed. */
        DONE,
        /** The topic has more partitions now. All is committed; a restore takes them up. */
        PARTITIONS_ADDED
    }

    private static final Logger LOG = LoggerFactory.getLogger(TrainerSession.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final TrainerSettings settings;
    private final Time time;
    private final StopSignal stop;
    private final TrainerFigures figures;
    private final Progress progress;
    private final Closer closer = new Closer(CLOSE_LIMIT);
    private final HighWatermarks watermarks;
    private final Learner learner;
    private final LabelFeed feed;
    private final OpenJournal journal;
    private final Checkpointing checkpointing;
    private final LabelsTopic topic;
    private final Map<Integer, Long> start;
    private boolean busy;

    /**
     * @param producer initialized, and not owned
     * @param restored owned from here on
     */
    public TrainerSession(
            TrainerParts parts,
            TransactionalProducer producer,
            Restored restored,
            StopSignal stop,
            TrainerFigures figures,
            Progress progress,
            Backoff backoff) {
        this.settings = parts.settings();
        this.time = parts.time();
        this.stop = stop;
        this.figures = figures;
        this.progress = progress;
        this.learner = closer.register("student", restored.learner());
        Admin admin = closer.register("admin client", parts.clients().admin());
        this.watermarks = new HighWatermarks(admin);
        Map<Integer, Long> next = withNewPartitions(restored);
        this.journal = new OpenJournal(
                new JournalTransaction(producer, parts, backoff),
                new DeadLetters(parts.topics()),
                restored,
                next,
                time);
        CheckpointDirectories directories = new CheckpointDirectories(settings.checkpoints(), settings.student());
        // Its own signal: a requested stop must not keep the last checkpoint from being announced.
        CheckpointLog log =
                new CheckpointLog(parts.clients(), watermarks, parts.topics().of(Topic.CHECKPOINTS), new StopSignal());
        DeployedIds deployed = closer.register(
                "deployments consumer", new DeployedIds(parts.clients(), parts.topics(), settings.student(), time));
        this.checkpointing = closer.register(
                "checkpoint writer",
                new Checkpointing(
                        settings,
                        directories,
                        new Retirement(settings, directories, log, deployed, time),
                        journal,
                        learner,
                        figures,
                        time));
        Consumer<byte[], byte[]> consumer = parts.clients()
                .consumer(Map.of("max.poll.records", settings.batch().size()));
        this.feed = closer.register(
                "labels consumer",
                new LabelFeed(consumer, assembler(settings.batch(), next, time), restored.topic(), next, time));
        figures.show(closer.register("consumer figures", new KafkaClientMetrics(consumer)));
        figures.restored(
                learner, restored.newest().map(AnnouncedCheckpoint::checkpoint).orElse(null));
        this.topic = restored.topic();
        this.start = next;
    }

    /**
     * Learns until the end.
     *
     * @throws io.retort.platform.kafka.FencedException if another trainer of this student has taken over
     * @throws io.retort.platform.kafka.ProducerLostException if a restore on a new producer has to settle what is committed
     * @throws TrainerException if a person has to decide how to go on
     */
    public End run() {
        begin();
        long looked = time.nanos();
        while (!stop.isRequested()) {
            turn();
            if (settings.untilIdle().isPresent()
                    && feed.isIdle(settings.untilIdle().get(), watermarks)) {
                LOG.atInfo().addKeyValue("student", settings.student()).log("no more labels");
                learnRest();
                break;
            }
            if (time.since(looked).compareTo(LOOK_FOR_PARTITIONS) >= 0) {
                looked = time.nanos();
                if (feed.hasGrown()) {
                    journal.commit(Optional.empty());
                    return End.PARTITIONS_ADDED;
                }
            }
        }
        return End.DONE;
    }

    /** Commits what is done and makes sure that a checkpoint holds it. */
    public void drain() {
        checkpointing.writeLast();
    }

    @Override
    public void close() {
        closer.close();
    }

    private void turn() {
        progress.beat();
        // While batches are at hand nothing is waited for; otherwise a poll is where the time goes.
        feed.poll(busy ? Duration.ZERO : POLL);
        Optional<List<Portion>> batch = feed.nextBatch();
        batch.ifPresent(this::step);
        busy = batch.isPresent();
        if (journal.isDue(settings.journalInterval())) {
            journal.commit(Optional.empty());
        }
        checkpointing.advance();
        figures.lag(feed.lag());
    }

    private void learnRest() {
        Map<TopicPartition, Long> ends = feed.ends(watermarks);
        for (Optional<List<Portion>> rest = rest(ends); rest.isPresent(); rest = rest(ends)) {
            step(rest.get());
        }
    }

    /** Cut only when each partition has given what it has: a smaller share then says that its log has ended. */
    private Optional<List<Portion>> rest(Map<TopicPartition, Long> ends) {
        do {
            progress.beat();
            feed.poll(Duration.ZERO);
        } while (!feed.hasFetched(ends));
        return feed.restOfBatches();
    }

    private void step(List<Portion> portions) {
        LearnedStep step = learner.learn(portions);
        journal.append(step);
        figures.stepped(step, learner, feed.lag());
    }

    /** The header of this segment, and for a new student the checkpoint it begins with, before any label is learned. */
    private void begin() {
        if (journal.newest().isEmpty()) {
            checkpointing.writeLast();
        }
        SegmentSettings segment = SegmentSettings.of(
                settings.batch(), settings.rehearsal(), learner.description().settings());
        learner.begin(segment);
        journal.append(new Segment(
                learner.numerics().toString(),
                segment.toJson(),
                topic.clusterId(),
                topic.id(),
                start.entrySet().stream()
                        .map(next -> new NextOffset(next.getKey(), next.getValue()))
                        .toList()));
    }

    /** A partition that no tile has touched and that the journal does not know yet is read from its first offset. */
    private static Map<Integer, Long> withNewPartitions(Restored restored) {
        Map<Integer, Long> next = new TreeMap<>(restored.next());
        restored.topic().allPartitions().forEach(partition -> next.putIfAbsent(partition.partition(), 0L));
        if (next.size() > restored.topic().partitions()) {
            throw new TrainerException(
                    Reason.TOPIC_CHANGED,
                    restored.topic().name() + " now has " + restored.topic().partitions() + " partitions, the journal "
                            + next.size());
        }
        return next;
    }

    private static BatchAssembler assembler(BatchSettings batch, Map<Integer, Long> next, Time time) {
        return switch (batch.mode()) {
            case ARRIVAL -> new ArrivalBatches(batch, next, time);
            case LOG_ORDER -> new LogOrderBatches(batch.size(), next);
        };
    }
}
