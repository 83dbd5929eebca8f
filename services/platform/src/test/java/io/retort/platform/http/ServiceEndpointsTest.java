package io.retort.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.time.ManualTime;
import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceEndpointsTest {

    private static final EndpointSettings SETTINGS =
            new EndpointSettings("127.0.0.1", 0, Duration.ofSeconds(60), Duration.ofMillis(100));

    private final ManualTime time = new ManualTime();
    private final Progress progress = new Progress(time);
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean topicsMissing = new AtomicBoolean();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ServiceEndpoints endpoints;

    ServiceEndpointsTest() throws IOException {
        endpoints = ServiceEndpoints.start(SETTINGS, progress, List.of(new TopicsCheck(), new FailingCheck()), meters);
    }

    @BeforeEach
    void listensOnAPortThatWasFree() {
        assertThat(endpoints.address().getPort()).isPositive();
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void shouldBeHealthyWhileTheLoopTurns() throws Exception {
        time.advance(Duration.ofSeconds(60));

        var answer = get("/healthy");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"healthy\":true,\"secondsSinceProgress\":60.0,\"limitSeconds\":60.0}");
    }

    @Test
    void shouldNotBeHealthyWhenTheLoopHasStoppedTurning() throws Exception {
        time.advance(Duration.ofSeconds(61));
        assertThat(get("/healthy").statusCode()).isEqualTo(503);

        progress.beat();

        assertThat(get("/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayOfEachCheckWhatItFound() {
        topicsMissing.set(true);

        await().untilAsserted(() -> {
            var answer = get("/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo("{\"ready\":false,\"checks\":{"
                            + "\"failing\":{\"ready\":false,\"reason\":\"could not be found out: no broker\"},"
                            + "\"topics\":{\"ready\":false,\"reason\":\"retort.\\\"prompts\\\" is missing\"}}}");
            assertIsJson(answer.body());
        });
    }

    @Test
    void shouldBeReadyWhenEveryCheckIs() throws Exception {
        try (var ready = ServiceEndpoints.start(
                SETTINGS,
                progress,
                List.of(new TopicsCheck()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            await().untilAsserted(() -> {
                var answer = http.send(
                        HttpRequest.newBuilder(ready.address().resolve("/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).startsWith("{\"ready\":true,");
            });
        }
    }

    @Test
    void shouldShowWhatIsImmediateAtOnceHoweverSeldomItLooks() throws Exception {
        EndpointSettings seldom = new EndpointSettings("127.0.0.1", 0, Duration.ofSeconds(60), Duration.ofHours(1));
        AtomicBoolean stopping = new AtomicBoolean();
        try (var service = ServiceEndpoints.start(
                seldom,
                progress,
                List.of(new ImmediateCheck(stopping)),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            var request =
                    HttpRequest.newBuilder(service.address().resolve("/ready")).build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);

            stopping.set(true);

            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void shouldShowFiguresInPrometheusFormat() {
        meters.counter("retort.transform.records", "stage", "teacher").increment(3);

        await().untilAsserted(() -> assertThat(get("/metrics").body())
                .contains("retort_transform_records_total{stage=\"teacher\"} 3.0")
                .contains("retort_ready{check=\"topics\"} 1.0")
                .contains("retort_ready{check=\"failing\"} 0.0"));
    }

    @Test
    void shouldAnswerNothingElse() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/healthy/more").statusCode()).isEqualTo(404);
        var post = HttpRequest.newBuilder(endpoints.address().resolve("/ready"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void shouldSayThatAPortIsTaken() {
        var taken = new EndpointSettings(
                "127.0.0.1", endpoints.address().getPort(), Duration.ofSeconds(60), Duration.ofSeconds(1));

        assertThatThrownBy(() -> ServiceEndpoints.start(
                        taken, progress, List.of(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))
                .isInstanceOf(BindException.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(endpoints.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void assertIsJson(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                assertThat(parser.currentToken()).isNotNull();
            }
        }
    }

    private final class TopicsCheck implements ReadinessCheck {
        @Override
        public String name() {
            return "topics";
        }

        @Override
        public Readiness check() {
            return topicsMissing.get()
                    ? new Readiness.NotReady("retort.\"prompts\" is missing")
                    : new Readiness.Ready();
        }
    }

    private record ImmediateCheck(AtomicBoolean stopping) implements ReadinessCheck {
        @Override
        public String name() {
            return "immediate";
        }

        @Override
        public Readiness check() {
            return stopping.get() ? new Readiness.NotReady("stops") : new Readiness.Ready();
        }

        @Override
        public boolean isImmediate() {
            return true;
        }
    }

    private static final class FailingCheck implements ReadinessCheck {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Readiness check() {
            throw new IllegalStateException("no broker");
        }
    }
}
