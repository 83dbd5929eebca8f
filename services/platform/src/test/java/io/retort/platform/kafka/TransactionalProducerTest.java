package io.retort.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

class TransactionalProducerTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition("prompts", 0);

    private final ManualTime time = new ManualTime();
    private final ScriptedProducer client = new ScriptedProducer(time);
    private final TransactionalProducer producer = new TransactionalProducer(client, "retort.test", DEADLINE, time);

    @Test
    void shouldCommitRecordsAndOffsetsTogether() {
        producer.initialize();

        var outcome = producer.transact(transaction -> {
            send(transaction, "a");
            transaction.sendOffsets(Map.of(PARTITION, new OffsetAndMetadata(7)), new ConsumerGroupMetadata("group"));
        });

        assertThat(outcome).isInstanceOf(TransactionOutcome.Committed.class);
        assertThat(client.history()).hasSize(1);
        assertThat(client.consumerGroupOffsetsHistory())
                .containsExactly(Map.of("group", Map.of(PARTITION, new OffsetAndMetadata(7))));
    }

    @Test
    void shouldAskAgainWhenInitializingTimesOut() {
        client.initFailures.add(new TimeoutException());

        producer.initialize();

        assertThat(client.calls).containsExactly("init", "init");
    }

    @Test
    void shouldGiveUpInitializingAfterTheDeadline() {
        for (int call = 0; call < 4; call++) {
            client.initFailures.add(new TimeoutException());
        }

        assertThatThrownBy(producer::initialize).isInstanceOf(ProducerLostException.class);

        assertThat(client.calls).containsExactly("init", "init", "init");
    }

    @Test
    void shouldLetARefusalPassWhenInitializing() {
        client.initFailures.add(new TransactionalIdAuthorizationException("no"));

        assertThatThrownBy(producer::initialize).isInstanceOf(TransactionalIdAuthorizationException.class);
    }

    @Test
    void shouldAskForTheSameCommitAgainWhenItTimesOut() {
        producer.initialize();
        client.commitFailures.add(new TimeoutException());
        client.commitFailures.add(new TimeoutException());

        var outcome = producer.transact(transaction -> send(transaction, "a"));

        assertThat(outcome).isInstanceOf(TransactionOutcome.Committed.class);
        assertThat(client.calls).containsExactly("init", "begin", "commit", "commit", "commit");
    }

    @Test
    void shouldNeverAbortACommitInDoubt() {
        producer.initialize();
        for (int call = 0; call < 4; call++) {
            client.commitFailures.add(new TimeoutException());
        }

        assertThatThrownBy(() -> producer.transact(transaction -> send(transaction, "a")))
                .isInstanceOf(ProducerLostException.class)
                .hasMessageContaining("in doubt");

        assertThat(client.calls).doesNotContain("abort");
    }

    @Test
    void shouldCloseAProducerInDoubtWithoutWaiting() {
        producer.initialize();
        for (int call = 0; call < 4; call++) {
            client.commitFailures.add(new TimeoutException());
        }
        assertThatThrownBy(() -> producer.transact(transaction -> send(transaction, "a")));

        producer.close();
        producer.close();

        assertThat(client.calls).endsWith("close PT0S").containsOnlyOnce("close PT0S");
    }

    @Test
    void shouldSendTheSameAgainAfterAnAbort() {
        producer.initialize();
        client.commitFailures.add(new KafkaException("in an error state"));
        TransactionBody body = transaction -> send(transaction, "a");

        var first = producer.transact(body);
        var second = producer.transact(body);

        assertThat(first).isInstanceOf(TransactionOutcome.Aborted.class);
        assertThat(second).isInstanceOf(TransactionOutcome.Committed.class);
        assertThat(client.calls).containsExactly("init", "begin", "commit", "abort", "begin", "commit");
        assertThat(client.history()).hasSize(1);
    }

    @Test
    void shouldNameTheSendThatFailedAsTheCauseOfAnAbort() {
        producer.initialize();
        var sendFailure = new CommitFailedException("the first");
        client.commitFailures.add(new KafkaException("in an error state"));

        var outcome = producer.transact(transaction -> {
            send(transaction, "a");
            client.errorNext(sendFailure);
        });

        assertThat(outcome).isEqualTo(new TransactionOutcome.Aborted(sendFailure));
    }

    @Test
    void shouldThrowTheFirstSendFailureFromFlush() {
        producer.initialize();
        var sendFailure = new TimeoutException("expired");

        var outcome = producer.transact(transaction -> {
            send(transaction, "a");
            client.errorNext(sendFailure);
            assertThatThrownBy(transaction::flush).isSameAs(sendFailure);
        });

        assertThat(outcome).isEqualTo(new TransactionOutcome.Aborted(sendFailure));
    }

    @Test
    void shouldNotCommitWithoutARecordWhoseFailureTheBodySwallowed() {
        producer.initialize();
        client.sendException = new SerializationException("not a record");

        var outcome = producer.transact(transaction ->
                assertThatThrownBy(() -> send(transaction, "a")).isInstanceOf(SerializationException.class));

        assertThat(outcome).isInstanceOf(TransactionOutcome.Aborted.class);
        assertThat(client.calls).containsExactly("init", "begin", "abort");
    }

    @Test
    void shouldAskForTheSameAbortAgainWhenItTimesOut() {
        producer.initialize();
        client.commitFailures.add(new KafkaException("in an error state"));
        client.abortFailures.add(new TimeoutException());

        var outcome = producer.transact(transaction -> send(transaction, "a"));

        assertThat(outcome).isInstanceOf(TransactionOutcome.Aborted.class);
        assertThat(client.calls).endsWith("abort", "abort");
    }

    @Test
    void shouldSayWhenItIsFenced() {
        producer.initialize();

        assertThatThrownBy(() -> producer.transact(transaction -> client.fenceProducer()))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("retort.test");

        assertThat(client.calls).doesNotContain("abort");
    }

    @Test
    void shouldFindTheFencingBehindAnotherException() {
        producer.initialize();
        client.commitFailures.add(new KafkaException("in an error state", new ProducerFencedException("rival")));

        assertThatThrownBy(() -> producer.transact(transaction -> {})).isInstanceOf(FencedException.class);
    }

    @Test
    void shouldLearnFromTheAbortWhetherAnOldEpochMeansARival() {
        producer.initialize();
        client.commitFailures.add(new InvalidProducerEpochException("old"));
        client.abortFailures.add(new ProducerFencedException("rival"));

        assertThatThrownBy(() -> producer.transact(transaction -> {})).isInstanceOf(FencedException.class);
    }

    @Test
    void shouldGoOnAfterAnOldEpochWithoutARival() {
        producer.initialize();
        client.commitFailures.add(new InvalidProducerEpochException("old"));

        var outcome = producer.transact(transaction -> {});

        assertThat(outcome).isInstanceOf(TransactionOutcome.Aborted.class);
    }

    @Test
    void shouldLoseAProducerThatCannotAbort() {
        producer.initialize();
        client.commitFailures.add(new KafkaException("first"));
        client.abortFailures.add(new KafkaException("fatal"));

        assertThatThrownBy(() -> producer.transact(transaction -> {}))
                .isInstanceOf(ProducerLostException.class)
                .hasRootCauseMessage("fatal")
                .cause()
                .hasSuppressedException(new KafkaException("first"));
        assertThatThrownBy(() -> producer.transact(transaction -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAbortAndRethrowWhatTheBodyThrows() {
        producer.initialize();
        var mistake = new IllegalArgumentException("body");

        assertThatThrownBy(() -> producer.transact(transaction -> {
                    send(transaction, "a");
                    throw mistake;
                }))
                .isSameAs(mistake);

        assertThat(client.calls).containsExactly("init", "begin", "abort");
        assertThat(producer.transact(transaction -> {})).isInstanceOf(TransactionOutcome.Committed.class);
        assertThat(client.history()).isEmpty();
    }

    @Test
    void shouldRefuseATransactionThatHasEnded() {
        producer.initialize();
        Transaction[] kept = new Transaction[1];
        producer.transact(transaction -> kept[0] = transaction);

        assertThatThrownBy(() -> send(kept[0], "late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseATransactionInsideATransaction() {
        producer.initialize();

        assertThatThrownBy(() -> producer.transact(transaction -> producer.transact(inner -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("IN_TRANSACTION");
    }

    private static void send(Transaction transaction, String value) {
        // The outcome of the send is what the transaction's outcome tells.
        var unused = transaction.send(new ProducerRecord<>("soft-labels", value.getBytes(UTF_8)));
    }
}
