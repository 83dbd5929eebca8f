package io.retort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Asks a server, and holds it to what telling checkpoints tell. */
final class ApiClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BODY = "{\"input\": [\"where is my parcel\", \"\", \"a refund\", \"hello\"]}";

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiClient(URI address) {
        this.address = address;
    }

    HttpResponse<String> classify() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/classify"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks four texts, checks that one checkpoint has answered them all, and returns its step. */
    long answeredBy() throws IOException, InterruptedException {
        HttpResponse<String> answer = classify();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stepOf(answer.body());
    }

    static long stepOf(String answer) throws IOException {
        JsonNode json = JSON.readTree(answer);
        long step = Long.parseLong(json.get("checkpoint").textValue().substring(0, 10));
        Set<String> told = new HashSet<>();
        json.get("results").forEach(result -> told.add(result.get("class").textValue()));
        assertThat(json.get("results")).hasSize(4);
        assertThat(told).as("what checkpoint %s says", step).containsExactly(TellingCheckpoints.answerOf(step));
        return step;
    }

    void awaitAnsweredBy(long step) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> {
            HttpResponse<String> answer = classify();
            return answer.statusCode() == 200 && stepOf(answer.body()) == step;
        });
    }
}
