package io.retort.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.monitor.ask.AskFailedException;
import io.retort.monitor.ask.AskedModels;
import io.retort.monitor.ask.ModelAnswer;
import io.retort.monitor.ask.ModelAnswer.ClassProbability;
import io.retort.platform.kafka.DeadLetters;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.TokenScores;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.testing.RetortKafka;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorServiceIT {

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final String TEXT = "a text that nobody may see";
    private static final Instant NOW =
            Instant.ofEpochMilli(System.currentTimeMillis()).minusSeconds(60);

    private static MonitorService monitor;
    private static Thread thread;

    @SuppressWarnings("NullAway.Init") // set before all tests
    MonitorServiceIT() {}

    @BeforeAll
    static void start() throws Exception {
        monitor = new MonitorService(
                settings(), new KafkaSettings(kafka.bootstrapServers()), kafka.topicNames(), models(), METERS);
        thread = new Thread(monitor::run, "monitor");
        thread.start();
        write();
        await().atMost(LIMIT)
                .until(() -> state().path("students")
                                .path(0)
                                .path("freshness")
                                .path("newest")
                                .isNumber()
                        && state().path("students").path(1).path("windows").size() == 1
                        && state().path("students").path(2).path("windows").size() == 1
                        && state().path("deadLetters").path("reasons").size() == 1
                        && state().path("teachers").path(0).path("windows").size() == 3
                        && state().path("prompts").path("windows").size() == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        monitor.stop();
        thread.join(LIMIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void shouldAnswerWithEveryFieldOfItsContract() throws Exception {
        JsonNode state = state();

        assertThat(names(state))
                .containsExactlyInAnyOrder(
                        "now",
                        "windowMillis",
                        "graceMillis",
                        "broker",
                        "streams",
                        "textsShown",
                        "asking",
                        "prompts",
                        "teachers",
                        "students",
                        "deadLetters");
        assertThat(names(state.path("broker"))).containsExactlyInAnyOrder("state", "since");
        assertThat(names(state.path("streams"))).containsExactlyInAnyOrder("state", "instances", "droppedRecords");
        assertThat(names(state.path("prompts").path("windows").path(0)))
                .containsExactlyInAnyOrder("start", "prompts", "bytes");
        JsonNode teacher = state.path("teachers").path(0);
        assertThat(names(teacher)).containsExactlyInAnyOrder("id", "lag", "windows");
        assertThat(names(teacher.path("windows").path(0)))
                .containsExactlyInAnyOrder("start", "labels", "tokens", "bytes", "calls", "drift");
        JsonNode student = state.path("students").path(0);
        assertThat(names(student))
                .containsExactlyInAnyOrder(
                        "name",
                        "labelSpace",
                        "lag",
                        "live",
                        "held",
                        "windows",
                        "classes",
                        "confusions",
                        "checkpoints",
                        "deployments",
                        "freshness");
        assertThat(names(student.path("windows").path(0)))
                .containsExactlyInAnyOrder(
                        "start",
                        "steps",
                        "labels",
                        "refused",
                        "positions",
                        "loss",
                        "agreement",
                        "crossEntropy",
                        "acceptance",
                        "repeats");
        assertThat(names(student.path("classes").path(0))).containsExactlyInAnyOrder("name", "labels", "agreement");
        assertThat(names(student.path("confusions").path(0)))
                .containsExactlyInAnyOrder("teacher", "student", "labels", "share");
        assertThat(names(student.path("checkpoints").path(0)))
                .containsExactlyInAnyOrder("id", "step", "at", "loss", "agreement");
        assertThat(names(student.path("deployments").path(0)))
                .containsExactlyInAnyOrder(
                        "id", "at", "action", "checkpoint", "step", "decider", "reason", "comparisons");
        assertThat(names(student.path("deployments").path(0).path("comparisons").path(0)))
                .containsExactlyInAnyOrder(
                        "prompts", "measure", "pairs", "live", "candidate", "worse", "bound", "margin", "passed");
        assertThat(names(student.path("freshness"))).containsExactlyInAnyOrder("newest", "p50", "p99", "samples");
        assertThat(names(student.path("freshness").path("samples").path(0))).containsExactlyInAnyOrder("at", "millis");
        JsonNode letters = state.path("deadLetters");
        assertThat(names(letters)).containsExactlyInAnyOrder("windows", "reasons", "newest");
        assertThat(names(letters.path("windows").path(0)))
                .containsExactlyInAnyOrder("start", "stage", "reason", "count");
        assertThat(names(letters.path("reasons").path(0))).containsExactlyInAnyOrder("stage", "reason", "count");
        assertThat(names(letters.path("newest").path(0)))
                .containsExactlyInAnyOrder("at", "stage", "reason", "message", "topic", "partition", "offset");
    }

    @Test
    void shouldAnswerWithWhatIsInTheTopics() throws Exception {
        JsonNode student = state().path("students").path(0);

        assertThat(student.path("name").asText()).isEqualTo("s");
        assertThat(student.path("live").asText()).isEqualTo("c-2");
        assertThat(student.path("windows").path(0).path("agreement").asDouble()).isEqualTo(6 / 8.0);
        assertThat(student.path("windows").path(0).path("loss").asDouble()).isEqualTo((4 * 2.0 + 4 * 1.0) / 8);
        assertThat(student.path("windows").path(0).path("repeats").asInt()).isEqualTo(2);
        assertThat(student.path("classes").path(0)).isEqualTo(JSON.readTree("""
                {"name": "a", "labels": 8, "agreement": 0.75}"""));
        assertThat(student.path("confusions").path(0)).isEqualTo(JSON.readTree("""
                {"teacher": "a", "student": "b", "labels": 2, "share": 0.25}"""));
        // Promoted 2.1 s after the first step was written, 2 s after the second; their prompts came 300 ms before. Five
        // labels each.
        assertThat(student.path("freshness"))
                .isEqualTo(JSON.readTree("""
                {"newest": 2300, "p50": 2300, "p99": 2400, "samples": [{"at": %d, "millis": 2300}]}""".formatted(NOW.plusMillis(2_100).toEpochMilli())));
        // 100 labels all of class 0 before; then all of class 1: as far apart as can be.
        JsonNode windows = state().path("teachers").path(0).path("windows");
        assertThat(windows.path(0).path("drift").isNull()).isTrue();
        assertThat(windows.path(1).path("drift").asDouble()).isZero();
        assertThat(windows.path(2).path("drift").asDouble()).isEqualTo(1.0);
    }

    @Test
    void shouldShowTheTokensOfALanguageModelAndNoneOfAClassifier() throws Exception {
        JsonNode model = state().path("students").path(1);
        JsonNode window = model.path("windows").path(0);

        assertThat(model.path("name").asText()).isEqualTo("t");
        assertThat(model.path("labelSpace").asText()).as("by what it counts").isEqualTo("VOCABULARY");
        assertThat(window.path("positions").asInt()).isEqualTo(15);
        assertThat(window.path("crossEntropy").asDouble()).isEqualTo(4.0);
        assertThat(window.path("acceptance").asDouble()).isEqualTo(0.25);
        JsonNode classifier = state().path("students").path(0);
        assertThat(classifier.path("labelSpace").asText()).isEqualTo("CLASSES");
        assertThat(classifier.path("windows").path(0).path("positions").asInt()).isEqualTo(10);
        assertThat(classifier.path("windows").path(0).path("acceptance").isNull())
                .isTrue();
    }

    @Test
    void shouldShowNoLossOfAStudentThatHasDiverged() throws Exception {
        JsonNode window = state().path("students").path(2).path("windows").path(0);

        assertThat(window.path("loss").isNull()).isTrue();
        assertThat(window.path("agreement").asDouble(1)).isZero();
    }

    @Test
    void shouldSendWhatHasChangedOnceASecond() throws Exception {
        HttpResponse<InputStream> events = HTTP.send(
                HttpRequest.newBuilder(uri("v1/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (Scanner lines = new Scanner(events.body(), java.nio.charset.StandardCharsets.UTF_8)) {
            JsonNode first = nextEvent(lines);
            JsonNode second = nextEvent(lines);

            assertThat(events.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            assertThat(second.path("now").asLong())
                    .isGreaterThan(first.path("now").asLong());
            assertThat(second.path("students").path(0).path("name").asText()).isEqualTo("s");
            assertThat(second.path("students").path(0).path("windows")).isEmpty();
        }
    }

    @Test
    void shouldAskStudentAndTeacher() throws Exception {
        HttpResponse<String> answer = post("{\"text\": \"" + TEXT + "\"}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("student").path("checkpoint").asText()).isEqualTo("c-2");
        assertThat(body.path("student").path("classes").path(0).path("name").asText())
                .isEqualTo("a");
        assertThat(body.path("student").path("millis").isNumber()).isTrue();
        assertThat(body.path("teacher")).isEqualTo(JSON.readTree("{\"error\": \"it is asleep\"}"));
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() throws Exception {
        assertRefused(post("{", "application/json"), 400, "bad_request");
        assertRefused(post("{\"text\": \"a\", \"more\": 1}", "application/json"), 400, "bad_request");
        assertRefused(post("{\"text\": 1}", "application/json"), 400, "bad_request");
        assertRefused(post("text=a", "application/x-www-form-urlencoded"), 415, "unsupported_media_type");
        assertRefused(
                post("{\"text\": \"" + "a".repeat(100_000) + "\"}", "application/json"), 413, "content_too_large");
        assertRefused(get("v1/nothing"), 404, "not_found");
        assertRefused(get("page/MonitorServer.class"), 404, "not_found");
        assertRefused(get("page/%2e%2e/http/MonitorServer.class"), 404, "not_found");
        assertRefused(get("v1/ask"), 405, "method_not_allowed");
    }

    @Test
    void shouldServeUPlotAndLetNothingInFromElsewhere() throws Exception {
        HttpResponse<String> script = get("page/uplot/uPlot.esm.js");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("content-type").orElse("")).startsWith("text/javascript");
        assertThat(script.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void shouldShowNoTextUnlessToldTo() throws Exception {
        assertThat(get("v1/state").body()).doesNotContain(TEXT).doesNotContain("where is my card");
    }

    @Test
    void shouldShowTheSameAsMetrics() {
        assertThat(METERS.get("retort.monitor.student.agreement")
                        .tag("student", "s")
                        .gauge()
                        .value())
                .isEqualTo(0.75);
        assertThat(METERS.get("retort.monitor.class.agreement")
                        .tag("class", "a")
                        .gauge()
                        .value())
                .isEqualTo(0.75);
        assertThat(METERS.get("retort.monitor.freshness.seconds")
                        .tag("quantile", "0.99")
                        .gauge()
                        .value())
                .isEqualTo(2.4);
        assertThat(METERS.get("retort.monitor.dead.letters").gauge().value()).isEqualTo(1);
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

    private static AskedModels models() {
        return new AskedModels(
                Optional.of(text -> new ModelAnswer("c-2", List.of(new ClassProbability("a", 0.9)))),
                Optional.of(text -> {
                    throw new AskFailedException("it is asleep");
                }));
    }

    private static void write() throws Exception {
        try (TopicWriter topics = new TopicWriter(kafka.bootstrapServers(), kafka.topicNames())) {
            topics.write(Topic.PROMPTS, "p", RecordCodecs.prompt().encode(StreamRecords.prompt("p", NOW)));
            Instant window = NOW.minusMillis(Math.floorMod(NOW.toEpochMilli(), 5_000));
            for (int i = 0; i < 150; i++) {
                Instant labelledAt = window.plusMillis(i / 50 * 5_000 + i);
                topics.write(
                        Topic.SOFT_LABELS,
                        "p",
                        RecordCodecs.softLabel().encode(StreamRecords.label("t", i < 100 ? 0 : 1, labelledAt)));
            }
            topics.write(
                    Topic.LABEL_SPACES,
                    "l",
                    RecordCodecs.labelSpace()
                            .encode(new LabelSpace(
                                    LabelSpaceKind.CLASSES,
                                    StreamRecords.LABEL_SPACE,
                                    3,
                                    List.of("a", "b", "c"),
                                    NOW)));
            topics.write(
                    Topic.JOURNAL,
                    "s",
                    RecordCodecs.journalEntry().encode(StreamRecords.step("s", 1, NOW, 2.0, new Choice(0, 0, 4))));
            topics.write(
                    Topic.JOURNAL,
                    "s",
                    RecordCodecs.journalEntry()
                            .encode(StreamRecords.step(
                                    "s", 2, NOW.plusMillis(100), 1.0, new Choice(0, 0, 2), new Choice(0, 1, 2))));
            topics.write(
                    Topic.CHECKPOINTS,
                    "s/c-2",
                    RecordCodecs.checkpoint().encode(StreamRecords.checkpoint("s", "c-2", 2, NOW.plusSeconds(1))));
            topics.write(
                    Topic.JOURNAL,
                    "t",
                    RecordCodecs.journalEntry()
                            .encode(StreamRecords.tokens("t", 1, NOW, 10, new TokenScores(4.0, 0.25))));
            topics.write(
                    Topic.JOURNAL,
                    "z",
                    RecordCodecs.journalEntry()
                            .encode(StreamRecords.step("z", 1, NOW, Double.NaN, new Choice(0, 1, 4))));
            topics.write(Topic.DEPLOYMENTS, "s", RecordCodecs.deployment().encode(promotion()));
            topics.write(
                    Topic.DEAD_LETTERS,
                    "k",
                    RecordCodecs.prompt().encode(StreamRecords.prompt(TEXT, NOW)),
                    DeadLetters.STAGE,
                    "teacher",
                    DeadLetters.REASON,
                    "too-long",
                    DeadLetters.MESSAGE,
                    "9000 tokens; allowed: 8192",
                    DeadLetters.TOPIC,
                    "retort.prompts",
                    DeadLetters.PARTITION,
                    "1",
                    DeadLetters.OFFSET,
                    "12");
        }
    }

    private static Deployment promotion() {
        return StreamRecords.promotion("s", "d-1", null, "c-2", 2, NOW.plusMillis(2_100));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    private static JsonNode nextEvent(Scanner lines) throws Exception {
        assertThat(lines.nextLine()).isEqualTo("event: state");
        String data = lines.nextLine();
        assertThat(data).startsWith("data: ");
        assertThat(lines.nextLine()).isEmpty();
        return JSON.readTree(data.substring("data: ".length()));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").path("code").asText())
                .isEqualTo(code);
        assertThat(JSON.readTree(answer.body()).path("error").path("message").asText())
                .isNotBlank();
    }

    private static JsonNode state() throws Exception {
        return JSON.readTree(get("v1/state").body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body, String type) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri("v1/ask"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(monitor.address() + path);
    }
}
