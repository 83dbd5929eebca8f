package io.retort.platform.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeploymentWriterIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int RIVALS = 4;
    private static final int ROUNDS = 10;

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private final KafkaClients clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "test");
    private TopicNames topics = TopicNames.standard();

    @BeforeEach
    void topicsOfItsOwn(TestInfo test) {
        topics = new TopicNames(test.getTestMethod().orElseThrow().getName() + ".");
        kafka.createTopics(topics);
    }

    @Test
    void shouldLetOneOfSeveralRivalsCountInEachRound() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
        CyclicBarrier together = new CyclicBarrier(RIVALS);
        List<Future<Rival>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            rivals.add(threads.submit(() -> rival(together)));
        }
        List<Rival> ended = new ArrayList<>();
        for (Future<Rival> rival : rivals) {
            ended.add(rival.get(2, TimeUnit.MINUTES));
        }
        threads.shutdown();

        assertThat(ended.stream().mapToInt(Rival::counted).sum()).isEqualTo(ROUNDS);
        assertThat(ended.stream().map(Rival::end).distinct())
                .as("all come to the same state")
                .hasSize(1);
    }

    @Test
    void shouldReadOnBehindWhatIsNoDecision() throws Exception {
        try (Producer<byte[], byte[]> producer = clients.idempotentProducer()) {
            producer.send(new ProducerRecord<>(topics.of(Topic.DEPLOYMENTS), new byte[] {1}, new byte[] {2, 3}))
                    .get();
        }
        try (DeploymentLog log = new DeploymentLog(clients, topics);
                DeploymentWriter writer = new DeploymentWriter(clients, topics, log, LIMIT)) {
            assertThat(counts(writer.decide(hold(Optional.empty())))).isTrue();
            assertThat(log.of("s").held()).isTrue();
        }
    }

    /** How one of the rivals fared. */
    private record Rival(int counted, StudentDeployment end) {}

    private Rival rival(CyclicBarrier together) throws Exception {
        int counted = 0;
        try (DeploymentLog log = new DeploymentLog(clients, topics);
                DeploymentWriter writer = new DeploymentWriter(clients, topics, log, LIMIT)) {
            for (int round = 0; round < ROUNDS; round++) {
                log.catchUp(LIMIT);
                together.await(1, TimeUnit.MINUTES);
                counted += counts(writer.decide(hold(log.of("s").base()))) ? 1 : 0;
                together.await(1, TimeUnit.MINUTES);
            }
            log.catchUp(LIMIT);
            return new Rival(counted, log.of("s"));
        }
    }

    private static boolean counts(DecisionOutcome outcome) {
        return outcome.match(counted -> true, overtaken -> false);
    }

    private static Deployment hold(Optional<String> base) {
        return Deployment.newBuilder()
                .setStudent("s")
                .setId(UUID.randomUUID().toString())
                .setBasedOn(base.orElse(null))
                .setAction(DeploymentAction.HOLD)
                .setDecider(Decider.PERSON)
                .setReason("test")
                .setDecidedAt(Instant.EPOCH)
                .build();
    }
}
