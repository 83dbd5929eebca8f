package io.retort.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retort.platform.lifecycle.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /healthy}, {@code /ready} and {@code /metrics} of one service, on the JDK's own HTTP server. The first two answer
 * 200 or 503 with a JSON body that says why; {@code /metrics} is Prometheus's text format.
 */
public final class ServiceEndpoints implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServiceEndpoints.class);
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final EndpointSettings settings;
    private final Progress progress;
    private final ReadinessBoard board;
    private final PrometheusMeterRegistry meters;

    private record Answer(int status, String type, byte[] body) {}

    /** What answers one path. */
    private interface Page {
        Answer answer();
    }

    private ServiceEndpoints(
            HttpServer server,
            EndpointSettings settings,
            Progress progress,
            ReadinessBoard board,
            PrometheusMeterRegistry meters) {
        this.server = server;
        this.settings = settings;
        this.progress = progress;
        this.board = board;
        this.meters = meters;
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread made = new Thread(task, "retort-endpoints");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Begins to answer.
     *
     * @param progress the heartbeat of the service's loop
     * @param checks what must hold for the service to be ready
     * @param meters the service's figures, shown at {@code /metrics}
     * @throws IOException if the address cannot be listened on, such as for a port that is taken
     */
    public static ServiceEndpoints start(
            EndpointSettings settings, Progress progress, List<ReadinessCheck> checks, PrometheusMeterRegistry meters)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
        var endpoints = new ServiceEndpoints(server, settings, progress, new ReadinessBoard(checks, meters), meters);
        endpoints.open();
        return endpoints;
    }

    /** Where it answers, with the port that was taken. */
    public URI address() {
        String host = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        board.close();
    }

    private void open() {
        server.createContext("/", exchange -> serve(exchange, this::notFound));
        server.createContext("/healthy", exchange -> serve(exchange, this::healthy));
        server.createContext("/ready", exchange -> serve(exchange, this::ready));
        server.createContext("/metrics", exchange -> serve(exchange, this::metrics));
        server.setExecutor(threads);
        server.start();
        board.start(settings.checkEvery());
        log.atInfo().addKeyValue("address", address()).log("Endpoints are open");
    }

    private Answer healthy() {
        Duration age = progress.age();
        boolean alive = age.compareTo(settings.livenessLimit()) <= 0;
        byte[] body = JsonAnswer.object(json -> {
            json.writeBooleanField("healthy", alive);
            json.writeNumberField("secondsSinceProgress", age.toMillis() / 1000.0);
            json.writeNumberField("limitSeconds", settings.livenessLimit().toMillis() / 1000.0);
        });
        return new Answer(alive ? 200 : 503, JSON, body);
    }

    private Answer ready() {
        Map<String, Readiness> findings = board.findings();
        boolean ready = findings.values().stream().allMatch(ReadinessBoard::isReady);
        byte[] body = JsonAnswer.object(json -> {
            json.writeBooleanField("ready", ready);
            json.writeObjectFieldStart("checks");
            for (var finding : findings.entrySet()) {
                json.writeObjectFieldStart(finding.getKey());
                json.writeBooleanField("ready", ReadinessBoard.isReady(finding.getValue()));
                json.writeStringField("reason", finding.getValue().match(fine -> "", Readiness.NotReady::reason));
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        return new Answer(ready ? 200 : 503, JSON, body);
    }

    private Answer metrics() {
        return new Answer(200, PROMETHEUS, meters.scrape().getBytes(UTF_8));
    }

    private Answer notFound() {
        return new Answer(
                404, JSON, JsonAnswer.object(json -> json.writeStringField("error", "see /healthy, /ready, /metrics")));
    }

    private void serve(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath());
            Answer answer = exchange.getRequestMethod().equals("GET") && known ? page.answer() : refusal(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .setCause(e)
                    .log("A request could not be answered");
            throw e;
        }
    }

    private Answer refusal(HttpExchange exchange) {
        if (exchange.getRequestMethod().equals("GET")) {
            return notFound();
        }
        byte[] body = JsonAnswer.object(json -> json.writeStringField("error", "only GET is answered"));
        return new Answer(405, JSON, body);
    }
}
