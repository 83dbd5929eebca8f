package io.retort.monitor.stream;

import io.retort.platform.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams as the monitor runs it: exactly once, its state in memory and on the broker, one thread. */
public final class StreamsRun implements AutoCloseable {

    /** What stands between a client's own part and the thread's in the names of Kafka Streams' members. */
    public static final String THREAD_MARK = "-StreamThread-";

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);
    private static final Duration BETWEEN_THREADS = Duration.ofSeconds(1);

    /** After so long without a sign of life others take over. */
    private static final int SESSION_MILLIS = 10_000;

    private final KafkaStreams streams;

    private StreamsRun(KafkaStreams streams) {
        this.streams = streams;
    }

    /** @param applicationId begins the names of the group and of internal topics */
    public static StreamsRun start(KafkaSettings kafka, String applicationId, Topology topology) {
        KafkaStreams streams = new KafkaStreams(topology, properties(kafka, applicationId));
        streams.setUncaughtExceptionHandler(StreamsRun::replaceThread);
        streams.start();
        return new StreamsRun(streams);
    }

    /** {@code RUNNING} and others. */
    public String state() {
        return streams.state().name();
    }

    /** Records that Kafka Streams itself has dropped in this instance; none in a sound run. */
    public double dropped() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("dropped-records-total"))
                .mapToDouble(metric -> metric.metricValue() instanceof Number number ? number.doubleValue() : 0)
                .sum();
    }

    /** Leaves the group, so that the others need not wait for it. */
    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_LIMIT));
    }

    // A topic that is not there yet, a broker that was away for long: the next thread may find it otherwise.
    private static StreamThreadExceptionResponse replaceThread(Throwable failure) {
        LOG.atWarn().setCause(failure).log("Counting was interrupted; going on from what is committed");
        try {
            Thread.sleep(BETWEEN_THREADS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static Properties properties(KafkaSettings kafka, String applicationId) {
        Properties properties = new Properties();
        properties.putAll(kafka.properties());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, "retort-monitor-" + UUID.randomUUID());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, MonitorTopology.PUBLISH_EVERY.toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        // A partition's first batch of a transaction may have to be sent again; one sent behind it would come before
        // it, and
        // the broker would say so as an error each time.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        return properties;
    }
}
