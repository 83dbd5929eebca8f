package io.retort.monitor.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import io.retort.monitor.ask.AskedModels;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page, {@code /v1/state}, {@code /v1/events} and {@code /v1/ask}. */
public final class MonitorServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitorServer.class);

    /** Of a request's body, in bytes; a text to ask about is all that is ever sent. */
    private static final long LARGEST_BODY = 64 * 1024;

    private final Javalin server;
    private final StateBoard board;
    private final String address;

    private MonitorServer(Javalin server, StateBoard board, String address) {
        this.server = server;
        this.board = board;
        this.address = address;
    }

    /**
     * Begins to answer.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException if the address cannot be listened on
     */
    public static MonitorServer start(String address, int port, StateBoard board, AskedModels models) {
        Javalin server = Javalin.create(config -> configure(config, board, models));
        try {
            server.start(address, port);
        } catch (JavalinException e) {
            throw new UncheckedIOException(
                    new BindException("the page cannot be served at " + address + ":" + port + ": " + e.getMessage()));
        }
        MonitorServer started = new MonitorServer(server, board, address);
        LOG.atInfo().addKeyValue("address", started.address()).log("The page is served");
        return started;
    }

    /** Where the page is, with the port that was taken. */
    public URI address() {
        String host = address.equals("0.0.0.0") || address.equals("::") ? "localhost" : address;
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/");
    }

    @Override
    public void close() {
        board.close();
        server.stop();
    }

    private static void configure(JavalinConfig config, StateBoard board, AskedModels models) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.prefer405over404 = true;
        StateEvents events = new StateEvents(board);
        Asking asking = new Asking(models);
        RoutesConfig routes = config.routes;
        routes.before(MonitorServer::secure);
        routes.get("/", request -> PageFiles.serve(request, "index.html"));
        routes.get("/page/<path>", request -> PageFiles.serve(request, request.pathParam("path")));
        routes.get("/v1/state", request -> state(request, board));
        routes.before("/v1/events", events::admit);
        routes.sse("/v1/events", events::serve);
        routes.post("/v1/ask", asking::serve);
        routes.exception(HttpResponseException.class, MonitorServer::refuse);
        routes.exception(Exception.class, MonitorServer::fail);
    }

    private static void state(Context request, StateBoard board) {
        request.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(Json.text(board.state()));
    }

    /** Nothing is loaded from elsewhere, nothing elsewhere frames or reads this. */
    private static void secure(Context request) {
        request.header(
                        "Content-Security-Policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                                + " frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void refuse(HttpResponseException refusal, Context request) {
        String code = HttpStatus.forStatus(refusal.getStatus()).name().toLowerCase(Locale.ROOT);
        ErrorAnswer.write(request, refusal.getStatus(), code, String.valueOf(refusal.getMessage()));
    }

    private static void fail(Exception failure, Context request) {
        LOG.atWarn().addKeyValue("path", request.path()).setCause(failure).log("A request could not be answered");
        ErrorAnswer.write(request, 500, "internal_error", "this could not be answered; the monitor's log says why");
    }
}
