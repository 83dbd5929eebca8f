package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.FencedException;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.producer.generator.PromptGenerator;
import io.retort.producer.source.FileSource;
import io.retort.producer.source.GeneratorSource;
import io.retort.producer.source.PromptSource;
import io.retort.producer.source.RecordLayout;
import io.retort.producer.source.StandardInputSource;
import io.retort.producer.source.UnusableSourceException;
import io.retort.schemas.record.ChatRole;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SourcePosition;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProducerServiceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    @TempDir
    Path directory;

    private TopicNames names = TopicNames.standard();
    private ProducedTopics topics = new ProducedTopics("localhost:1", names);

    @BeforeEach
    void createTopics(TestInfo test) {
        names = new TopicNames(test.getTestMethod().orElseThrow().getName() + ".");
        kafka.createTopics(names);
        topics = new ProducedTopics(kafka.bootstrapServers(), names);
    }

    @Test
    void shouldProduceEachRecordOfAFileOnceAndDuplicatedLinesTwice() throws IOException {
        Path file = file("messages.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n{\"text\":\"one\"}\n");
        PromptSource source = new FileSource(file, RecordLayout.jsonLines("text"));

        ProducerFigures figures = topics.produce(source);

        assertThat(figures).isEqualTo(new ProducerFigures(3, 0, true, false));
        assertThat(topics.texts(source)).containsExactly("one", "two", "one");
        assertThat(topics.prompts(source)).extracting(Prompt::getId).doesNotHaveDuplicates();
        assertThat(topics.prompts(source)).extracting(Prompt::getSourceIndex).containsExactly(0L, 1L, 2L);
        SourcePosition position = topics.position(source);
        assertThat(position.getFinished()).isTrue();
        assertThat(position.getBytes()).isEqualTo(Files.size(file));
    }

    @Test
    void shouldProduceResponsesAndChatsAndRefuseWhatIsNone() throws IOException {
        Path file = file("mixed.jsonl", """
                {"text": "one"}
                {"prompt": "two", "response": "three"}
                {"messages": [{"role": "user", "content": "four"}]}
                {"messages": [{"role": "assistant", "content": "five"}]}
                """);
        PromptSource source = new FileSource(file, RecordLayout.jsonPrompts());

        assertThat(topics.produce(source)).isEqualTo(new ProducerFigures(3, 1, true, false));

        assertThat(topics.prompts(source))
                .extracting(Prompt::getText, Prompt::getResponse, Prompt::getMessages)
                .containsExactly(
                        tuple("one", null, List.of()),
                        tuple("two", "three", List.of()),
                        tuple("", null, List.of(new Message(ChatRole.USER, "four"))));
        assertThat(topics.deadLetters())
                .singleElement()
                .satisfies(
                        letter -> assertThat(ProducedTopics.reason(letter)).isEqualTo("malformed-chat"),
                        letter -> assertThat(ProducedTopics.header(letter, DeadLetters.OFFSET))
                                .isEqualTo("3"));
    }

    @Test
    void shouldDoNothingForASourceThatHasEndedUntilItGrows() throws IOException {
        Path file = file("messages.txt", "one\ntwo\n");
        PromptSource source = new FileSource(file, RecordLayout.text());
        topics.produce(source);

        assertThat(topics.produce(source)).isEqualTo(new ProducerFigures(0, 0, true, true));
        Files.writeString(file, "three\n", StandardOpenOption.APPEND);
        assertThat(topics.produce(source)).isEqualTo(new ProducerFigures(1, 0, true, false));

        assertThat(topics.texts(source)).containsExactly("one", "two", "three");
    }

    @Test
    void shouldFinishAnEmptyFile() throws IOException {
        PromptSource source = new FileSource(file("empty.txt", ""), RecordLayout.text());

        assertThat(topics.produce(source).sourceEnded()).isTrue();
        assertThat(topics.produce(source).nothingToDo()).isTrue();
    }

    @Test
    void shouldGoOnWithStandardInputThatIsFedAgain() {
        List<String> lines = messages(400);
        produceSome(standardInput(lines));
        PromptSource again = standardInput(lines);
        assertThat(topics.texts(again)).isNotEmpty().hasSizeLessThan(400);

        topics.produce(again);

        assertThat(topics.texts(again)).isEqualTo(lines);
        assertThat(topics.produce(standardInput(lines)).nothingToDo()).isTrue();
    }

    @Test
    void shouldProduceWhatTheGeneratorSays() {
        PromptSource source = new GeneratorSource(11, 200);
        PromptGenerator generator = PromptGenerator.stream(11);

        topics.produce(new GeneratorSource(11, 120));
        topics.produce(source);

        assertThat(topics.texts(source))
                .isEqualTo(LongStream.range(0, 200)
                        .mapToObj(index -> generator.prompt(index).text())
                        .toList());
    }

    @Test
    void shouldDeadLetterWhatCanBeNoPromptWithItsBytesAndGoOn() throws IOException {
        byte[] csv =
                "id,text\n1,one\n2,gr\u00fcn\n3,\"x\"y\n4,\n5,\"two\nlines\"\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("messages.csv"), csv);
        PromptSource source = new FileSource(file, RecordLayout.csv("text"));

        ProducerFigures figures = topics.produce(source);

        assertThat(figures).isEqualTo(new ProducerFigures(2, 3, true, false));
        assertThat(topics.texts(source)).containsExactly("one", "two\nlines");
        assertThat(topics.prompts(source)).extracting(Prompt::getSourceIndex).containsExactly(0L, 4L);
        assertThat(topics.position(source).getRefused()).isEqualTo(3);
        assertThat(topics.deadLetters())
                .extracting(letter -> ProducedTopics.reason(letter) + " "
                        + ProducedTopics.header(letter, DeadLetters.OFFSET) + " "
                        + new String(letter.value(), StandardCharsets.ISO_8859_1))
                .containsExactlyInAnyOrder("invalid-utf8 1 2,gr\u00fcn", "malformed-csv 2 3,\"x\"y", "empty 3 4,");
    }

    @Test
    void shouldRefuseATextAboveTheTopicsLimitAndGoOn() throws IOException {
        int limit = Topic.PROMPTS.maxMessageBytes();
        String large = "x".repeat(limit - 2048);
        String tooLarge = "y".repeat(limit + 1);
        PromptSource source =
                new FileSource(file("large.txt", "one\n" + large + "\n" + tooLarge + "\ntwo\n"), RecordLayout.text());

        ProducerFigures figures = topics.produce(source);

        assertThat(figures).isEqualTo(new ProducerFigures(3, 1, true, false));
        assertThat(topics.texts(source)).containsExactly("one", large, "two");
        assertThat(topics.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(ProducedTopics.reason(letter)).isEqualTo("too-long");
            assertThat(ProducedTopics.header(letter, DeadLetters.MESSAGE)).contains((limit + 1) + " bytes");
            assertThat(ProducedTopics.header(letter, DeadLetters.STAGE)).isEqualTo("producer");
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo(tooLarge);
        });
        assertThat(topics.meters
                        .counter("retort.producer.prompts", "source", source.id())
                        .count())
                .isEqualTo(3);
        assertThat(topics.meters
                        .counter("retort.dead.letters", "stage", "producer", "reason", "too-long")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTheBeginningOfALineThatNoTopicTakes() throws IOException {
        int length = Topic.DEAD_LETTERS.maxMessageBytes() + 1;
        PromptSource source = new FileSource(file("huge.txt", "z".repeat(length) + "\ntwo\n"), RecordLayout.text());

        topics.produce(source);

        assertThat(topics.texts(source)).containsExactly("two");
        assertThat(topics.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(ProducedTopics.header(letter, DeadLetters.MESSAGE)).contains("has " + (length + 1) + " bytes");
            assertThat(letter.value()).hasSize(8 * 1024 * 1024).containsOnly('z');
        });
    }

    @Test
    void shouldEndAfterTheTransactionAtHandAndGoOnBehindIt() throws IOException {
        List<String> lines = messages(400);
        PromptSource source = new FileSource(file("many.txt", String.join("\n", lines)), RecordLayout.text());

        ProducerFigures figures = produceSome(source);

        assertThat(figures.sourceEnded()).isFalse();
        assertThat(topics.texts(source)).isEqualTo(lines.subList(0, (int) figures.prompts()));
        topics.produce(source);
        assertThat(topics.texts(source)).isEqualTo(lines);
    }

    @Test
    void shouldFenceAnEarlierProducerOfTheSameSource() throws IOException {
        List<String> lines =
                IntStream.range(0, 3000).mapToObj(i -> "message " + i).toList();
        PromptSource source = new FileSource(file("fence.txt", String.join("\n", lines)), RecordLayout.text());
        ProducerService first = topics.service(source, ProducedTopics.SMALL_BATCHES.withPromptsPerSecond(100));
        CompletableFuture<Void> run = CompletableFuture.runAsync(first::run);
        await().atMost(LIMIT).until(() -> first.figures().prompts() > 0);

        topics.produce(source);

        assertThat(run).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(FencedException.class);
        assertThat(first.state()).isEqualTo(ServiceState.FAILED);
        assertThat(topics.texts(source)).isEqualTo(lines);
    }

    @Test
    void shouldRefuseAFileThatHasChangedAndProduceNothingOfIt() throws IOException {
        Path file = file("changed.txt", "one\ntwo\n");
        PromptSource source = new FileSource(file, RecordLayout.text());
        topics.produce(source);
        Files.writeString(file, "One\ntwo\nthree\n");

        assertThatThrownBy(() -> topics.produce(source))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("has changed");
        assertThat(topics.texts(source)).containsExactly("one", "two");
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        ProducerService service = topics.service(
                new FileSource(directory.resolve("missing.txt"), RecordLayout.text()), ProducerSettings.DEFAULTS);

        assertThatThrownBy(service::run)
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("missing.txt does not exist");
        assertThat(service.state()).isEqualTo(ServiceState.FAILED);
    }

    @Test
    void shouldNameTheTopicsThatAreMissing() {
        ProducedTopics none = new ProducedTopics(kafka.bootstrapServers(), new TopicNames("never-made."));

        assertThatThrownBy(() -> none.produce(new GeneratorSource(1, 1)))
                .isInstanceOf(UnfitTopicsException.class)
                .hasMessageContaining("never-made.prompts")
                .hasMessageContaining("never-made.sources");
    }

    /** Runs a slow producer and stops it in mid-stream. */
    private ProducerFigures produceSome(PromptSource source) {
        ProducerService service = topics.service(source, ProducedTopics.SMALL_BATCHES.withPromptsPerSecond(200));
        CompletableFuture<Void> run = CompletableFuture.runAsync(service::run);
        await().atMost(LIMIT).until(() -> service.figures().prompts() > 0);
        service.stop();
        assertThat(run).succeedsWithin(LIMIT);
        assertThat(service.state()).isEqualTo(ServiceState.STOPPED);
        return service.figures();
    }

    private static List<String> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i / 2).toList();
    }

    private static PromptSource standardInput(List<String> lines) {
        byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new StandardInputSource("pipe", new ByteArrayInputStream(content), RecordLayout.text());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
