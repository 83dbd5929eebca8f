package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.producer.source.PromptSource;
import io.retort.producer.source.RecordLayout;
import io.retort.producer.source.StandardInputSource;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.RetortKafka;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(180)
class BrokerAwayIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    /** From standard input, which cannot be read again: what was read before the producer was lost must be kept. */
    @Test
    void shouldWaitForABrokerThatIsAwayAndLoseNothing() throws Exception {
        List<String> lines =
                IntStream.range(0, 2000).mapToObj(i -> "message " + i).toList();
        byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        PromptSource source = new StandardInputSource("away", new ByteArrayInputStream(content), RecordLayout.text());
        ProducedTopics topics = new ProducedTopics(kafka.bootstrapServers(), TopicNames.standard());
        // A deadline so short that the producer is given up while the broker is away.
        ProducerSettings small = ProducedTopics.SMALL_BATCHES;
        ProducerSettings settings = new ProducerSettings(
                small.batch(),
                small.promptsPerSecond(),
                small.transactionTimeout(),
                Duration.ofMillis(1),
                small.retry());
        ProducerService service = topics.service(source, settings);
        CompletableFuture<Void> run = CompletableFuture.runAsync(service::run);
        await().atMost(LIMIT).until(() -> service.figures().prompts() > 50);

        kafka.stop();
        await().atMost(LIMIT).until(() -> topics.transactions(source, "lost") > 0);
        kafka.start();

        assertThat(run).succeedsWithin(LIMIT);
        assertThat(topics.texts(source)).isEqualTo(lines);
        assertThat(service.figures().prompts()).isEqualTo(2000);
    }
}
