package io.retort.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.retort.platform.time.Time;
import io.retort.server.batch.TextBatcher;
import io.retort.server.completion.ChatRequestReader;
import io.retort.server.completion.ChatShape;
import io.retort.server.completion.CompletionRequestReader;
import io.retort.server.completion.CompletionShape;
import io.retort.server.completion.RequestLimits;
import io.retort.server.completion.TextRequestReader;
import io.retort.server.completion.TextShape;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.live.LiveStudents;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.AbstractNetworkConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API, from listening to the last answer. Used by one thread. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /** Requests wait without a thread; these parse and write. */
    private static final int THREADS = 32;

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Javalin javalin;
    private final QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    private final byte[] openApi = openApi();
    private final LiveStudents students;
    private final TextBatcher batcher;
    private final Tokens tokens;
    private final LimitSettings limits;
    private final GenerationSettings generation;
    private final MeterRegistry meters;
    private volatile boolean draining;

    /** @param students what is live; with {@code batcher}, outlives the server */
    public ApiServer(
            LiveStudents students,
            TextBatcher batcher,
            Tokens tokens,
            LimitSettings limits,
            GenerationSettings generation,
            MeterRegistry meters) {
        this.students = students;
        this.batcher = batcher;
        this.tokens = tokens;
        this.limits = limits;
        this.generation = generation;
        this.meters = meters;
        threads.setName("retort-api");
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Begins to answer.
     *
     * @param port 0 takes any that is free
     * @return where, with the port that was taken
     * @throws IOException if the address cannot be listened on
     */
    public URI start(String address, int port) throws IOException {
        try {
            javalin.start(address, port);
        } catch (RuntimeException e) {
            throw new IOException("the API cannot listen on " + address + ", port " + port + ": " + e.getMessage(), e);
        }
        String host = address.contains(":") ? "[" + address + "]" : address;
        URI at = URI.create("http://" + host + ":" + javalin.port());
        LOG.atInfo().addKeyValue("address", at).log("The API is open");
        return at;
    }

    /** Has connections closed after the answer they wait for, so that clients go elsewhere; new ones are still accepted. */
    public void startDraining() {
        draining = true;
    }

    /** Refuses new connections. What was begun goes on. */
    public void refuseConnections() {
        for (Connector connector : server().getConnectors()) {
            if (connector instanceof AbstractNetworkConnector network) {
                network.close();
            }
        }
    }

    /** Waits until no request is being answered; gives up after the limit. */
    public void awaitIdle(Time time, Duration limit) throws InterruptedException {
        StatisticsHandler requests = server().getDescendant(StatisticsHandler.class);
        long began = time.nanos();
        while (requests.getRequestsActive() > 0 && time.since(began).compareTo(limit) < 0) {
            time.sleep(LOOK);
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /** Every route, for the test that compares them with the document. */
    Javalin javalin() {
        return javalin;
    }

    private Server server() {
        return javalin.jettyServer().server();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.defaultContentType = JsonBody.TYPE;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Long.MAX_VALUE; // BodyReader has its own limit
        config.http.asyncTimeout = 0; // the body has its time; a batch ends
        config.http.compressionStrategy = CompressionStrategy.NONE; // answers are small; time is not spent on them
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
        config.jetty.modifyServletContextHandler(servlets -> servlets.setErrorHandler(new JettyErrors()));
        config.jetty.modifyHttpConfiguration(http -> http.setSendDateHeader(false));
        config.events.serverStarting(this::limitIdleness);
        config.requestLogger.http(new RequestMetrics(meters));
        route(config);
    }

    private void limitIdleness() {
        for (Connector connector : server().getConnectors()) {
            if (connector instanceof AbstractConnector listening) {
                listening.setIdleTimeout(limits.idleTimeout().toMillis());
            }
        }
    }

    private void route(JavalinConfig config) {
        config.routes.before("/v1/*", this::authenticate);
        config.routes.post("/v1/classify", new ClassifyHandler(students, batcher, limits, threads, meters));
        RequestLimits most = new RequestLimits(
                limits.bodyBytes(), Math.min(limits.texts(), generation.queue()), generation.tokens());
        config.routes.post("/v1/completions", completions(new TextRequestReader(most), new TextShape()));
        config.routes.post("/v1/chat/completions", completions(new ChatRequestReader(most), new ChatShape()));
        config.routes.get("/v1/models", context -> context.result(ModelsAnswer.json(students.statuses())));
        config.routes.get("/openapi.json", context -> context.result(openApi));
        config.routes.after(this::closeIfDraining); // so that requests that began before are told, too
        config.routes.after(AnswerWriter::takeOver);
        JsonErrors.register(config.routes);
    }

    private CompletionHandler completions(CompletionRequestReader reader, CompletionShape shape) {
        return new CompletionHandler(new ModelChoice(students), limits, generation.tokens(), reader, shape, threads);
    }

    private void closeIfDraining(Context context) {
        if (draining) {
            context.header("Connection", "close");
        }
    }

    private void authenticate(Context context) {
        if (!tokens.admit(context.header("Authorization"))) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "a known bearer token is required");
        }
    }

    private static byte[] openApi() {
        try (InputStream stream = ApiServer.class.getResourceAsStream("openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: openapi.json");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
