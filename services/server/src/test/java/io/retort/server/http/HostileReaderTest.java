package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.learning.language.Precision;
import io.retort.server.generation.FakeGenerator;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.model.FakeLanguageModels;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for streams and go away, or do not read. */
@Timeout(60)
class HostileReaderTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final GenerationSettings SETTINGS = new GenerationSettings(4, 8, 200, 1, Precision.FLOAT32);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeLanguageModels models = new FakeLanguageModels(SETTINGS, meters, FakeGenerator::new);
    private RunningApi api;
    private FakeGenerator model;

    @BeforeEach
    void open() throws IOException {
        LimitSettings limits = new LimitSettings(1 << 20, 4, 100, Duration.ofMinutes(5), Duration.ofMinutes(5));
        api = new RunningApi(directory, Tokens.none(), limits, models);
        api.promoteWriter(1);
        model = models.loaded.get(0);
    }

    @AfterEach
    void close() throws InterruptedException {
        model.maySteps.release(1_000_000);
        api.close();
    }

    @Test
    void shouldGiveTheSlotOfAClientThatGoesAwayToTheNext() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(ask("?"));
        }
        await().atMost(LIMIT).until(() -> gauge("waiting") + gauge("texts") == 4);
        model.maySteps.release(2);
        for (Socket client : clients) {
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            client.setSoLinger(true, 0);
            client.close();
        }

        await().pollInterval(Duration.ofMillis(5)).atMost(LIMIT).until(() -> {
            model.maySteps.release(1);
            return gauge("texts") == 0;
        });

        assertThat(meters.get("retort.server.generation.tokens").counter().count())
                .as("long before they were as long as they were to be")
                .isLessThan(4 * 190);
    }

    @Test
    void shouldWriteForOthersWhileAClientDoesNotRead() throws Exception {
        try (Socket deaf = ask("\\u0001")) { // six characters a token as JSON has it
            model.maySteps.release(1_000_000);

            for (int i = 0; i < 5; i++) {
                assertThat(api.post("/v1/completions", "{\"prompt\": \"?\", \"max_tokens\": 50}")
                                .body())
                        .contains("1".repeat(50));
            }
            await().atMost(LIMIT).until(() -> gauge("texts") == 0);
            assertThat(new String(deaf.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as("all of it is there once it reads")
                    .contains("[DONE]");
        }
    }

    /** Asks for 200 tokens and reads nothing. */
    private Socket ask(String prompt) throws IOException {
        String body = "{\"prompt\": \"" + prompt + "\", \"stream\": true, \"max_tokens\": 200, \"temperature\": 0}";
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", api.address.getPort()));
        socket.setSoTimeout(20_000);
        String head = "POST /v1/completions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private double gauge(String name) {
        return meters.get("retort.server.generation." + name).gauge().value();
    }
}
