package io.retort.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class BrokerContactTest {

    private final ManualTime time = new ManualTime();
    private final BrokerContact contact = new BrokerContact(time, Duration.ofSeconds(10));

    @Test
    void shouldCallABrokerAwayOnlyAfterALongSilence() {
        contact.observe(received(100));
        time.advance(Duration.ofSeconds(10));
        contact.observe(received(100));
        assertThat(contact.isAway()).isFalse();

        time.advance(Duration.ofSeconds(1));
        contact.observe(received(100));

        assertThat(contact.isAway()).isTrue();
    }

    @Test
    void shouldNoticeThatTheBrokerIsBack() {
        time.advance(Duration.ofSeconds(11));
        contact.observe(received(0));
        assertThat(contact.isAway()).isTrue();

        contact.observe(received(1));

        assertThat(contact.isAway()).isFalse();
    }

    private static Map<MetricName, Metric> received(double bytes) {
        var name = new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of());
        return Map.of(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return bytes;
            }
        });
    }
}
