package io.retort.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.BrokerVersionCheck;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.time.ManualTime;
import io.retort.schemas.topic.Topic;
import io.retort.testing.RetortKafka;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StalledPartitionCheckIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private final ManualTime time = new ManualTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String topic = kafka.topicNames().of(Topic.PROMPTS);
    private final StalledPartitionCheck check =
            new StalledPartitionCheck(kafka.admin(), topic, Duration.ofSeconds(30), meters, time);

    @Test
    void shouldNameThePartitionAndTheProducerThatHoldsItUp() throws Exception {
        var clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "test");
        try (var left = clients.transactionalProducer("left.open", Duration.ofMinutes(5))) {
            left.initTransactions();
            left.beginTransaction();
            left.send(new ProducerRecord<>(topic, 2, new byte[0], "first".getBytes(UTF_8)))
                    .get();
            left.send(new ProducerRecord<>(topic, 2, new byte[0], "second".getBytes(UTF_8)))
                    .get();
            assertThat(check.check()).isEqualTo(new Readiness.Ready());
            time.advance(Duration.ofSeconds(31));

            Readiness found = check.check();

            assertThat(found).isInstanceOfSatisfying(Readiness.NotReady.class, notReady -> assertThat(notReady.reason())
                    .contains(topic + "-2 is held at offset 0, 2 below its end, for 31 s by producer ")
                    .contains("transactional id left.open, Ongoing")
                    .doesNotContain(topic + "-1"));
            assertThat(figure("retort.unstable.records", 2)).isEqualTo(2);
            assertThat(figure("retort.unstable.age.seconds", 2)).isEqualTo(31);
            assertThat(figure("retort.unstable.records", 1)).isZero();

            left.commitTransaction();

            // The commit's marker comes to the partition after the commit has returned.
            await().untilAsserted(() -> assertThat(check.check()).isEqualTo(new Readiness.Ready()));
            assertThat(figure("retort.unstable.records", 2)).isZero();
        }
    }

    @Test
    void shouldNotWarnOfTheBrokerVersionThatKeepsItsPromises() {
        assertThat(BrokerVersionCheck.warning(kafka.admin())).isEmpty();
    }

    private double figure(String name, int partition) {
        return meters.get(name)
                .tag("partition", Integer.toString(partition))
                .gauge()
                .value();
    }
}
