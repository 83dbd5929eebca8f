package io.retort.trainer.restore;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the label space a new student is for, among those that teachers have announced. */
public final class LabelSpaces {

    private static final Logger LOG = LoggerFactory.getLogger(LabelSpaces.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final TopicPartition partition;
    private final StopSignal stop;

    public LabelSpaces(KafkaClients clients, String topic, StopSignal stop) {
        this.clients = clients;
        this.partition = new TopicPartition(topic, 0);
        this.stop = stop;
    }

    /**
     * The one announced label space; waits for one to be announced.
     *
     * @param patience how long to wait; for ever if empty
     * @throws TrainerException LABEL_SPACE_UNKNOWN if there are several, or none in time
     */
    public LabelSpace onlyOne(Optional<Duration> patience) {
        Map<String, LabelSpace> announced = new TreeMap<>();
        long began = System.nanoTime();
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            LOG.atInfo().addKeyValue("topic", partition.topic()).log("looking for the teacher's label space");
            while (announced.isEmpty() || consumer.currentLag(partition).orElse(1) > 0) {
                stop.check();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    RecordCodecs.labelSpace()
                            .decode(record.value())
                            .match(
                                    space -> announced.put(Fingerprints.hex(space.getFingerprint()), space),
                                    unreadable -> null);
                }
                if (announced.isEmpty() && patience.isPresent() && isOver(began, patience.get())) {
                    throw new TrainerException(
                            Reason.LABEL_SPACE_UNKNOWN,
                            "no teacher has announced a label space on " + partition.topic() + " within "
                                    + patience.get());
                }
            }
        }
        if (announced.size() > 1) {
            throw new TrainerException(
                    Reason.LABEL_SPACE_UNKNOWN,
                    announced.size() + " label spaces are announced on " + partition.topic()
                            + "; name the student's with --classes FILE");
        }
        return announced.values().iterator().next();
    }

    private static boolean isOver(long began, Duration patience) {
        return System.nanoTime() - began >= patience.toNanos();
    }
}
