package io.retort.teacher;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicFault;
import io.retort.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What comes before a teacher's first label: its topics are looked at, and the names behind its labels are announced. */
final class TopicPreparation {

    private static final Set<Topic> NEEDED =
            EnumSet.of(Topic.PROMPTS, Topic.SOFT_LABELS, Topic.LABEL_SPACES, Topic.DEAD_LETTERS);

    private final KafkaClients clients;
    private final TopicNames names;
    private final InstantSource clock;

    TopicPreparation(KafkaClients clients, TopicNames names, InstantSource clock) {
        this.clients = clients;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Checks the topics a teacher reads and writes.
     *
     * @throws UnfitTopicsException if there is a fault
     * @throws KafkaException if the broker cannot be asked
     */
    void check() {
        Set<String> needed = NEEDED.stream().map(names::of).collect(Collectors.toSet());
        List<TopicFault> faults;
        try (Admin admin = clients.admin()) {
            faults = TopicCatalogue.validate(admin, names).stream()
                    .filter(fault -> needed.contains(fault.topic()))
                    .toList();
        }
        if (!faults.isEmpty()) {
            throw new UnfitTopicsException(faults);
        }
    }

    /**
     * Writes the label space, keyed by its fingerprint. Announcing again changes nothing but its time.
     *
     * @throws KafkaException if the record was not written
     */
    void announce(LabelSpace labelSpace) {
        byte[] key = Fingerprints.hex(labelSpace.getFingerprint()).getBytes(StandardCharsets.UTF_8);
        LabelSpace announced = new LabelSpace(
                labelSpace.getKind(),
                labelSpace.getFingerprint(),
                labelSpace.getSize(),
                labelSpace.getNames(),
                clock.instant());
        byte[] value = RecordCodecs.labelSpace().encode(announced);
        try (Producer<byte[], byte[]> producer = clients.idempotentProducer()) {
            producer.send(new ProducerRecord<>(names.of(Topic.LABEL_SPACES), key, value))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
