package io.retort.systemtests.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * One command of {@code retort} in a container, hemmed in as in {@code docker-compose.yml}. It can be killed and started
 * again, which leaves it its name and its volume.
 */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

    /** For whatever a loaded machine may take. */
    static final Duration LIMIT = Duration.ofSeconds(120);

    /** What docker-compose.yml gives a service to end in. */
    static final Duration GRACE = Duration.ofSeconds(40);

    private static final DockerImageName IMAGE =
            DockerImageName.parse(Objects.requireNonNull(System.getProperty("retort.image"), "retort.image"));
    /** Where it shows its health and its metrics. */
    static final int HTTP = 9400;

    private static final long MEMORY = 1 << 30;

    ServiceContainer(Network network, String bootstrapServers, String checkpoints, List<String> command) {
        super(IMAGE);
        withNetwork(network);
        withEnv("RETORT_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        withCommand(command.toArray(String[]::new));
        withExposedPorts(HTTP);
        withTmpFs(Map.of("/tmp", "size=64m"));
        withCreateContainerCmdModifier(create -> hemIn(Objects.requireNonNull(create.getHostConfig()), checkpoints));
        waitingFor(Wait.forHttp("/healthy").forPort(HTTP).withStartupTimeout(LIMIT));
    }

    private static void hemIn(HostConfig host, String checkpoints) {
        host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withMemory(MEMORY)
                .withMemorySwap(MEMORY)
                .withBinds(new Bind(checkpoints, new Volume("/checkpoints")));
    }

    /** Ends it at once (SIGKILL) and waits until it is gone. */
    void kill() {
        getDockerClient().killContainerCmd(getContainerId()).withSignal("KILL").exec();
        exitCode(LIMIT);
    }

    /** Starts it again after it has ended. A port on this machine that Docker chose is another then. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    /** Asks it to end (SIGTERM), as an engine does that stops it. */
    void terminate() {
        getDockerClient().killContainerCmd(getContainerId()).withSignal("TERM").exec();
    }

    /** Waits for it to end. A process ended by a signal has 128 and the signal's number. */
    long exitCode(Duration limit) {
        Awaitility.await(getContainerName() + " ends")
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .atMost(limit)
                .until(() -> !Boolean.TRUE.equals(state().getRunning()));
        return Objects.requireNonNull(state().getExitCodeLong());
    }

    /** Runs another command in it to its good end; returns what it printed. */
    String outputOf(String... command) throws IOException, InterruptedException {
        ExecResult result = execInContainer(command);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout();
    }

    private ContainerState state() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec().getState();
    }
}
