package io.retort.server.http;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts and times requests by route and status. */
final class RequestMetrics implements RequestLogger {

    /** From a tenth of what a small request takes to what nobody waits for. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry meters;

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void handle(Context context, Float milliseconds) {
        Timer.builder("retort.server.request.duration")
                .description("Time from a request's headers to the end of its answer")
                .tag("route", route(context))
                .tag("status", Integer.toString(context.statusCode()))
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(Duration.ofNanos((long) (milliseconds * 1e6)));
    }

    /** Never the path that was asked for, which anybody can make up. */
    private static String route(Context context) {
        @Nullable Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }
}
