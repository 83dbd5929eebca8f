package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import io.retort.testing.TopicReader;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionalProducerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private final KafkaClients clients =
            new KafkaClients(new KafkaSettings(kafka.bootstrapServers(), Map.of()), "test");
    private final TopicReader reader = new TopicReader(kafka.bootstrapServers());

    private String topic = "";
    private String id = "";

    @BeforeEach
    void topicOfItsOwn(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName();
        TopicNames names = new TopicNames(id + ".");
        kafka.createTopics(names);
        topic = names.of(Topic.SOFT_LABELS);
    }

    @Test
    void shouldFenceAnEarlierInstance() {
        try (var first = producer(Duration.ofSeconds(15));
                var second = producer(Duration.ofSeconds(15))) {
            first.initialize();
            assertThat(first.transact(this::sendOne)).isInstanceOf(TransactionOutcome.Committed.class);
            second.initialize();

            assertThatThrownBy(() -> first.transact(this::sendOne)).isInstanceOf(FencedException.class);

            assertThat(second.transact(this::sendOne)).isInstanceOf(TransactionOutcome.Committed.class);
        }
        assertThat(reader.committed(topic)).hasSize(2);
    }

    @Test
    void shouldSayThatItIsFencedWhenARivalComesInsideATransaction() {
        try (var first = producer(Duration.ofSeconds(15));
                var second = producer(Duration.ofSeconds(15))) {
            first.initialize();

            assertThatThrownBy(() -> first.transact(transaction -> {
                        sendOne(transaction);
                        transaction.flush();
                        second.initialize();
                        sendOne(transaction);
                    }))
                    .isInstanceOf(FencedException.class);
        }
        assertThat(reader.committed(topic)).isEmpty();
        assertThat(reader.uncommitted(topic)).isNotEmpty();
    }

    @Test
    void shouldBeLostAndNotFencedWhenTheBrokerHasEndedATransactionThatTookTooLong() {
        try (var producer = producer(Duration.ofSeconds(1));
                var next = producer(Duration.ofSeconds(15))) {
            producer.initialize();

            assertThatThrownBy(() -> producer.transact(transaction -> {
                        sendOne(transaction);
                        transaction.flush();
                        awaitNoOpenTransaction();
                    }))
                    .isInstanceOf(ProducerLostException.class);

            next.initialize();
            assertThat(next.transact(this::sendOne)).isInstanceOf(TransactionOutcome.Committed.class);
        }
        assertThat(reader.committed(topic)).hasSize(1);
        assertThat(reader.uncommitted(topic)).hasSize(2);
    }

    @Test
    void shouldBeLostAndNotFencedWhereTheOffsetsFindThatTheBrokerHasEndedTheTransaction() {
        try (var producer = producer(Duration.ofSeconds(1))) {
            producer.initialize();

            assertThatThrownBy(() -> producer.transact(transaction -> {
                        sendOne(transaction);
                        transaction.flush();
                        awaitNoOpenTransaction();
                        transaction.sendOffsets(
                                Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)),
                                new ConsumerGroupMetadata("group"));
                    }))
                    .isInstanceOf(ProducerLostException.class);
        }
        assertThat(reader.committed(topic)).isEmpty();
    }

    @Test
    void shouldBeFencedWhereTheOffsetsFindThatARivalHasCome() {
        try (var first = producer(Duration.ofSeconds(15));
                var second = producer(Duration.ofSeconds(15))) {
            first.initialize();

            assertThatThrownBy(() -> first.transact(transaction -> {
                        sendOne(transaction);
                        transaction.flush();
                        second.initialize();
                        transaction.sendOffsets(
                                Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)),
                                new ConsumerGroupMetadata("group"));
                    }))
                    .isInstanceOf(FencedException.class);
        }
    }

    @Test
    void shouldGoOnWhenASendFindsThatTheBrokerHasEndedTheTransaction() {
        try (var producer = producer(Duration.ofSeconds(1))) {
            producer.initialize();

            var late = producer.transact(transaction -> {
                sendOne(transaction);
                transaction.flush();
                awaitNoOpenTransaction();
                sendOne(transaction);
            });
            var again = producer.transact(this::sendOne);

            assertThat(late).isInstanceOf(TransactionOutcome.Aborted.class);
            assertThat(again).isInstanceOf(TransactionOutcome.Committed.class);
        }
        assertThat(reader.committed(topic)).hasSize(1);
    }

    @Test
    void shouldSayThatItIsFencedWhenItTookTooLongAndARivalCame() {
        try (var first = producer(Duration.ofSeconds(1));
                var second = producer(Duration.ofSeconds(15))) {
            first.initialize();

            assertThatThrownBy(() -> first.transact(transaction -> {
                        sendOne(transaction);
                        transaction.flush();
                        awaitNoOpenTransaction();
                        second.initialize();
                    }))
                    .isInstanceOf(FencedException.class);

            assertThat(second.transact(this::sendOne)).isInstanceOf(TransactionOutcome.Committed.class);
        }
        assertThat(reader.committed(topic)).hasSize(1);
    }

    @Test
    void shouldLoseTheWholeTransactionToARecordThatIsTooLarge() {
        try (var producer = producer(Duration.ofSeconds(15))) {
            producer.initialize();

            var outcome = producer.transact(transaction -> {
                sendOne(transaction);
                var unused = transaction.send(new ProducerRecord<>(topic, new byte[KafkaClients.MAX_REQUEST_BYTES]));
            });

            assertThat(outcome)
                    .isInstanceOfSatisfying(TransactionOutcome.Aborted.class, aborted -> assertThat(aborted.cause())
                            .isInstanceOf(RecordTooLargeException.class));
            assertThat(producer.transact(this::sendOne)).isInstanceOf(TransactionOutcome.Committed.class);
        }
        assertThat(reader.committed(topic)).hasSize(1);
    }

    private void sendOne(Transaction transaction) {
        // A send that fails fails the commit.
        var unused = transaction.send(new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), "value".getBytes(UTF_8)));
    }

    private void awaitNoOpenTransaction() {
        await().atMost(LIMIT).until(() -> reader.lastStableOffsets(topic).equals(reader.highWaterMarks(topic)));
    }

    private TransactionalProducer producer(Duration timeout) {
        return TransactionalProducer.of(clients, new TransactionSettings(id, timeout, LIMIT));
    }
}
