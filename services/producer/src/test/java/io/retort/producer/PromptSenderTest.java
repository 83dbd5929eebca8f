package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.FencedException;
import io.retort.platform.kafka.TransactionalProducer;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import io.retort.producer.source.ReadPosition;
import io.retort.schemas.label.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptSenderTest {

    private static final CommittedPosition BEFORE = position(10);
    private static final CommittedPosition AFTER = position(12);

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    /** What the next commits throw, one each. */
    private final Deque<RuntimeException> failures = new ArrayDeque<>();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private CommittedPosition committed = BEFORE;
    private PromptSender sender = sender(false);

    @BeforeEach
    void start() {
        assertThat(sender.start()).contains(BEFORE);
    }

    @Test
    void shouldCommitPromptsAndPositionTogether() {
        assertThat(sender.send(batch())).isTrue();

        assertThat(values(producers.get(0))).containsExactly("one", "two", "position");
        assertThat(producers.get(0).commitCount()).isEqualTo(1);
    }

    @Test
    void shouldSendTheSameAgainAfterAnAbort() {
        failures.add(new TransactionAbortableException("try again"));

        assertThat(sender.send(batch())).isTrue();

        assertThat(producers).hasSize(1);
        assertThat(values(producers.get(0))).containsExactly("one", "two", "position");
        assertThat(counted("aborted")).isEqualTo(1);
    }

    @Test
    void shouldNotSendAgainWhatTurnsOutToBeCommitted() {
        failures.add(new TimeoutException("no answer"));
        committed = AFTER;

        assertThat(sender.send(batch())).isTrue();

        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(1).history()).isEmpty();
    }

    @Test
    void shouldSendAgainWhatTurnsOutNotToBeCommitted() {
        failures.add(new TimeoutException("no answer"));

        assertThat(sender.send(batch())).isTrue();

        assertThat(producers).hasSize(2);
        assertThat(values(producers.get(1))).containsExactly("one", "two", "position");
        assertThat(counted("lost")).isEqualTo(1);
    }

    @Test
    void shouldStopWhereAnotherProducerHasGoneOn() {
        failures.add(new TimeoutException("no answer"));
        committed = position(40);

        assertThatThrownBy(() -> sender.send(batch()))
                .isInstanceOf(SourceTakenOverException.class)
                .hasMessageContaining("record 40");
    }

    @Test
    void shouldStopWhenFencedAndMakeNoNewProducer() {
        failures.add(new ProducerFencedException("another came"));

        assertThatThrownBy(() -> sender.send(batch())).isInstanceOf(FencedException.class);
        assertThat(producers).hasSize(1);
    }

    @Test
    void shouldNotStartWhenAskedToStop() {
        assertThat(sender(true).start()).isEmpty();
    }

    private PromptSender sender(boolean stopping) {
        Time time = Time.system();
        return new PromptSender(
                this::producer,
                () -> Optional.of(committed),
                new Waiting(() -> stopping, new Progress(time), time),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
                new ProducerMetrics(meters, "test", time));
    }

    private TransactionalProducer producer() {
        var mock = new FlakyProducer();
        producers.add(mock);
        return new TransactionalProducer(mock, "test", Duration.ofNanos(1), Time.system());
    }

    private double counted(String outcome) {
        return meters.counter("retort.producer.transactions", "source", "test", "outcome", outcome)
                .count();
    }

    private static PromptBatch batch() {
        return new PromptBatch(
                List.of(record("one"), record("two")), Map.of(), BEFORE, AFTER, record("position"), Optional.empty());
    }

    private static CommittedPosition position(long records) {
        return new CommittedPosition(new ReadPosition(records, records, Fingerprints.ofText("prefix")), 0, false);
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>("topic", value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> values(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .map(sent -> new String(sent.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private final class FlakyProducer extends MockProducer<byte[], byte[]> {

        FlakyProducer() {
            super(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void commitTransaction() {
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            super.commitTransaction();
        }
    }
}
