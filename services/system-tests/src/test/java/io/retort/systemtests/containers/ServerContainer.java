package io.retort.systemtests.containers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Where a server in a container is reached: the ports stay when it is restarted. */
record ServerContainer(ServiceContainer container, int apiPort, int healthPort) {

    static final int API = 8090;

    private static final Duration QUICKLY = Duration.ofSeconds(2);

    /** What whoever balances load asks before it sends a request here. */
    boolean isReady(HttpClient client) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + "/ready"))
                .timeout(QUICKLY)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it is not there
        }
    }

    void awaitReady(HttpClient client) {
        await().pollInterval(Duration.ofMillis(200))
                .atMost(ServiceContainer.LIMIT)
                .until(() -> isReady(client));
    }

    URI classify() {
        return URI.create("http://127.0.0.1:" + apiPort + "/v1/classify");
    }
}
