package io.retort.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.cli.Retort;
import io.retort.producer.generator.PromptGenerator;
import io.retort.testing.JavaProcess;
import io.retort.testing.language.TinyTeacher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users run it, in processes of their own. */
class QuickstartIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private int started;

    @Test
    void shouldRunToTheEndOfTheStreamAndGoOnFromItsCheckpoint() throws Exception {
        Path data = directory.resolve("my data");
        try (JavaProcess first = retort("quickstart", "--directory", data.toString(), "--prompts", "600")) {
            assertThat(first.exitCode(LIMIT)).as(first.output()).isZero();
            assertThat(first.output()).contains("The stream has ended.", "label --directory '" + data + "'");
        }
        JsonNode summary = summary(data);
        assertThat(summary.path("prompts").asLong()).isEqualTo(600);
        assertThat(summary.path("labels").asLong() + summary.path("deadLetters").asLong())
                .isEqualTo(600);
        assertThat(summary.path("complete").asBoolean()).isTrue();
        assertThat(summary.path("agreement").asDouble())
                .isGreaterThan(summary.path("majorityAgreement").asDouble());
        assertThat(summary.path("heldOutPrompts").asLong()).isEqualTo(2000);
        assertThat(summary.path("labelsPerSecond").asDouble()).isPositive();
        assertThat(summary.path("seconds").asDouble()).isPositive();
        assertThat(Path.of(summary.path("checkpoint").asText())).isDirectory();

        try (JavaProcess second = retort("quickstart", "--directory", data.toString(), "--prompts", "300")) {
            assertThat(second.exitCode(LIMIT)).as(second.output()).isZero();
        }
        JsonNode both = summary(data);
        assertThat(both.path("prompts").asLong()).isEqualTo(900);
        assertThat(both.path("step").asLong())
                .isGreaterThan(summary.path("step").asLong());

        try (JavaProcess label = retort("label", "--directory", data.toString(), "I was charged twice")) {
            assertThat(label.exitCode(LIMIT)).isZero();
            assertThat(label.output())
                    .contains("teacher  minilm-l6-v2-q", both.path("checkpoint").asText(), "agree.");
        }
        try (JavaProcess inspect = retort("inspect", "journal", "--last", "1", "--directory", data.toString())) {
            assertThat(inspect.exitCode(LIMIT)).isZero();
            assertThat(inspect.output()).contains("step: " + both.path("step").asLong());
        }
    }

    @Test
    void shouldServeTheStudentWhileItLearns() throws Exception {
        try (JavaProcess run = retort("quickstart", "--directory", directory.toString(), "--prompts", "20000")) {
            run.awaitLine(line -> line.matches(" *\\d+ s  prompts .*"), "a first line of progress", LIMIT);
            JsonNode addresses =
                    JSON.readTree(directory.resolve("addresses.json").toFile());
            assertThat(run.output())
                    .contains(
                            addresses.path("page").asText(),
                            addresses.path("api").asText());

            URI api = URI.create(addresses.path("api").asText());
            Awaitility.await().atMost(LIMIT).until(() -> !live(api).isEmpty());
            String first = live(api).get(0);
            Awaitility.await().atMost(LIMIT).until(() -> !live(api).get(0).equals(first));
            JsonNode answer = json(post(api.resolve("/v1/classify"), "{\"input\": \"where is my parcel\"}"));
            assertThat(answer.path("checkpoint").asText()).isGreaterThanOrEqualTo(first);
            assertThat(answer.path("results").path(0).path("classes")).hasSize(20);

            URI page = URI.create(addresses.path("page").asText());
            assertThat(get(page).statusCode()).isEqualTo(200);
            JsonNode state = json(get(page.resolve("/v1/state")));
            assertThat(state.path("students").path(0).path("deployments")).isNotEmpty();
            JsonNode both = json(post(page.resolve("/v1/ask"), "{\"text\": \"where is my parcel\"}"));
            assertThat(both.path("student").path("classes")).isNotEmpty();
            assertThat(both.path("teacher").path("classes")).isNotEmpty();

            run.interrupt();
            assertThat(run.exitCode(LIMIT)).as(run.output()).isEqualTo(130);
        }
    }

    @Test
    void shouldDistilALanguageModelThatIsServedComparedAndRebuilt() throws Exception {
        Path teacher = TinyTeacher.writeTo(directory.resolve("teacher"));
        Path student = directory.resolve("student");
        Path data = directory.resolve("data");
        try (JavaProcess made = retort(
                "student",
                "new",
                "--teacher",
                teacher.toString(),
                "--output",
                student.toString(),
                "--layers",
                "2",
                "--hidden",
                "32",
                "--heads",
                "4",
                "--key-value-heads",
                "2")) {
            assertThat(made.exitCode(LIMIT)).as(made.output()).isZero();
        }
        try (JavaProcess run = retort(
                "quickstart",
                "--recipe",
                "language-model",
                "--teacher",
                teacher.toString(),
                "--student",
                student.toString(),
                "--directory",
                data.toString(),
                "--prompts",
                "400")) {
            assertThat(run.exitCode(LIMIT)).as(run.output()).isZero();
            assertThat(run.output()).contains("/v1/chat/completions", "acceptance", "  after    ");
        }
        JsonNode summary = summary(data);
        assertThat(summary.path("labels").asLong()).isEqualTo(400);
        assertThat(summary.path("tokens").asLong()).isGreaterThan(400);
        assertThat(summary.path("klAfter").asDouble())
                .isPositive()
                .isLessThan(summary.path("klBefore").asDouble());
        assertThat(summary.path("top1After").asDouble())
                .isGreaterThan(summary.path("top1Before").asDouble());
        assertThat(summary.path("acceptanceAfter").asDouble())
                .isGreaterThan(summary.path("acceptanceBefore").asDouble());
        assertThat(summary.path("unigramKl").asDouble()).isPositive();
        assertThat(summary.path("completions")).hasSize(3);
        Path checkpoint = Path.of(summary.path("checkpoint").asText());
        assertThat(checkpoint.resolve("model.safetensors")).isNotEmptyFile();

        Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), """
                {"text": "where is my parcel"}
                {"prompt": "close my account", "response": "Sorry about your account today."}
                {"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "Hello! Best, Bo"}]}
                """);
        try (JavaProcess evaluate = retort(
                "evaluate",
                "--checkpoint",
                checkpoint.toString(),
                "--teacher",
                teacher.toString(),
                "--input",
                prompts.toString(),
                "--json")) {
            assertThat(evaluate.exitCode(LIMIT)).as(evaluate.output()).isZero();
            assertThat(evaluate.output()).contains("\"prompts\":3", "\"acceptance\":", "\"calibrationError\":");
        }
        try (JavaProcess label = retort("label", "--directory", data.toString(), "where is my parcel")) {
            assertThat(label.exitCode(LIMIT)).as(label.output()).isZero();
            assertThat(label.output()).contains("teacher  " + teacher, "student  " + checkpoint);
        }
        try (JavaProcess other =
                retort("quickstart", "--recipe", "classifier", "--directory", data.toString(), "--prompts", "10")) {
            assertThat(other.exitCode(LIMIT)).isEqualTo(2);
            assertThat(other.output()).contains("is a language model; name another --directory");
        }
    }

    @Test
    void shouldOnlyDistilWhenToldTo() throws Exception {
        try (JavaProcess run =
                retort("quickstart", "--directory", directory.toString(), "--prompts", "200", "--no-serve")) {
            assertThat(run.exitCode(LIMIT)).as(run.output()).isZero();
            assertThat(run.output()).doesNotContain("Watch it at", "v1/classify");
        }
        JsonNode addresses = JSON.readTree(directory.resolve("addresses.json").toFile());
        assertThat(addresses.path("page").isNull()).isTrue();
        assertThat(addresses.path("api").isNull()).isTrue();
        assertThat(addresses.path("bootstrapServers").asText()).startsWith("127.0.0.1:");
    }

    @Test
    void shouldSumUpWhenInterruptedAndFinishTheStreamNextTime() throws Exception {
        try (JavaProcess first = retort("quickstart", "--directory", directory.toString(), "--prompts", "5000")) {
            first.awaitLine(line -> line.matches(".*labels [1-9]\\d* .*"), "a first label", LIMIT);

            try (JavaProcess second = retort("quickstart", "--directory", directory.toString())) {
                assertThat(second.exitCode(LIMIT)).isEqualTo(1);
                assertThat(second.output())
                        .contains("retort: another quickstart runs on " + directory)
                        .doesNotContain("\tat ");
            }
            first.interrupt();
            assertThat(first.exitCode(LIMIT)).isEqualTo(130);
            assertThat(first.output()).contains("Stopped before the stream's end");
        }
        JsonNode stopped = summary(directory);
        assertThat(stopped.path("complete").asBoolean()).isFalse();
        assertThat(stopped.path("labels").asLong()).isBetween(1L, 4999L);

        try (JavaProcess third = retort("quickstart", "--directory", directory.toString(), "--holdout", "0")) {
            assertThat(third.exitCode(LIMIT)).as(third.output()).isZero();
        }
        JsonNode finished = summary(directory);
        assertThat(finished.path("complete").asBoolean()).isTrue();
        assertThat(finished.path("labels").asLong()
                        + finished.path("deadLetters").asLong())
                .isEqualTo(5000);
        assertThat(finished.path("agreement").isNull())
                .as("nothing was held out")
                .isTrue();
    }

    @Test
    void shouldTakeTheUsersOwnPromptsAndClassesAndHoldSomeOut() throws Exception {
        Path input = directory.resolve("messages.jsonl");
        List<String> lines = new ArrayList<>(LongStream.range(0, 400)
                .mapToObj(index -> JSON.createObjectNode()
                        .put("body", PromptGenerator.stream(1).prompt(index).text())
                        .toString())
                .toList());
        lines.add("not json");
        Files.write(input, lines);
        Path classes = Files.writeString(directory.resolve("classes.txt"), "refund\nparcel_late\nother_question\n");
        Path data = directory.resolve("data");

        try (JavaProcess run = retort(
                "quickstart",
                "--directory",
                data.toString(),
                "--input",
                input.toString(),
                "--field",
                "body",
                "--classes",
                classes.toString(),
                "--holdout",
                "0.25")) {
            assertThat(run.exitCode(LIMIT)).as(run.output()).isZero();
        }

        JsonNode summary = summary(data);
        // 400 texts, a quarter held out: 100, standard deviation 9
        assertThat(summary.path("heldOutPrompts").asLong()).isBetween(60L, 140L);
        assertThat(summary.path("prompts").asLong()).isBetween(260L, 340L);
        assertThat(summary.path("deadLetters").asLong()).isEqualTo(1);
        assertThat(summary.path("agreement").isNumber()).isTrue();

        Files.writeString(classes, "refund\nsomething_else\n");
        try (JavaProcess other = retort(
                "quickstart",
                "--directory",
                data.toString(),
                "--input",
                input.toString(),
                "--field",
                "body",
                "--classes",
                classes.toString())) {
            assertThat(other.exitCode(LIMIT)).isEqualTo(2);
            assertThat(other.output()).contains("has learned other classes");
        }
    }

    @Test
    void shouldSayThatItsDirectoryCannotBeOne() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        try (JavaProcess run = retort("quickstart", "--directory", file.toString())) {
            assertThat(run.exitCode(LIMIT)).isEqualTo(1);
            assertThat(run.output()).contains("retort: " + file + " is a file").doesNotContain("\tat ");
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JavaProcess run = retort(
                        "broker",
                        "--directory",
                        directory.resolve("data").toString(),
                        "--port",
                        Integer.toString(other.getLocalPort()))) {
            assertThat(run.exitCode(LIMIT)).isEqualTo(1);
            assertThat(run.output())
                    .contains("retort: port " + other.getLocalPort() + " is taken by another program")
                    .doesNotContain("\tat ");
        }
    }

    /** Ids of the checkpoints that are served. */
    private static List<String> live(URI api) throws Exception {
        List<String> live = new ArrayList<>();
        for (JsonNode model : json(get(api.resolve("/v1/models"))).path("models")) {
            if (model.path("live").isObject()) {
                live.add(model.path("live").path("checkpoint").asText());
            }
        }
        return live;
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(URI address, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private JavaProcess retort(String... arguments) throws IOException {
        return JavaProcess.start(directory.resolve("out-" + started++), Retort.class, arguments);
    }

    private static JsonNode summary(Path data) throws IOException {
        return JSON.readTree(data.resolve("summary.json").toFile());
    }
}
