package io.retort.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.deployment.DeploymentWriter;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.support.JournalLedger;
import io.retort.trainer.support.LabelStream;
import io.retort.trainer.support.TrainerRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a trainer keeps beside the newest three checkpoints and the first student. */
class RetirementIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final String STUDENT = "s";

    @TempDir
    Path directory;

    private TopicNames topics = TopicNames.standard();
    private JournalLedger ledger = new JournalLedger("unset", topics, STUDENT);

    @BeforeEach
    void setUp(TestInfo test) {
        topics = new TopicNames(test.getTestMethod().orElseThrow().getName() + ".");
        kafka.createTopics(topics);
        ledger = new JournalLedger(kafka.bootstrapServers(), topics, STUDENT);
    }

    @Test
    void shouldKeepWhatIsDeployedWhateverItsAge() throws Exception {
        Announced deployed;
        try (LabelStream labels = new LabelStream(kafka.bootstrapServers(), topics)) {
            labels.commit(16 * 30);
            train();
            deployed = promoteNewest();
            labels.commit(16 * 150);
            train();
        }

        List<String> kept = ledger.checkpoints().stream().map(Checkpoint::getId).toList();
        assertThat(kept).as("first, deployed and 3 newest").hasSizeBetween(4, 5).contains(deployed.id());
        try (var entries = Files.list(directory.resolve(STUDENT))) {
            assertThat(entries.map(path -> path.getFileName().toString())).containsExactlyInAnyOrderElementsOf(kept);
        }
    }

    @Test
    void shouldRetireNothingWhileItCannotBeReadWhatIsDeployed() throws Exception {
        kafka.admin().deleteTopics(List.of(topics.of(Topic.DEPLOYMENTS))).all().get();
        try (LabelStream labels = new LabelStream(kafka.bootstrapServers(), topics)) {
            labels.commit(16 * 120);
        }
        train();

        assertThat(ledger.checkpoints()).as("more than the first and 3 newest").hasSizeGreaterThan(4);
    }

    private void train() {
        try (TrainerService trainer = TrainerRun.service(TrainerRun.parts(
                kafka.bootstrapServers(), topics, TrainerRun.settings(STUDENT, directory, BatchingMode.LOG_ORDER)))) {
            trainer.run();
        }
    }

    private Announced promoteNewest() {
        KafkaClients clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "test");
        try (AnnouncementLog announcements = new AnnouncementLog(clients, topics, STUDENT);
                DeploymentLog log = new DeploymentLog(clients, topics);
                DeploymentWriter writer = new DeploymentWriter(clients, topics, log, LIMIT)) {
            announcements.catchUp(LIMIT);
            Announced newest = announcements.standing().stream()
                    .reduce((before, after) -> after)
                    .orElseThrow();
            writer.decide(Deployment.newBuilder()
                    .setStudent(STUDENT)
                    .setId("d")
                    .setAction(DeploymentAction.PROMOTE)
                    .setCheckpoint(newest.toDeployed())
                    .setDecider(Decider.PERSON)
                    .setReason("test")
                    .setDecidedAt(Instant.EPOCH)
                    .build());
            return newest;
        }
    }
}
