package io.retort.monitor.stream;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A topic that is counted into windows.
 *
 * @param name its name without the prefix; the steps and the store are named after it, and topics that outlive the code after
 *     these
 * @param topic its full name
 */
record WindowedSource<T>(
        String name,
        String topic,
        Deserializer<Received<T>> deserializer,
        TimestampExtractor eventTime,
        Counting<T> counting) {

    String store() {
        return name + "-windows";
    }
}
