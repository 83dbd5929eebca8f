package io.retort.platform.kafka;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the broker answers, seen from the bytes a client has received: a client that polls gets an answer at least with
 * each heartbeat, and none of its methods says that the broker is away. Says so once, and once when it is back.
 */
final class BrokerContact {

    private static final Logger log = LoggerFactory.getLogger(BrokerContact.class);
    private static final String RECEIVED = "incoming-byte-total";

    private final Time time;
    private final Duration limit;
    private double received;
    private long receivedAt;
    private boolean away;

    /** @param limit silence that means the broker is away, several times what passes between two answers */
    BrokerContact(Time time, Duration limit) {
        this.time = time;
        this.limit = limit;
        this.receivedAt = time.nanos();
    }

    /** Looks at the client's counter. To be called each time the loop turns. */
    void observe(Map<MetricName, ? extends Metric> clientMetrics) {
        double now = clientMetrics.values().stream()
                .filter(metric -> metric.metricName().name().equals(RECEIVED))
                .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
                .mapToDouble(metric -> metric.metricValue() instanceof Number number ? number.doubleValue() : 0)
                .sum();
        if (now != received) {
            received = now;
            receivedAt = time.nanos();
            if (away) {
                away = false;
                log.atInfo().log("The broker answers again");
            }
        } else if (!away && time.since(receivedAt).compareTo(limit) > 0) {
            away = true;
            log.atWarn()
                    .addKeyValue("silent", time.since(receivedAt))
                    .log("The broker does not answer; waiting for it");
        }
    }

    /** Whether the broker has not answered for longer than the limit. */
    boolean isAway() {
        return away;
    }
}
