package io.retort.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.monitor.ask.AskedModels;
import io.retort.platform.http.Readiness;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.testing.RetortKafka;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorOutageIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void shouldShowThatTheBrokerIsAwayAndGoOnWhenItComes() throws Exception {
        String bootstrapServers = kafka.bootstrapServers();
        kafka.stop();
        MonitorService monitor = new MonitorService(
                settings(),
                new KafkaSettings(bootstrapServers),
                kafka.topicNames(),
                AskedModels.none(),
                new SimpleMeterRegistry());
        Thread thread = new Thread(monitor::run, "monitor");
        thread.start();

        assertThat(state(monitor).path("broker").path("state").asText()).isEqualTo("AWAY");
        assertThat(state(monitor).path("asking").asBoolean()).isFalse();
        assertThat(post(monitor)).isEqualTo(404);
        assertThat(monitor.readiness().check()).isInstanceOf(Readiness.NotReady.class);

        kafka.start();
        prompt();
        await().atMost(LIMIT).untilAsserted(() -> assertCounted(monitor, 1));
        assertThat(monitor.readiness().check()).isInstanceOf(Readiness.Ready.class);

        kafka.stop();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        state(monitor).path("broker").path("state").asText())
                .isEqualTo("AWAY"));
        assertThat(prompts(state(monitor))).as("what was known is still shown").isEqualTo(1);

        kafka.start();
        prompt();
        await().atMost(LIMIT).untilAsserted(() -> assertCounted(monitor, 2));

        monitor.stop();
        thread.join(LIMIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    private static void assertCounted(MonitorService monitor, long prompts) throws Exception {
        JsonNode state = state(monitor);
        assertThat(state.path("broker").path("state").asText()).isEqualTo("REACHABLE");
        assertThat(state.path("streams").path("state").asText()).isEqualTo("RUNNING");
        assertThat(state.path("streams").path("instances").asInt()).isEqualTo(1);
        assertThat(prompts(state)).isEqualTo(prompts);
    }

    private static long prompts(JsonNode state) {
        long prompts = 0;
        for (JsonNode window : state.path("prompts").path("windows")) {
            prompts += window.path("prompts").asLong();
        }
        return prompts;
    }

    private static void prompt() throws Exception {
        try (TopicWriter topics = new TopicWriter(kafka.bootstrapServers(), kafka.topicNames())) {
            topics.write(Topic.PROMPTS, "p", RecordCodecs.prompt().encode(StreamRecords.prompt("p", Instant.now())));
        }
    }

    private static JsonNode state(MonitorService monitor) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(monitor.address().resolve("v1/state"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static int post(MonitorService monitor) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(monitor.address().resolve("v1/ask"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"a\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static MonitorSettings settings() {
        MonitorSettings defaults = MonitorSettings.DEFAULTS;
        return new MonitorSettings(
                defaults.address(),
                0,
                defaults.window(),
                defaults.grace(),
                defaults.history(),
                false,
                Optional.empty(),
                false);
    }
}
