package io.retort.platform.kafka;

import static io.retort.platform.kafka.Inputs.P0;
import static io.retort.platform.kafka.Inputs.P1;
import static io.retort.platform.kafka.Inputs.offsets;
import static io.retort.platform.kafka.Inputs.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.time.ManualTime;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class BatchTransactionTest {

    private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("group");

    private final ManualTime time = new ManualTime();
    private final ScriptedProducer client = new ScriptedProducer(time);
    private final Batch batch = new Batch(List.of(record(P0, 4), record(P1, 7)), offsets(Map.of(P0, 5L, P1, 9L)));

    @Test
    void shouldSendResultsDeadLettersAndOffsetsTogether() {
        batch.entries().get(0).attempted(result("a label"));
        batch.entries().get(1).attempted(new TransformOutcome.Refused("unreadable", "not a prompt"));
        var transaction = transaction();

        commit(transaction);

        assertThat(client.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("retort.soft-labels", "retort.dead-letters");
        assertThat(new String(client.history().get(1).value(), UTF_8)).isEqualTo("1:7");
        assertThat(client.consumerGroupOffsetsHistory()).containsExactly(Map.of("group", batch.offsets()));
        assertThat(transaction.transformed()).isEqualTo(1);
        assertThat(transaction.refusals()).containsExactly("unreadable");
    }

    @Test
    void shouldMakeADeadLetterOfARecordWhoseResultIsTooLarge() {
        batch.entries().get(0).attempted(result("x".repeat(1000)));
        batch.entries().get(1).attempted(result("a label"));
        var transaction = transaction();

        commit(transaction);

        assertThat(client.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("retort.dead-letters", "retort.soft-labels");
        assertThat(new String(client.history().get(0).value(), UTF_8)).isEqualTo("0:4");
        assertThat(transaction.refusals()).containsExactly(BatchTransaction.TOO_LARGE);
    }

    @Test
    void shouldRefuseABatchThatIsNotDone() {
        batch.entries().get(0).attempted(result("a label"));

        assertThatThrownBy(this::transaction).isInstanceOf(IllegalStateException.class);
    }

    private BatchTransaction transaction() {
        return BatchTransaction.of(batch, GROUP, new DeadLetters(TopicNames.standard()), Stage.TEACHER, 500);
    }

    private void commit(BatchTransaction transaction) {
        try (var producer = new TransactionalProducer(client, "retort.test", Duration.ofSeconds(30), time)) {
            producer.initialize();
            assertThat(producer.transact(transaction)).isInstanceOf(TransactionOutcome.Committed.class);
        }
    }

    private static TransformOutcome result(String text) {
        return new TransformOutcome.Transformed(
                List.of(new ProducerRecord<>("retort.soft-labels", text.getBytes(UTF_8))));
    }
}
