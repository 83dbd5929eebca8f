package io.retort.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retort.server.model.TextClassifierLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
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

@Timeout(60)
class HostileClientTest {

    private static final String ONE = "{\"input\": \"where is my parcel\"}";
    private static final String HEAD = "POST /v1/classify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final int HUNDRED_MEGABYTES = 100_000_000;

    @TempDir
    private Path directory;

    private RunningApi api;

    @BeforeEach
    void open() throws IOException {
        api = new RunningApi(directory, Tokens.none());
        api.promote(5);
    }

    @AfterEach
    void close() throws InterruptedException {
        api.close();
    }

    @Test
    void shouldAnswerOthersWhileMoreClientsThanThreadsSendNothingMore() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Socket socket = connect();
            send(socket, HEAD + "Content-Length: 100\r\n\r\n{");
            slow.add(socket);
        }

        assertThat(api.classify(ONE).statusCode()).isEqualTo(200);

        for (Socket socket : slow) {
            assertThat(readAll(socket)).startsWith("HTTP/1.1 408").contains("\"too_slow\"");
            socket.close();
        }
        assertThat(api.classify(ONE).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerOthersWhileMoreClientsThanThreadsDoNotReadTheirAnswers() throws Exception {
        LimitSettings patient = new LimitSettings(4_096, 4, 100, Duration.ofMinutes(5), Duration.ofMinutes(5));
        List<Socket> deaf = new ArrayList<>();
        try (RunningApi other =
                new RunningApi(directory.resolve("other"), Tokens.none(), patient, new TextClassifierLoader())) {
            other.promote(5);
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress("127.0.0.1", other.address.getPort()));
                send(socket, "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(600));
                deaf.add(socket);
            }
            for (Socket socket : deaf) {
                assertThat(socket.getInputStream().read())
                        .as("its first answer has begun")
                        .isEqualTo('H');
            }

            for (int i = 0; i < 20; i++) {
                assertThat(other.classify(ONE).statusCode()).isEqualTo(200);
            }
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void shouldNotBeKeptByAClientThatDribbles() throws Exception {
        try (Socket socket = connect()) {
            send(socket, HEAD + "Content-Length: 1000\r\n\r\n");
            Thread dribble = new Thread(() -> {
                try {
                    for (int i = 0; i < 1_000; i++) {
                        send(socket, " ");
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt(); // refused: what the test is about
                }
            });
            dribble.start();

            assertThat(readAll(socket)).startsWith("HTTP/1.1 408").contains("\"too_slow\"");
            dribble.interrupt();
            dribble.join();
        }
    }

    @Test
    void shouldCloseAConnectionThatIsIdle() throws Exception {
        try (Socket silent = connect();
                Socket half = connect()) {
            send(half, "POST /v1/cla");

            assertThat(readAll(silent)).isEmpty();
            assertThat(readAll(half)).isEmpty();
        }
    }

    @Test
    void shouldRefuseAHundredMegabytesByTheirLengthWithoutReadingThem() throws Exception {
        try (Socket socket = connect()) {
            send(socket, HEAD + "Content-Length: " + HUNDRED_MEGABYTES + "\r\n\r\n");

            assertThat(readHead(socket)).startsWith("HTTP/1.1 413");
            assertThat(pour(socket, "")).isLessThan(HUNDRED_MEGABYTES);
        }
        assertThat(api.classify(ONE).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAHundredMegabytesOfUnknownLengthAtTheLimit() throws Exception {
        try (Socket socket = connect()) {
            send(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
            send(socket, chunk);

            assertThat(readHead(socket)).startsWith("HTTP/1.1 413");
            assertThat(pour(socket, chunk)).isLessThan(HUNDRED_MEGABYTES);
        }
        assertThat(api.classify(ONE).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellWhatIsNoHttpInTheSameShape() throws Exception {
        for (String request : List.of(
                "NONSENSE\r\n\r\n",
                "GET /v1/models HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")) {
            try (Socket socket = connect()) {
                send(socket, request);
                String answer = readHead(socket);
                assertThat(answer).startsWith("HTTP/1.1 4").contains("application/json");
            }
        }
    }

    @Test
    void shouldForgetAClientThatGoesAwayInTheMiddle() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                send(socket, HEAD + "Content-Length: " + ONE.length() + "\r\n\r\n" + ONE.substring(0, 5));
            }
            try (Socket socket = connect()) {
                send(socket, HEAD + "Content-Length: " + ONE.length() + "\r\n\r\n" + ONE);
            }
        }

        assertThat(api.classify(ONE).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.meters.get("retort.server.queue.texts").gauge().value() == 0);
        api.promote(6);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        api.meters.get("retort.server.models").gauge().value())
                .as("no lease is left of the one before")
                .isEqualTo(1));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.address.getPort());
        socket.setSoTimeout(20_000); // below the 30 s that Jetty itself would give an idle connection
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Writes until it may not, or all is written; returns how much was. */
    private static long pour(Socket socket, String chunk) throws IOException {
        byte[] block = (chunk.isEmpty() ? " ".repeat(1 << 16) : chunk).getBytes(StandardCharsets.US_ASCII);
        OutputStream out = socket.getOutputStream();
        long written = 0;
        try {
            while (written < HUNDRED_MEGABYTES) {
                out.write(block);
                written += block.length;
            }
        } catch (SocketException e) {
            return written;
        }
        return written;
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String readHead(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
    }
}
