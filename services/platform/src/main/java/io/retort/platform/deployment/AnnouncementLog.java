package io.retort.platform.deployment;

import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the checkpoints topic: which checkpoints of a student are announced and not retired. Used by one thread.
 */
public final class AnnouncementLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementLog.class);

    /** The topic forgets them too, after a while. */
    private static final int MOST_RETIRED = 10_000;

    private final String student;
    private final PartitionFollower follower;
    private final RecordCodec<Checkpoint> codec = RecordCodecs.checkpoint();
    private final Map<String, Announced> standing = new LinkedHashMap<>();
    private final Set<String> retired = new LinkedHashSet<>();

    public AnnouncementLog(KafkaClients clients, TopicNames topics, String student) {
        this.student = student;
        this.follower = new PartitionFollower(clients, topics.of(Topic.CHECKPOINTS), this::take);
    }

    /**
     * Waits for further announcements and retirements and takes them.
     */
    public void poll(Duration wait) {
        follower.poll(wait);
    }

    /**
     * Takes all that was announced before this call.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not give it within the time
     */
    public void catchUp(Duration limit) {
        follower.catchUp(limit);
    }

    /** In the order of their announcement. */
    public Collection<Announced> standing() {
        return Collections.unmodifiableCollection(standing.values());
    }

    /** The one of this id, unless it is retired. */
    public Optional<Announced> find(String id) {
        return Optional.ofNullable(standing.get(id));
    }

    /** Whether it was announced and then retired, as far as the topic still tells. */
    public boolean isRetired(String id) {
        return retired.contains(id);
    }

    @Override
    public void close() {
        follower.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        String prefix = student + "/";
        if (!key.startsWith(prefix)) {
            return;
        }
        if (record.value() == null) {
            String id = key.substring(prefix.length());
            retire(id);
        } else {
            codec.decode(record.value())
                    .<Runnable>match(
                            read -> () -> standing.put(read.getId(), new Announced(read, record.offset())),
                            unreadable -> () -> skip(record, unreadable.reason()))
                    .run();
        }
    }

    private void retire(String id) {
        standing.remove(id);
        retired.add(id);
        if (retired.size() > MOST_RETIRED) {
            retired.remove(retired.iterator().next());
        }
    }

    private static void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("skipped a record of checkpoints that cannot be read");
    }
}
