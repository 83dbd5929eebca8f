package io.retort.schemas.topic;

import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics and checks those that exist. */
public final class TopicCatalogue {

    /** How long a created topic may take until the brokers know it. */
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private TopicCatalogue() {}

    /**
     * Creates the topics that are missing, and waits until the brokers know them. A topic that another creates at the same
     * time is no error; one that exists is left as it is, so {@link #validate} should follow.
     *
     * @return the topics that were created by this call
     * @throws org.apache.kafka.common.KafkaException if a topic can be neither found nor created, such as for too few
     *     brokers or a lack of rights
     */
    public static Set<Topic> create(Admin admin, TopicNames names, TopicSizing sizing) {
        Set<Topic> missing = EnumSet.allOf(Topic.class);
        missing.removeAll(AdminAnswers.describe(admin, names).keySet());
        Set<Topic> created = createMissing(admin, names, sizing, missing);
        awaitVisible(admin, names);
        return created;
    }

    /**
     * Compares the topics that exist with what Retort's promises rest on. What is a matter of taste, such as how long
     * prompts are kept, is not a fault.
     *
     * @return every fault, topic by topic; empty if there is none
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked
     */
    public static List<TopicFault> validate(Admin admin, TopicNames names) {
        return TopicCheck.ask(admin, names).faults();
    }

    private static Set<Topic> createMissing(Admin admin, TopicNames names, TopicSizing sizing, Set<Topic> missing) {
        if (missing.isEmpty()) {
            return Set.of();
        }
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(missing.stream()
                        .map(topic -> newTopic(topic, names, sizing))
                        .toList())
                .values();
        Set<Topic> created = EnumSet.noneOf(Topic.class);
        for (Topic topic : missing) {
            KafkaFuture<Void> answer = answers.get(names.of(topic));
            if (answer != null && wasCreated(answer)) {
                created.add(topic);
            }
        }
        return created;
    }

    private static boolean wasCreated(KafkaFuture<Void> answer) {
        try {
            AdminAnswers.await(answer);
            return true;
        } catch (TopicExistsException e) {
            return false; // another creator was faster
        }
    }

    static NewTopic newTopic(Topic topic, TopicNames names, TopicSizing sizing) {
        return new NewTopic(names.of(topic), sizing.partitionsOf(topic), (short) sizing.replicas())
                .configs(settings(topic, sizing));
    }

    private static Map<String, String> settings(Topic topic, TopicSizing sizing) {
        Map<String, String> settings = new HashMap<>(topic.cleanup().settings());
        settings.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.maxMessageBytes()));
        settings.put(COMPRESSION_TYPE_CONFIG, "producer");
        settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(sizing.minInSyncReplicas()));
        settings.put(UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        settings.put(SEGMENT_BYTES_CONFIG, Integer.toString(sizing.segmentBytes()));
        return settings;
    }

    // The controller's answer comes before every broker has heard of the topic; a client that asks at once may be told
    // that there is none.
    private static void awaitVisible(Admin admin, TopicNames names) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (AdminAnswers.describe(admin, names).size() < Topic.values().length) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the brokers do not know all of " + Arrays.toString(Topic.values()) + " "
                        + VISIBLE_WITHIN.toSeconds() + " s after their creation");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
