package io.retort.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.monitor.PlainCount.Sum;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.PromptFigures;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.TeacherFigures;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import io.retort.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances in processes of their own, over four partitions of very different length, from the stream's beginning; one is
 * killed while it counts. In the end the figures are those a plain loop computes from the topics.
 */
class TwoMonitorsIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An hour of events before now. */
    private static final Instant BEGIN =
            Instant.ofEpochMilli(System.currentTimeMillis()).minusSeconds(3_700);

    private static final int[] RECORDS = {80_000, 20_000, 2_000, 200};
    private static final Duration SPAN = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void shouldCountAsAPlainLoopDoesWhenOneOfTwoIsKilledWhileItCatchesUp() throws Exception {
        int written = writeStream();
        try (JavaProcess first = start("first.log");
                JavaProcess second = start("second.log")) {
            URI page = page(second);
            page(first);
            int enough = written / 20;
            await("some of it is counted").atMost(LIMIT).until(() -> counted(Topic.PROMPTS) > enough);

            first.kill();
            double share = counted(Topic.PROMPTS) / (double) written;
            try (JavaProcess again = start("again.log")) {
                page(again);
                written += writeMore();
                int all = written;
                await("all of it is counted")
                        .atMost(LIMIT)
                        .until(() -> counted(Topic.PROMPTS) == all && counted(Topic.SOFT_LABELS) == all);
            }

            assertThat(share).as("killed in the midst of it").isLessThan(1.0);
            assertFigures(figures());
            assertShown(page);
            assertThat(second.isAlive()).isTrue();
        }
    }

    private void assertFigures(Map<String, Figure> figures) {
        TopicReader reader = new TopicReader(kafka.bootstrapServers());
        Map<String, Sum> expected = new TreeMap<>();
        new PlainCount(expected, GRACE)
                .prompts(reader.committed(kafka.topicNames().of(Topic.PROMPTS)));
        new PlainCount(expected, GRACE)
                .labels(reader.committed(kafka.topicNames().of(Topic.SOFT_LABELS)));
        new PlainCount(expected, GRACE)
                .journal(reader.committed(kafka.topicNames().of(Topic.JOURNAL)));

        assertThat(figures.keySet()).isEqualTo(expected.keySet());
        figures.forEach((key, figure) -> {
            Sum sum = expected.getOrDefault(key, new Sum());
            assertThat(figure.getLate()).as("late of %s", key).isEqualTo(sum.late);
            assertCounted(key, figure.getCounted(), sum);
        });
        assertThat(expected.values().stream().mapToLong(sum -> sum.late).sum())
                .as("late on purpose: one in 500 of the longest partitions")
                .isGreaterThan(10);
    }

    private static void assertCounted(String key, Object counted, Sum sum) {
        if (counted instanceof PromptFigures prompts) {
            assertThat(prompts.getPrompts()).as(key).isEqualTo(sum.count);
            assertThat(prompts.getBytes()).as(key).isEqualTo(sum.bytes);
        } else if (counted instanceof TeacherFigures teacher) {
            assertThat(teacher.getLabels()).as(key).isEqualTo(sum.count);
            assertThat(teacher.getBytes()).as(key).isEqualTo(sum.bytes);
            Map<Integer, Long> classes = new HashMap<>();
            teacher.getDistributions()
                    .forEach(each -> each.getClasses().forEach(one -> classes.put(one.getId(), one.getLabels())));
            assertThat(classes).as(key).isEqualTo(sum.classes);
        } else {
            StudentFigures student = (StudentFigures) counted;
            assertThat(student.getSteps()).as(key).isEqualTo(sum.count);
            assertThat(student.getNovel()).as(key).isEqualTo(sum.novel);
            assertThat(student.getNovelLoss()).as(key).isCloseTo(sum.loss, within(1e-9));
        }
    }

    /** What the instance that was not killed answers: the sum over all partitions, its own and the other's. */
    private static void assertShown(URI page) {
        TopicReader reader = new TopicReader(kafka.bootstrapServers());
        Map<String, Sum> expected = new TreeMap<>();
        new PlainCount(expected, GRACE)
                .prompts(reader.committed(kafka.topicNames().of(Topic.PROMPTS)));
        long prompts = expected.values().stream().mapToLong(sum -> sum.count).sum();
        new PlainCount(expected, GRACE)
                .labels(reader.committed(kafka.topicNames().of(Topic.SOFT_LABELS)));
        long late = expected.values().stream().mapToLong(sum -> sum.late).sum();

        await("what is shown is what was counted").atMost(LIMIT).untilAsserted(() -> {
            JsonNode state = state(page);
            long shown = 0;
            for (JsonNode window : state.path("prompts").path("windows")) {
                shown += window.path("prompts").asLong();
            }
            assertThat(shown).isEqualTo(prompts);
            assertThat(state.path("streams").path("droppedRecords").asLong()).isEqualTo(late);
        });
    }

    private static JsonNode state(URI page) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(page.resolve("v1/state")).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** Records of a topic that stand in the figures, late ones included. */
    private long counted(Topic topic) {
        long counted = 0;
        for (Figure figure : figures().values()) {
            if (topic == Topic.PROMPTS && figure.getCounted() instanceof PromptFigures prompts) {
                counted += prompts.getPrompts() + figure.getLate();
            } else if (topic == Topic.SOFT_LABELS && figure.getCounted() instanceof TeacherFigures teacher) {
                counted += teacher.getLabels() + figure.getLate();
            }
        }
        return counted;
    }

    /** The last figure of each key. */
    private static Map<String, Figure> figures() {
        Map<String, Figure> figures = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : new TopicReader(kafka.bootstrapServers())
                .committed(kafka.topicNames().of(Topic.FIGURES))) {
            figures.put(
                    new String(record.key(), StandardCharsets.UTF_8),
                    RecordCodecs.figure().decode(record.value()).<Figure>match(read -> read, fault -> {
                        throw new AssertionError(fault.message());
                    }));
        }
        return figures;
    }

    private JavaProcess start(String log) throws Exception {
        return JavaProcess.start(
                directory.resolve(log),
                MonitorProcess.class,
                kafka.bootstrapServers(),
                Long.toString(GRACE.toMillis()));
    }

    private static URI page(JavaProcess process) {
        return URI.create(process.awaitLine("page http", LIMIT)
                .substring("page ".length())
                .trim());
    }

    /** An hour of events in each partition, however few it holds; out of order within the grace, a few beyond it. */
    private static int writeStream() {
        int written = 0;
        try (TopicWriter topics = new TopicWriter(kafka.bootstrapServers(), kafka.topicNames())) {
            for (int partition = 0; partition < RECORDS.length; partition++) {
                SplittableRandom random = new SplittableRandom(partition);
                for (int i = 0; i < RECORDS[partition]; i++) {
                    long even = SPAN.toMillis() * i / RECORDS[partition];
                    write(topics, partition, i, even - behind(i, random), random);
                    written++;
                }
            }
            topics.flush();
        }
        return written;
    }

    private static long behind(int i, SplittableRandom random) {
        return i % 500 == 499 ? 60_000 + random.nextInt(60_000) : random.nextInt(20_000);
    }

    private static int writeMore() {
        try (TopicWriter topics = new TopicWriter(kafka.bootstrapServers(), kafka.topicNames())) {
            SplittableRandom random = new SplittableRandom(9);
            for (int i = 0; i < 2_000; i++) {
                write(topics, i % RECORDS.length, 100_000 + i, SPAN.toMillis() + i * 10L, random);
            }
            topics.flush();
        }
        return 2_000;
    }

    private static void write(TopicWriter topics, int partition, int i, long millis, SplittableRandom random) {
        Instant at = BEGIN.plusMillis(millis);
        topics.write(
                Topic.PROMPTS, partition, "p" + i, RecordCodecs.prompt().encode(StreamRecords.prompt("p" + i, at)));
        topics.write(
                Topic.SOFT_LABELS,
                partition,
                "p" + i,
                RecordCodecs.softLabel().encode(StreamRecords.label("t", random.nextInt(3), at)));
        if (i % 20 == 0) {
            topics.write(
                    Topic.JOURNAL,
                    partition,
                    "s" + partition,
                    RecordCodecs.journalEntry()
                            .encode(StreamRecords.step(
                                    "s" + partition,
                                    i,
                                    at,
                                    random.nextDouble(),
                                    new Choice(0, 0, 1 + random.nextInt(9)))));
        }
    }
}
