package io.retort.monitor.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves the page as the monitor does, and the states and events that a test gives it. */
final class ScriptedMonitor implements AutoCloseable {
    private static final String POLICY = "default-src 'self'; frame-ancestors 'none'";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpExchange> listeners = new CopyOnWriteArrayList<>();
    private volatile JsonNode state;

    ScriptedMonitor(JsonNode state) throws IOException {
        this.state = state;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext(
                "/v1/state", exchange -> answer(exchange, 200, "application/json", JSON.writeValueAsBytes(this.state)));
        server.createContext("/v1/events", this::listen);
        server.createContext("/v1/ask", this::ask);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** What a page that loads from now on is given. */
    void begin(JsonNode whole) {
        state = whole;
    }

    int listeners() {
        return listeners.size();
    }

    /** Sends an event to every page. */
    void send(JsonNode event) {
        byte[] message = ("event: state\ndata: " + event + "\n\n").getBytes(UTF_8);
        for (HttpExchange listener : listeners) {
            try {
                listener.getResponseBody().write(message);
                listener.getResponseBody().flush();
            } catch (IOException gone) {
                listeners.remove(listener);
            }
        }
    }

    /** Ends every connection. */
    void hangUp() {
        listeners.forEach(HttpExchange::close);
        listeners.clear();
    }

    private void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        listeners.add(exchange);
    }

    private void ask(HttpExchange exchange) throws IOException {
        String text = JSON.readTree(exchange.getRequestBody()).get("text").asText();
        String first = text.contains("<") ? text : "card_arrival";
        String student = """
                {"checkpoint": "0000001500-ab12cd15", "millis": 0.4, "classes": [{"name": %1$s, "probability": 0.81},
                 {"name": "card_delivery_estimate", "probability": 0.12}, {"name": "atm_support", "probability": 0.03}]}""".formatted(JSON.writeValueAsString(first));
        String teacher = """
                {"id": "minilm-l6-v2-q", "millis": 11.2, "classes": [{"name": %1$s, "probability": 0.74},
                 {"name": "card_delivery_estimate", "probability": 0.21}, {"name": "lost_or_stolen_card", "probability": 0.02}]}""".formatted(JSON.writeValueAsString(first));
        String body = "{\"student\": %s, \"teacher\": %s}".formatted(student, teacher);
        answer(exchange, 200, "application/json", body.getBytes(UTF_8));
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.equals("/") ? "index.html" : path.replaceFirst("^/page/", "");
        String resource = name.startsWith("uplot/")
                ? UPLOT + name.substring("uplot/".length())
                : "/io/retort/monitor/page/" + name;
        byte[] content = read(resource);
        if (content == null) {
            answer(exchange, 404, "text/plain", new byte[0]);
        } else {
            answer(exchange, 200, type(name), content);
        }
    }

    private static byte @Nullable [] read(String resource) {
        try (InputStream in = ScriptedMonitor.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
