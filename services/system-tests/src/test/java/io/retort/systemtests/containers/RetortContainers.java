package io.retort.systemtests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.utility.DockerImageName;

/** A broker with Retort's topics, and what is started on it. Stopping this removes all of it. */
final class RetortContainers implements Startable {

    private static final String BROKER = "broker:19092";

    private final Network network = Network.newNetwork();
    private final String checkpoints = "retort-test-" + UUID.randomUUID();
    private final Deque<ServiceContainer> services = new ArrayDeque<>();
    private final KafkaContainer broker = new KafkaContainer(
                    DockerImageName.parse(Objects.requireNonNull(System.getProperty("kafka.image"), "kafka.image")))
            .withNetwork(network)
            .withListener(BROKER);

    @Override
    public void start() {
        // A port that Docker chooses would be another after a restart.
        broker.setPortBindings(List.of(freePort() + ":9092"));
        broker.start();
        run("topics", "create");
    }

    @Override
    public void stop() {
        services.forEach(ServiceContainer::stop);
        broker.stop();
        network.close();
        DockerClientFactory.instance().client().removeVolumeCmd(checkpoints).exec();
    }

    /** For this machine. */
    String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    /** Starts a service and waits until it is healthy. */
    ServiceContainer start(String... command) {
        ServiceContainer service = create(command);
        service.start();
        return service;
    }

    /** Starts a server of every student that is deployed, with ports of its own on this machine. */
    ServerContainer startServer() {
        ServiceContainer service = create(
                "serve",
                "--checkpoints",
                "/checkpoints",
                "--address",
                "0.0.0.0",
                "--port",
                Integer.toString(ServerContainer.API));
        ServerContainer server = new ServerContainer(service, freePort(), freePort());
        service.setPortBindings(List.of(
                server.apiPort() + ":" + ServerContainer.API, server.healthPort() + ":" + ServiceContainer.HTTP));
        service.start();
        return server;
    }

    /** Runs a command to its good end; returns what it printed. */
    String run(String... command) {
        ServiceContainer container = create(command);
        container.setExposedPorts(List.of()); // it opens none
        container.setWaitStrategy(Wait.defaultWaitStrategy());
        container
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(ServiceContainer.LIMIT))
                .start();
        return container.getLogs();
    }

    /** Stops the broker in order, with what its clients do going on, and starts it again with its data. */
    void restartBroker() {
        broker.getDockerClient()
                .restartContainerCmd(broker.getContainerId())
                .withTimeout(30)
                .exec();
        assertThat(broker.isRunning()).isTrue();
    }

    private ServiceContainer create(String... command) {
        ServiceContainer service = new ServiceContainer(network, BROKER, checkpoints, List.of(command));
        services.push(service);
        return service;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port is free", e);
        }
    }
}
