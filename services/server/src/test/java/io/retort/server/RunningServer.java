package io.retort.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.http.Readiness;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.lifecycle.ServiceState;
import io.retort.schemas.topic.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The service on a thread of its own. */
final class RunningServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    final MeterRegistry meters = new SimpleMeterRegistry();
    final URI address;
    final ApiClient client;
    private final ServerService service;
    private final Thread thread;

    RunningServer(ServerSettings settings, String bootstrapServers, TopicNames names)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        KafkaClients clients = new KafkaClients(new KafkaSettings(bootstrapServers), "test-server");
        service = new ServerService(settings, clients, names, meters);
        thread = new Thread(service::run, "server");
        thread.start();
        address = service.address().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        client = new ApiClient(address);
    }

    /** Empty if ready. */
    String notReady() {
        return service.readiness().check().match(ready -> "", Readiness.NotReady::reason);
    }

    ServiceState state() {
        return service.state();
    }

    void stop() {
        service.stop();
    }

    /** Stops it and waits for its end. */
    void end() throws InterruptedException {
        service.stop();
        thread.join(LIMIT.toMillis());
    }

    @Override
    public void close() throws InterruptedException {
        end();
        service.close();
    }
}
