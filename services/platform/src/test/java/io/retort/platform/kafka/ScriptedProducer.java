package io.retort.platform.kafka;

import io.retort.platform.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own mock, with failures that come in a given order and a list of what was asked of it. */
final class ScriptedProducer extends MockProducer<byte[], byte[]> {

    final List<String> calls = new ArrayList<>();
    final Deque<RuntimeException> initFailures = new ArrayDeque<>();
    final Deque<RuntimeException> commitFailures = new ArrayDeque<>();
    final Deque<RuntimeException> abortFailures = new ArrayDeque<>();

    private final ManualTime time;

    ScriptedProducer(ManualTime time) {
        super(
                Cluster.empty(),
                false,
                new RoundRobinPartitioner(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.time = time;
    }

    @Override
    public void initTransactions() {
        calls.add("init");
        failOr(initFailures);
        super.initTransactions();
    }

    @Override
    public void beginTransaction() {
        calls.add("begin");
        super.beginTransaction();
    }

    @Override
    public void commitTransaction() {
        calls.add("commit");
        failOr(commitFailures);
        super.commitTransaction();
    }

    @Override
    public void abortTransaction() {
        calls.add("abort");
        failOr(abortFailures);
        super.abortTransaction();
    }

    @Override
    public void close(Duration timeout) {
        calls.add("close " + timeout);
        super.close(timeout);
    }

    private void failOr(Deque<RuntimeException> failures) {
        RuntimeException failure = failures.poll();
        if (failure instanceof TimeoutException) {
            time.advance(Duration.ofSeconds(10));
        }
        if (failure != null) {
            throw failure;
        }
    }
}
