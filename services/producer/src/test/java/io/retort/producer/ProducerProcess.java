package io.retort.producer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.BatchLimits;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.kafka.RetrySettings;
import io.retort.producer.source.FileSource;
import io.retort.producer.source.RecordLayout;
import io.retort.schemas.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A producer in a process of its own, to be killed: bootstrap servers, file of plain text. */
final class ProducerProcess {

    /** Large transactions, so that most of the time one is open. */
    private static final ProducerSettings SETTINGS = new ProducerSettings(
            new BatchLimits(1000, 4L * 1024 * 1024, Duration.ofSeconds(1)),
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(200)));

    private ProducerProcess() {}

    public static void main(String[] arguments) {
        KafkaClients clients = new KafkaClients(new KafkaSettings(arguments[0]), "killed");
        FileSource source = new FileSource(Path.of(arguments[1]), RecordLayout.text());
        try (ProducerService service =
                new ProducerService(clients, TopicNames.standard(), source, SETTINGS, new SimpleMeterRegistry())) {
            Runtime.getRuntime().addShutdownHook(new Thread(service::stop));
            service.run();
        }
    }
}
