package io.retort.server.gate;

import io.retort.learning.student.Example;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A made-up teacher on the stream: it goes by a text's words, or, turned to noise, by nothing. Seeded. */
final class StreamLabels implements AutoCloseable {

    static final List<String> CLASSES = List.of("card", "refund", "order", "account", "delivery", "price");
    static final LabelSpace SPACE = new LabelSpace(
            LabelSpaceKind.CLASSES, Fingerprints.ofClasses(CLASSES), CLASSES.size(), CLASSES, Instant.ofEpochMilli(0));

    private static final float TEMPERATURE = 0.05f;
    private static final List<String> FILLERS =
            List.of("please", "hello", "where", "want", "late", "my", "the", "now", "again", "help", "with", "thanks");

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Random random = new Random(17);
    private int number;

    StreamLabels(KafkaClients clients, TopicNames topics) {
        this.producer = clients.transactionalProducer("labels-" + UUID.randomUUID(), Duration.ofSeconds(30));
        this.topic = topics.of(Topic.SOFT_LABELS);
        producer.initTransactions();
    }

    /** Commits labels as a teacher gives them, and returns them to be learned. */
    List<Example> good(int count) {
        return commit(count, false);
    }

    /** Commits labels that have nothing to do with their texts. */
    List<Example> noise(int count) {
        return commit(count, true);
    }

    @Override
    public void close() {
        producer.close();
    }

    private List<Example> commit(int count, boolean noise) {
        List<Example> examples = new ArrayList<>();
        producer.beginTransaction();
        for (int i = 0; i < count; i++) {
            Example example = example(noise);
            examples.add(example);
            String id = "prompt-" + number;
            var unused = producer.send(new ProducerRecord<>(
                    topic,
                    id.getBytes(StandardCharsets.UTF_8),
                    RecordCodecs.softLabel().encode(label(id, example))));
        }
        producer.commitTransaction();
        return examples;
    }

    private Example example(boolean noise) {
        int topicOfText = random.nextInt(CLASSES.size());
        List<String> words = new ArrayList<>(List.of(CLASSES.get(topicOfText)));
        for (int i = 3 + random.nextInt(5); i > 0; i--) {
            words.add(random.nextInt(words.size() + 1), FILLERS.get(random.nextInt(FILLERS.size())));
        }
        words.add(Integer.toString(number++)); // no text twice
        int labelled = noise ? random.nextInt(CLASSES.size()) : topicOfText;
        return Example.ofClasses(String.join(" ", words), TEMPERATURE, Support.FULL, distribution(labelled));
    }

    private Distribution distribution(int labelled) {
        double[] scores = random.doubles(CLASSES.size()).toArray();
        scores[labelled] += 4;
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        float[] logs = new float[scores.length];
        for (int c = 0; c < scores.length; c++) {
            logs[c] = (float) (scores[c] - Math.log(sum));
        }
        return new Distribution(IntStream.range(0, scores.length).toArray(), logs, Float.NEGATIVE_INFINITY);
    }

    private static SoftLabel label(String id, Example example) {
        byte[] distributions = new LabelDistributionCodec().encode(Support.FULL, example.targets(), CLASSES.size());
        return SoftLabel.newBuilder()
                .setPromptId(id)
                .setInputHash(Fingerprints.ofText(example.text()))
                .setTeacher(new TeacherIdentity("test", "1", Fingerprints.ofText("test")))
                .setLabelSpace(new LabelSpaceReference(SPACE.getKind(), SPACE.getFingerprint(), CLASSES.size()))
                .setText(example.text())
                .setTokens(ByteBuffer.allocate(0))
                .setSpans(List.of())
                .setTemperature(TEMPERATURE)
                .setSupport(Support.FULL)
                .setPositions(1)
                .setDistributions(ByteBuffer.wrap(distributions))
                .setPolicy("test")
                .setPromptArrivedAt(Instant.EPOCH)
                .setLabelledAt(Instant.EPOCH)
                .build();
    }
}
