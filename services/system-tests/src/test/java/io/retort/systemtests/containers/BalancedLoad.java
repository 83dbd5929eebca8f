package io.retort.systemtests.containers;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that send requests, one after the other each, to servers that are ready, as whoever balances load does. None is sent
 * twice. Closing this ends them.
 */
final class BalancedLoad implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final HttpRequest.BodyPublisher BODY =
            BodyPublishers.ofString("{\"input\": [\"where is my parcel\", \"I want my money back\"]}");

    private final List<ServerContainer> servers;
    private final HttpClient client;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicLong> answered = new ConcurrentHashMap<>();
    private volatile List<ServerContainer> ready;
    private volatile boolean over;

    /** @param servers which are all ready */
    BalancedLoad(List<ServerContainer> servers, HttpClient client) {
        this.servers = servers;
        this.client = client;
        this.ready = servers;
        start("balancer", this::look);
        for (int number = 0; number < CLIENTS; number++) {
            int offset = number;
            start("client-" + number, () -> send(offset));
        }
    }

    /** What was not answered with 200, and why. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Requests that a server has answered. */
    long answered(ServerContainer server) {
        return answered.computeIfAbsent(server.apiPort(), port -> new AtomicLong())
                .get();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void look() throws InterruptedException {
        List<ServerContainer> found = new ArrayList<>();
        for (ServerContainer server : servers) {
            if (server.isReady(client)) {
                found.add(server);
            }
        }
        ready = found;
        Thread.sleep(LOOK.toMillis()); // its interval, not a wait for something
    }

    private void send(int offset) throws InterruptedException {
        List<ServerContainer> now = ready;
        if (now.isEmpty()) {
            failures.add("no server was ready");
            return;
        }
        ServerContainer server = now.get(offset % now.size());
        HttpRequest request = HttpRequest.newBuilder(server.classify())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(BODY)
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains("\"checkpoint\"")) {
                failures.add(server.apiPort() + ": " + response.statusCode() + " " + response.body());
            }
            answered.computeIfAbsent(server.apiPort(), port -> new AtomicLong()).incrementAndGet();
        } catch (IOException e) {
            failures.add(server.apiPort() + ": " + e);
        }
    }

    private interface Turn {
        void take() throws InterruptedException;
    }

    private void start(String name, Turn turn) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!over) {
                            turn.take();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }
}
