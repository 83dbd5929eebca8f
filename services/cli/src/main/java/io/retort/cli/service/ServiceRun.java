package io.retort.cli.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retort.cli.settings.Configuration;
import io.retort.platform.http.ReadinessCheck;
import io.retort.platform.http.RunningCheck;
import io.retort.platform.http.ServiceEndpoints;
import io.retort.platform.http.StalledPartitionCheck;
import io.retort.platform.kafka.BrokerVersionCheck;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.lifecycle.Service;
import io.retort.schemas.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service on the calling thread, as the whole of a process, with its health and metrics over HTTP. */
public final class ServiceRun {

    private static final Logger log = LoggerFactory.getLogger(ServiceRun.class);

    /** Longest for what is begun to be finished after a signal: below the 30 s a container is given. */
    private static final Duration DRAIN = Duration.ofSeconds(25);

    /** Longer than any transaction of Retort's may be open. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final Configuration configuration;
    private final PrometheusMeterRegistry meters;

    public ServiceRun(Configuration configuration, PrometheusMeterRegistry meters) {
        this.configuration = configuration;
        this.meters = meters;
    }

    /**
     * Runs it to its end, or until Ctrl-C or SIGTERM, and closes it.
     *
     * @param progress the heartbeat of its loop
     * @param input the topic it reads, which readiness watches for transactions left open; none if it reads none
     * @throws IOException if the endpoints' address cannot be listened on
     */
    public void untilStopped(Service service, Progress progress, Optional<Topic> input) throws IOException {
        untilStopped(service, progress, input, List.of());
    }

    /**
     * Runs it to its end, or until Ctrl-C or SIGTERM, and closes it.
     *
     * @param progress the heartbeat of its loop
     * @param input the topic it reads, which readiness watches for transactions left open; none if it reads none
     * @param checks what else must hold for it to be ready
     * @throws IOException if the endpoints' address cannot be listened on
     */
    public void untilStopped(Service service, Progress progress, Optional<Topic> input, List<ReadinessCheck> checks)
            throws IOException {
        untilStopped(service, progress, admin -> {
            List<ReadinessCheck> all = new ArrayList<>(checks);
            input.map(configuration.topics()::of)
                    .ifPresent(topic -> all.add(new StalledPartitionCheck(admin, topic, STALLED, meters)));
            return all;
        });
    }

    /**
     * Runs it to its end, or until Ctrl-C or SIGTERM, and closes it.
     *
     * @param progress the heartbeat of its loop
     * @param checks what must hold, beside that it runs, for it to be ready
     * @throws IOException if the endpoints' address cannot be listened on
     */
    public void untilStopped(Service service, Progress progress, List<ReadinessCheck> checks) throws IOException {
        untilStopped(service, progress, admin -> checks);
    }

    @SuppressWarnings("try") // held open, not used
    private void untilStopped(Service service, Progress progress, Function<Admin, List<ReadinessCheck>> furtherChecks)
            throws IOException {
        try (Admin admin = configuration.clients(service.name() + "-checks").admin();
                ServiceEndpoints endpoints = ServiceEndpoints.start(
                        configuration.http(), progress, checks(service, furtherChecks.apply(admin)), meters);
                StopRequest request = new StopRequest(service::stop, DRAIN);
                service) {
            warnOfBroker(admin);
            service.run();
        }
    }

    private static List<ReadinessCheck> checks(Service service, List<ReadinessCheck> further) {
        List<ReadinessCheck> checks = new ArrayList<>();
        checks.add(new RunningCheck(service));
        checks.addAll(further);
        return checks;
    }

    /** Beside the service's start, which waits for a broker that is away. */
    private static void warnOfBroker(Admin admin) {
        Thread thread = new Thread(
                () -> {
                    try {
                        BrokerVersionCheck.warning(admin)
                                .ifPresent(warning -> log.atWarn().log(warning));
                    } catch (KafkaException e) {
                        log.atDebug().addKeyValue("reason", e.toString()).log("The broker's version is not known");
                    }
                },
                "retort-broker-version");
        thread.setDaemon(true);
        thread.start();
    }
}
