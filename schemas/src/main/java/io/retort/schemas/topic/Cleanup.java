package io.retort.schemas.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** What the broker does with a topic's old records. */
sealed interface Cleanup {

    /** Kafka's name for it. */
    String policy();

    /** The topic settings that go with it. */
    Map<String, String> settings();

    /**
     * Records are deleted by age. Their time is that of their arrival at the broker: an old time stamp, replayed, would be
     * gone at the next roll of a segment. Event times lie in the payload.
     */
    record Delete(Duration retention) implements Cleanup {

        static final String TIME_OF_ARRIVAL = "LogAppendTime";

        @Override
        public String policy() {
            return TopicConfig.CLEANUP_POLICY_DELETE;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    policy(),
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(retention.toMillis()),
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1",
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    TIME_OF_ARRIVAL);
        }
    }

    /** The newest record of each key is kept for ever. */
    record Compact() implements Cleanup {

        @Override
        public String policy() {
            return TopicConfig.CLEANUP_POLICY_COMPACT;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy());
        }
    }

    /** Every record is kept for ever. */
    record Keep() implements Cleanup {

        @Override
        public String policy() {
            return TopicConfig.CLEANUP_POLICY_DELETE;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    policy(),
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1");
        }
    }

    /** The newest record of each key is kept until it is of that age. */
    record CompactAndDelete(Duration retention) implements Cleanup {

        @Override
        public String policy() {
            return TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    policy(),
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(retention.toMillis()));
        }
    }
}
