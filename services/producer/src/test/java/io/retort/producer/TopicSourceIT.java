package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.retort.platform.kafka.DeadLetters;
import io.retort.producer.source.RecordLayout;
import io.retort.producer.source.TopicSource;
import io.retort.producer.source.UnusableSourceException;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class TopicSourceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private final ProducedTopics topics = new ProducedTopics(kafka.bootstrapServers(), TopicNames.standard());

    @Test
    void shouldProduceEachRecordOfATopicOnceAcrossARestart() throws Exception {
        create("chats", 3);
        TopicSource source = new TopicSource(topics.clients(), topics.names(), "chats", RecordLayout.jsonLines("body"));
        List<String> sent =
                IntStream.range(0, 300).mapToObj(i -> "message " + i / 2).toList();

        send("chats", sent.subList(0, 150).stream().map(TopicSourceIT::json).toList());
        runUntilProduced(source, ProducedTopics.SMALL_BATCHES.withPromptsPerSecond(500), 30);
        assertThat(topics.texts(source)).hasSizeBetween(30, 149);
        send("chats", sent.subList(150, 300).stream().map(TopicSourceIT::json).toList());
        runUntilProduced(source, ProducedTopics.SMALL_BATCHES, 300);

        assertThat(topics.texts(source)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(committed(source).values().stream()
                        .mapToLong(OffsetAndMetadata::offset)
                        .sum())
                .isEqualTo(300);
    }

    @Test
    void shouldReadTheSameJsonObjectsAsAFile() throws Exception {
        create("dialogues", 1);
        TopicSource source = new TopicSource(topics.clients(), topics.names(), "dialogues", RecordLayout.jsonPrompts());
        send(
                "dialogues",
                List.of(
                        "{\"prompt\": \"one\", \"response\": \"two\"}",
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"three\"}]}"));

        runUntilProduced(source, ProducedTopics.SMALL_BATCHES, 2);

        assertThat(topics.prompts(source))
                .extracting(Prompt::getText, Prompt::getResponse, Prompt::getMessages)
                .containsExactly(
                        tuple("one", "two", List.of()), tuple("", null, List.of(new Message(ChatRole.USER, "three"))));
    }

    @Test
    void shouldDeadLetterWithTheRecordsOwnPlace() throws Exception {
        create("notes", 1);
        TopicSource source = new TopicSource(topics.clients(), topics.names(), "notes", RecordLayout.text());
        send("notes", List.of("one", " ", "two"));

        runUntilProduced(source, ProducedTopics.SMALL_BATCHES, 2);

        assertThat(topics.texts(source)).containsExactly("one", "two");
        assertThat(topics.deadLetters())
                .filteredOn(letter ->
                        ProducedTopics.header(letter, DeadLetters.TOPIC).equals("notes"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(ProducedTopics.reason(letter)).isEqualTo("empty");
                    assertThat(ProducedTopics.header(letter, DeadLetters.OFFSET))
                            .isEqualTo("1");
                    assertThat(letter.key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
                });
    }

    @Test
    void shouldRefuseToBeginAnewWhenItsOffsetsAreGone() throws Exception {
        create("expired", 1);
        TopicSource source = new TopicSource(topics.clients(), topics.names(), "expired", RecordLayout.text());
        send("expired", List.of("one"));
        runUntilProduced(source, ProducedTopics.SMALL_BATCHES, 1);
        kafka.admin().deleteConsumerGroups(List.of(source.group())).all().get();

        assertThatThrownBy(() -> topics.produce(source))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("offsets of group " + source.group() + " are gone");
    }

    @Test
    void shouldNoticeThatTheTopicWasMadeAnew() throws Exception {
        create("remade", 1);
        TopicSource source = new TopicSource(topics.clients(), topics.names(), "remade", RecordLayout.text());
        send("remade", List.of("one"));
        runUntilProduced(source, ProducedTopics.SMALL_BATCHES, 1);
        kafka.admin().deleteTopics(List.of("remade")).all().get();
        await().atMost(LIMIT)
                .until(() -> !kafka.admin().listTopics().names().get().contains("remade"));
        create("remade", 1);

        assertThatThrownBy(() -> topics.produce(source))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("not the topic that was read before");
    }

    @Test
    void shouldSayThatATopicIsMissing() {
        TopicSource source = new TopicSource(topics.clients(), topics.names(), "nowhere", RecordLayout.text());

        assertThatThrownBy(() -> topics.produce(source))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("topic:nowhere does not exist");
    }

    /** A topic has no end: the producer is stopped once it has committed so many. */
    private void runUntilProduced(TopicSource source, ProducerSettings settings, int prompts) {
        int before = topics.texts(source).size();
        ProducerService service = topics.service(source, settings);
        CompletableFuture<Void> run = CompletableFuture.runAsync(service::run);
        await().atMost(LIMIT)
                .until(() -> run.isDone() || before + service.figures().prompts() >= prompts);
        service.stop();
        assertThat(run).succeedsWithin(LIMIT);
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(TopicSource source) throws Exception {
        return kafka.admin()
                .listConsumerGroupOffsets(source.group())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static void create(String topic, int partitions) throws Exception {
        kafka.admin()
                .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        await().atMost(LIMIT)
                .until(() -> kafka.admin().listTopics().names().get().contains(topic));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the flush waits for all of them
    private void send(String topic, List<String> values) {
        try (Producer<byte[], byte[]> producer = topics.clients().idempotentProducer()) {
            for (int i = 0; i < values.size(); i++) {
                int partition = i % producer.partitionsFor(topic).size();
                byte[] value = values.get(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, partition, "key".getBytes(StandardCharsets.UTF_8), value));
            }
            producer.flush();
        }
    }

    private static String json(String text) {
        return "{\"body\": \"" + text + "\"}";
    }
}
