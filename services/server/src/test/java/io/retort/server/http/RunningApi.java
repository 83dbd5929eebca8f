package io.retort.server.http;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.learning.language.Precision;
import io.retort.platform.retry.Backoff;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.Decisions;
import io.retort.server.TellingCheckpoints;
import io.retort.server.batch.BatchSettings;
import io.retort.server.batch.TextBatcher;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.live.LiveMetrics;
import io.retort.server.live.LiveStudents;
import io.retort.server.live.Swapper;
import io.retort.server.model.CheckpointLoader;
import io.retort.server.model.FakeLanguageModels;
import io.retort.server.model.ModelLoader;
import io.retort.server.model.TextClassifierLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The API over real models, without a broker. */
final class RunningApi implements AutoCloseable {

    static final LimitSettings LIMITS = new LimitSettings(4_096, 4, 100, Duration.ofSeconds(1), Duration.ofSeconds(2));

    static final GenerationSettings GENERATION = new GenerationSettings(4, 8, 200, 1, Precision.FLOAT32);

    private static final Duration LIMIT = Duration.ofSeconds(20);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Decisions decisions = new Decisions();
    final TellingCheckpoints checkpoints;
    final LiveStudents students;
    final ApiServer api;
    final URI address;
    private final Swapper swapper;
    private final TextBatcher batcher;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningApi(Path directory, Tokens tokens) throws IOException {
        this(directory, tokens, LIMITS, new TextClassifierLoader());
    }

    RunningApi(Path directory, Tokens tokens, LimitSettings limits, ModelLoader... loaders) throws IOException {
        checkpoints = new TellingCheckpoints(directory.resolve("checkpoints"));
        LiveMetrics metrics = new LiveMetrics(meters);
        students = new LiveStudents(List.of(), metrics);
        swapper = new Swapper(
                students,
                new CheckpointLoader(
                        new CheckpointFetcher(directory.resolve("checkpoints"), directory.resolve("temporary")),
                        List.of(loaders)),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(50), new SplittableRandom(1)),
                metrics);
        swapper.start();
        batcher = new TextBatcher(BatchSettings.DEFAULTS, meters);
        api = new ApiServer(students, batcher, tokens, limits, GENERATION, meters);
        address = api.start("127.0.0.1", 0);
    }

    /** Promotes a checkpoint and waits until it is live. */
    void promote(long step) {
        decisions.promote(checkpoints.write(step));
        students.want(decisions.all());
        await().atMost(LIMIT).until(() -> students.statuses().stream().anyMatch(status -> status.live()
                .filter(live -> live.checkpoint().getStep() == step)
                .isPresent()));
    }

    /** Promotes a fake of a language model and waits until it is live. */
    void promoteWriter(long step) {
        promote(FakeLanguageModels.STUDENT, FakeLanguageModels.checkpoint(checkpoints, step));
    }

    /** Promotes a checkpoint of any student and waits until it is live. */
    void promote(String student, DeployedCheckpoint checkpoint) {
        decisions.promote(student, checkpoint);
        students.want(decisions.all());
        await().atMost(LIMIT).until(() -> students.statuses().stream().anyMatch(status -> status.live()
                .filter(live -> live.checkpoint().equals(checkpoint))
                .isPresent()));
    }

    /** Promotes something that does not load, and waits until that is known. */
    void promoteBroken(String student, DeployedCheckpoint checkpoint) {
        decisions.promote(student, checkpoint);
        students.want(decisions.all());
        await().atMost(LIMIT).until(() -> students.statuses().stream()
                .anyMatch(status ->
                        status.student().equals(student) && status.failure().isPresent()));
    }

    HttpResponse<String> classify(String body, String... headers) throws IOException, InterruptedException {
        return post("/v1/classify", body, headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        api.close();
        batcher.close();
        swapper.close();
        students.close();
    }
}
