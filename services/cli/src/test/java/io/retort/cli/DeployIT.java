package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.PrequentialWindow;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person decides by {@code retort deploy}, on a real broker. */
class DeployIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private TopicNames topics = TopicNames.standard();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void setUp(TestInfo test) throws Exception {
        topics = new TopicNames(test.getTestMethod().orElseThrow().getName() + ".");
        kafka.createTopics(topics);
        for (int step = 0; step <= 3; step++) {
            announce(step, true);
        }
    }

    @Test
    void shouldPromoteHoldReleaseAndRollBackWithReasons() throws Exception {
        assertThat(decide("promote", "--checkpoint", "c1", "--reason", "to begin with"))
                .isZero();
        assertThat(decide("promote", "--reason", "looks good", "--accept-labels"))
                .isZero();
        assertThat(decide("hold", "--reason", "a release today")).isZero();
        assertThat(out.toString()).contains("promoted c1 of s", "promoted c3 of s", "held the gate of s");
        JsonNode held = status();
        assertThat(held.path("live").asText()).isEqualTo("c3");
        assertThat(held.path("previous").asText()).isEqualTo("c1");
        assertThat(held.path("held").asBoolean()).isTrue();
        assertThat(held.path("waiting").isNull()).isTrue();

        assertThat(decide("rollback", "--reason", "it is rude")).isZero();
        assertThat(decide("release", "--reason", "done")).isZero();
        JsonNode after = status();
        assertThat(after.path("live").asText()).isEqualTo("c1");
        assertThat(after.path("held").asBoolean()).isFalse();
        List<String> journal = new ArrayList<>();
        for (JsonNode one : after.path("deployments")) {
            journal.add(
                    one.path("action").asText() + " " + one.path("checkpoint").asText() + " "
                            + one.path("decider").asText() + " "
                            + one.path("labelsAccepted").asBoolean() + " "
                            + one.path("reason").asText());
        }
        assertThat(journal)
                .containsExactly(
                        "PROMOTE c1 PERSON false to begin with",
                        "PROMOTE c3 PERSON true looks good",
                        "HOLD null PERSON false a release today",
                        "ROLL_BACK c1 PERSON false it is rude",
                        "RELEASE null PERSON false done");

        assertThat(run("status", "--last", "2")).isZero();
        assertThat(out.toString())
                .contains("live      c1  step 1", "previous  none", "decisions 5", "by person: it is rude")
                .doesNotContain("to begin with");
    }

    @Test
    void shouldSayWhyItCannotBeDecidedSo() throws Exception {
        announce(2, false);

        assertThat(decide("rollback", "--reason", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("nothing of s is served, so there is nothing to roll back");
        assertThat(decide("promote", "--checkpoint", "c2", "--reason", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("c2 of s is retired: its files are deleted. There are c0, c1, c3");
        assertThat(decide("promote", "--checkpoint", "c9", "--reason", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no checkpoint c9 of s; there are c0, c1, c3");

        assertThat(decide("promote", "--checkpoint", "c1", "--reason", "r")).isZero();
        assertThat(decide("promote", "--checkpoint", "c1", "--reason", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("c1 of s is served already");
        assertThat(decide("rollback", "--reason", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("nothing was served before c1 of s");
        assertThat(decide("rollback", "--checkpoint", "c3", "--reason", "r")).isEqualTo(2);
        assertThat(err.toString()).contains("c3 of s was not served before");
        assertThat(run("status", "--student", "nobody")).isEqualTo(2);
        assertThat(err.toString())
                .contains("nothing is known of a student nobody")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldHoldAndReleaseOnce() throws Exception {
        assertThat(decide("release", "--reason", "r")).isZero();
        assertThat(decide("hold", "--reason", "r")).isZero();
        assertThat(decide("hold", "--reason", "r")).isZero();

        assertThat(out.toString())
                .contains("nothing to do: the gate of s is not held", "nothing to do: the gate of s is held");
        assertThat(status().path("decisions").asInt()).isEqualTo(1);
    }

    private int decide(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--student", "s"));
        return run(all.toArray(String[]::new));
    }

    private JsonNode status() throws Exception {
        StringWriter before = out;
        out = new StringWriter();
        assertThat(run("status", "--student", "s", "--json")).isZero();
        JsonNode status = new ObjectMapper().readTree(out.toString());
        out = before;
        return status.path("students").path(0);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("deploy"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", kafka.bootstrapServers(), "--topic-prefix", topics.prefix()));
        PrintWriter printer = new PrintWriter(out, true);
        return new Retort(new LiveWork(printer)).run(printer, new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private void announce(long step, boolean standing) throws Exception {
        String id = "c" + step;
        KafkaClients clients = new KafkaClients(new KafkaSettings(kafka.bootstrapServers()), "test");
        byte @Nullable [] value = standing ? RecordCodecs.checkpoint().encode(checkpoint(id, step)) : null;
        try (Producer<byte[], byte[]> producer = clients.idempotentProducer()) {
            producer.send(new ProducerRecord<>(
                            topics.of(Topic.CHECKPOINTS), ("s/" + id).getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private static Checkpoint checkpoint(String id, long step) {
        return Checkpoint.newBuilder()
                .setStudent("s")
                .setId(id)
                .setStep(step)
                .setKind("text-classifier")
                .setEntryNumber(step - 1)
                .setChain(new Sha256(new byte[32]))
                .setJournalPartition(0)
                .setJournalOffset(0)
                .setLabelsTopicId("")
                .setNext(List.of())
                .setFiles(List.of())
                .setLabelSpace(new LabelSpaceReference(LabelSpaceKind.CLASSES, Fingerprints.ofText("space"), 2))
                .setNumerics("")
                .setLabels(step)
                .setRefused(0)
                .setGrants(Map.of())
                .setPrequential(new PrequentialWindow(step, 0.0, 0.0, 0.0, step, null))
                .setNewestArrival(Instant.EPOCH)
                .setWrittenAt(Instant.EPOCH)
                .build();
    }
}
