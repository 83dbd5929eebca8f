package io.retort.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.monitor.ask.AskFailedException;
import io.retort.monitor.ask.AskedModel;
import io.retort.monitor.ask.ModelAnswer;
import io.retort.monitor.ask.ModelAnswer.ClassProbability;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The student that a server serves, asked over its API. */
public final class ServedStudent implements AskedModel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final URI api;

    /** @param api the server's address */
    public ServedStudent(URI api) {
        this.api = api.resolve("/v1/classify");
    }

    @Override
    public ModelAnswer ask(String text) throws AskFailedException {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(api)
                            .timeout(LIMIT)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("input", text))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            // Its message would quote what was sent.
            throw new AskFailedException("the server at " + api.getAuthority() + " answers what is not JSON");
        } catch (IOException e) {
            throw new AskFailedException("the server at " + api.getAuthority() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AskFailedException("the monitor is stopping", e);
        }
    }

    private static ModelAnswer answer(int status, JsonNode body) throws AskFailedException {
        if (status != HttpURLConnection.HTTP_OK) {
            throw new AskFailedException(
                    body.path("error").path("message").asText("the server answers with status " + status));
        }
        List<ClassProbability> classes = body.path("results").path(0).path("classes").properties().stream()
                .map(entry ->
                        new ClassProbability(entry.getKey(), entry.getValue().asDouble()))
                .sorted(Comparator.comparingDouble(ClassProbability::probability)
                        .reversed())
                .toList();
        return new ModelAnswer(body.path("checkpoint").asText(), classes);
    }
}
