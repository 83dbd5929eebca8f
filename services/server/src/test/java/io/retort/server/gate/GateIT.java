package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.student.Example;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.PairedComparison;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import io.retort.testing.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates on a real broker, over real text classifiers. */
@SuppressWarnings("NullAway.Init") // set up before each test
class GateIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static int prefixes;

    @TempDir
    Path directory;

    private TopicNames topics;
    private GateSettings settings;
    private StreamLabels labels;
    private HandTrainer trainer;
    private DecisionsSeen decisions;

    @BeforeEach
    void setUp(TestInfo test) {
        topics = new TopicNames("gate" + prefixes++ + ".");
        kafka.createTopics(topics);
        settings = GateSettings.of(HandTrainer.STUDENT, directory);
        KafkaClients clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "test");
        labels = new StreamLabels(clients, topics);
        trainer = new HandTrainer(kafka.bootstrapServers(), clients, topics, directory);
        decisions = new DecisionsSeen(clients, topics);
    }

    @AfterEach
    void tearDown() {
        decisions.close();
        trainer.close();
        labels.close();
    }

    @Test
    void shouldPromoteTheFirstThatHasLearnedAndThenWhatIsBetter() throws Exception {
        trainer.announce(); // the first student
        try (GateRun gate = start()) {
            String first = trainer.learn(labels.good(64)).announce();
            Deployment promoted = decisions.awaitOn(first);
            assertThat(promoted.getAction()).isEqualTo(DeploymentAction.PROMOTE);
            assertThat(promoted.getReason()).isEqualTo("nothing is served yet");
            assertThat(promoted.getEvidence()).isNull();

            String second = trainer.learn(labels.good(2_000)).announce();
            labels.good(300);
            Awaitility.await().atMost(LIMIT).until(() -> gate.view().gathered() == 300);
            assertThat(decisions.all()).as("it waits for its window").hasSize(1);
            labels.good(400);
            Deployment better = decisions.awaitOn(second);

            assertThat(better.getAction()).isEqualTo(DeploymentAction.PROMOTE);
            assertThat(better.getDecider()).isEqualTo(Decider.GATE);
            assertThat(better.getReason()).startsWith("no worse than " + first + ": agreement ");
            assertThat(evidence(better).getLive()).isEqualTo(first);
            assertThat(evidence(better).getComparisons()).hasSize(2).allSatisfy(one -> {
                assertThat(one.getPairs()).isEqualTo(512);
                assertThat(one.getWorse()).isNegative();
                assertThat(one.getPassed()).isTrue();
            });
            assertThat(gate.view().live()).isEqualTo(second);
        }
    }

    /** Its labels are good; it is the one that learned something else. */
    @Test
    void shouldKeepAWorseOneOut() throws Exception {
        List<Example> wrong;
        try (StreamLabels elsewhere = new StreamLabels(
                new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "test"), otherTopics())) {
            wrong = elsewhere.noise(1_000);
        }
        String good = trainer.learn(labels.good(1_000)).announce();
        try (GateRun gate = start()) {
            decisions.awaitOn(good);
            String worse = trainer.learn(wrong).announce();
            labels.good(600);

            Deployment refused = decisions.awaitOn(worse);
            assertThat(refused.getAction()).isEqualTo(DeploymentAction.REFUSE);
            assertThat(decisions.live()).isEqualTo(good);
            assertThat(evidence(refused).getComparisons())
                    .filteredOn(one -> !one.getPassed())
                    .isNotEmpty();
            assertThat(gate.view().live()).isEqualTo(good);
        }
    }

    @Test
    void shouldKeepOutWhatAPoisonedTeacherTaughtUntilItsLabelsAreGoodAgain() throws Exception {
        try (GateRun gate = start()) {
            decisions.awaitOn(trainer.learn(labels.good(64)).announce());
            String good = trainer.learn(labels.good(2_000)).announce();
            labels.good(600);
            assertThat(decisions.awaitOn(good).getAction()).isEqualTo(DeploymentAction.PROMOTE);

            // The teacher turns to noise: on its labels the student that learned them looks no worse than the good one.
            String poisoned = trainer.learn(labels.noise(2_000)).announce();
            List<Example> moreNoise = labels.noise(600);
            Deployment refused = decisions.awaitOn(poisoned);
            assertThat(refused.getAction()).isEqualTo(DeploymentAction.REFUSE);
            assertThat(refused.getReason()).startsWith("the labels have changed");
            assertThat(fall(refused).getReference()).isEqualTo(good);
            assertThat(fall(refused).getPassed()).isFalse();

            // A person overrides: what the gate decides next is not measured by the bad one.
            decisions.person(DeploymentAction.PROMOTE, poisoned);
            assertThat(decisions.live()).isEqualTo(poisoned);
            String worse = trainer.learn(moreNoise).announce();
            labels.noise(600);
            assertThat(decisions.awaitOn(worse).getAction()).isEqualTo(DeploymentAction.REFUSE);
            decisions.person(DeploymentAction.ROLL_BACK, good);
            assertThat(decisions.live()).isEqualTo(good);

            // Good labels again.
            String recovered = trainer.learn(labels.good(6_000)).announce();
            labels.good(600);
            Deployment promoted = decisions.awaitOn(recovered);
            assertThat(promoted.getAction()).as(promoted.getReason()).isEqualTo(DeploymentAction.PROMOTE);
            assertThat(gate.failure().get()).isNull();
        }
    }

    @Test
    void shouldDecideNothingWhileItIsHeld() throws Exception {
        decisions.person(DeploymentAction.HOLD, null);
        try (GateRun gate = start()) {
            String first = trainer.learn(labels.good(64)).announce();
            Awaitility.await().atMost(LIMIT).until(() -> gate.view().held());
            assertThat(decisions.all()).hasSize(1);

            decisions.person(DeploymentAction.RELEASE, null);
            assertThat(decisions.awaitOn(first).getAction()).isEqualTo(DeploymentAction.PROMOTE);
        }
    }

    @Test
    void shouldDecideByTheEvaluationPromptsAloneWhenTheStreamHasEnded() throws Exception {
        settings = with(Optional.of(evaluationFile()), Duration.ofMillis(500));
        try (GateRun gate = start()) {
            decisions.awaitOn(trainer.learn(labels.good(64)).announce());
            String second = trainer.learn(labels.good(1_000)).announce();

            Deployment promoted = decisions.awaitOn(second);
            assertThat(promoted.getAction()).as(promoted.getReason()).isEqualTo(DeploymentAction.PROMOTE);
            assertThat(promoted.getReason())
                    .startsWith("by the evaluation prompts alone, as only 0 of 512 new labels came: no worse than");
            assertThat(evidence(promoted).getComparisons())
                    .hasSize(2)
                    .extracting(PairedComparison::getPrompts)
                    .containsOnly(EvidenceSource.FILE);
            assertThat(gate.failure().get()).isNull();
        }
    }

    @Test
    void shouldJudgeByTheStreamAndTheEvaluationPromptsWhereBothAreThere() throws Exception {
        settings = with(Optional.of(evaluationFile()), LIMIT);
        try (GateRun gate = start()) {
            decisions.awaitOn(trainer.learn(labels.good(64)).announce());
            String second = trainer.learn(labels.good(1_000)).announce();
            labels.good(600);

            assertThat(evidence(decisions.awaitOn(second)).getComparisons()).hasSize(4);
            assertThat(gate.failure().get()).isNull();
        }
    }

    @Test
    void shouldPassOverWhatCannotBeLoadedAndWhatIsRetired() throws Exception {
        try (GateRun gate = start()) {
            String first = trainer.learn(labels.good(64)).announce();
            decisions.awaitOn(first);
            String retired = trainer.learn(labels.good(500)).announce();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> retired.equals(gate.view().candidate()));
            trainer.retire(retired);
            Awaitility.await().atMost(LIMIT).until(() -> gate.view().candidate() == null);

            decisions.person(DeploymentAction.HOLD, null); // or it could be loaded before it is broken
            Awaitility.await().atMost(LIMIT).until(() -> gate.view().held());
            String broken = trainer.learn(labels.good(500)).announce();
            trainer.deleteFiles(broken);
            decisions.person(DeploymentAction.RELEASE, null);
            String whole = trainer.learn(labels.good(500)).announce();
            labels.good(600);

            Deployment promoted = decisions.awaitOn(whole);
            assertThat(promoted.getAction()).as(promoted.getReason()).isEqualTo(DeploymentAction.PROMOTE);
            assertThat(decisions.all())
                    .filteredOn(decision -> decision.getDecider() == Decider.GATE)
                    .hasSize(2);
        }
    }

    @Test
    void shouldJudgeOnWhatIsLeftOfTheLabelsThatWereDeleted() throws Exception {
        String first = trainer.learn(labels.good(64)).announce();
        try (GateRun gate = start()) {
            decisions.awaitOn(first);
        }
        String second = trainer.learn(labels.good(1_000)).announce();
        labels.noise(1_000);
        deleteLabels();
        labels.good(600);

        try (GateRun gate = start()) {
            Deployment promoted = decisions.awaitOn(second);
            assertThat(promoted.getAction()).as(promoted.getReason()).isEqualTo(DeploymentAction.PROMOTE);
            assertThat(gate.failure().get()).isNull();
        }
    }

    private void deleteLabels() throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        new TopicReader(kafka.bootstrapServers())
                .highWaterMarks(topics.of(Topic.SOFT_LABELS))
                .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        kafka.admin().deleteRecords(all).all().get();
    }

    @Test
    void shouldSayWhatKeepsItFromJudgingAndGoOnOncePersonsHaveDecided() throws Exception {
        try (GateRun gate = start()) {
            String first = trainer.learn(labels.good(64)).announce();
            decisions.awaitOn(first);
        }
        String gone = first();
        trainer.deleteFiles(gone);
        try (GateRun gate = start()) {
            String second = trainer.learn(labels.good(500)).announce();
            labels.good(600);
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(gate.view().blocked()).contains(gone));

            decisions.person(DeploymentAction.PROMOTE, second);
            String third = trainer.learn(labels.good(500)).announce();
            labels.good(600);
            assertThat(decisions.awaitOn(third)).isNotNull();
            Awaitility.await().atMost(LIMIT).until(() -> gate.view().blocked() == null);
        }
    }

    @Test
    void shouldDecideOnceHoweverManyGatesThereAre() throws Exception {
        List<GateRun> gates = new ArrayList<>();
        List<String> announced = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                gates.add(start());
            }
            for (int round = 0; round < 6; round++) {
                String id = trainer.learn(labels.good(300)).announce();
                labels.good(600);
                decisions.awaitOn(id);
                announced.add(id);
            }
            for (GateRun gate : gates) {
                String live = decisions.live();
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> live.equals(gate.view().live()));
                assertThat(gate.failure().get()).isNull();
            }
        } finally {
            for (GateRun gate : gates) {
                gate.close();
            }
        }
        assertThat(decisions.all())
                .extracting(one -> Objects.requireNonNull(one.getCheckpoint()).getId())
                .isEqualTo(announced);
    }

    /** Before the broker has the record the decision was not made and is made again; after, it stands and is not repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void shouldComeToTheSameDecisionWhenItIsKilledWhileItWrites(String where) throws Exception {
        String first = trainer.learn(labels.good(64)).announce();
        try (GateRun gate = start()) {
            decisions.awaitOn(first);
        }
        String second = trainer.learn(labels.good(1_000)).announce();
        labels.good(600);
        Path output = directory.resolve("gate.out");
        try (JavaProcess killed = process(output, where)) {
            killed.awaitLine("halted " + where + " the write", LIMIT);
            killed.kill();
        }
        List<Deployment> left = decisions.all();
        assertThat(left).hasSize(where.equals("before") ? 1 : 2);

        try (GateRun other = start();
                JavaProcess again = process(output, "nowhere")) {
            Deployment decision = decisions.awaitOn(second);
            assertThat(decision.getAction()).isEqualTo(DeploymentAction.PROMOTE);
            String third = trainer.learn(labels.good(300)).announce();
            labels.good(600);
            decisions.awaitOn(third);
            assertThat(decisions.all())
                    .extracting(
                            one -> Objects.requireNonNull(one.getCheckpoint()).getId())
                    .containsExactly(first, second, third);
            assertThat(again.isAlive()).isTrue();
            assertThat(other.failure().get()).isNull();
        }
    }

    private GateRun start() {
        return GateRun.start(kafka.bootstrapServers(), topics, settings);
    }

    private JavaProcess process(Path output, String halt) throws Exception {
        return JavaProcess.start(
                output,
                GateRun.class.getName(),
                List.of("-D" + HaltingWrites.WHERE + "=" + halt),
                GateRun.arguments(kafka.bootstrapServers(), topics, directory));
    }

    private String first() {
        return Objects.requireNonNull(decisions.all().get(0).getCheckpoint()).getId();
    }

    private TopicNames otherTopics() {
        TopicNames other = new TopicNames("elsewhere" + prefixes + ".");
        kafka.createTopics(other);
        return other;
    }

    private Path evaluationFile() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = StreamLabels.CLASSES.get(i % StreamLabels.CLASSES.size());
            lines.add("{\"text\": \"please help with my " + name + " " + i + "\", \"label\": \"" + name + "\"}");
        }
        return Files.write(directory.resolve("prompts.jsonl"), lines);
    }

    private GateSettings with(Optional<Path> evaluation, Duration patience) {
        GateSettings standard = GateSettings.of(HandTrainer.STUDENT, directory);
        return new GateSettings(
                standard.student(),
                standard.checkpoints(),
                evaluation,
                standard.window(),
                standard.level(),
                standard.agreementMargin(),
                standard.lossMargin(),
                standard.fall(),
                standard.memory(),
                patience,
                standard.threads());
    }

    private static Evidence evidence(Deployment decision) {
        return Objects.requireNonNull(decision.getEvidence(), decision.getReason());
    }

    private static AgreementFall fall(Deployment decision) {
        return Objects.requireNonNull(evidence(decision).getFall(), decision.getReason());
    }
}
