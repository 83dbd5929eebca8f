package io.retort.platform.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Makes a service's producers, one after the other, and shows the figures of the present one. For use by one thread. */
public final class MeteredProducers implements Supplier<TransactionalProducer>, AutoCloseable {

    private final KafkaClients clients;
    private final TransactionSettings settings;
    private final MeterRegistry meters;
    private @Nullable KafkaClientMetrics shown;

    public MeteredProducers(KafkaClients clients, TransactionSettings settings, MeterRegistry meters) {
        this.clients = clients;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public TransactionalProducer get() {
        close();
        Producer<byte[], byte[]> producer =
                clients.transactionalProducer(settings.transactionalId(), settings.timeout());
        shown = new KafkaClientMetrics(producer);
        shown.bindTo(meters);
        return TransactionalProducer.of(clients, settings, producer);
    }

    /** The figures are not shown any more; the producers belong to those who asked for them. */
    @Override
    public void close() {
        if (shown != null) {
            shown.close();
            shown = null;
        }
    }
}
