package io.retort.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerPortsTest {

    @TempDir
    private Path path;

    @Test
    void shouldTakeThePortsOfTheLastStart() throws Exception {
        BrokerPorts first = BrokerPorts.choose(new BrokerDirectory(path), 0);
        first.write(path);

        assertThat(BrokerPorts.choose(new BrokerDirectory(path), 0)).isEqualTo(first);
    }

    @Test
    void shouldTakePortsThatNoOutgoingConnectionIsGiven() throws Exception {
        BrokerPorts ports = BrokerPorts.choose(new BrokerDirectory(path), 0);

        assertThat(ports.broker()).isLessThan(32_768).isNotEqualTo(ports.controller());
        assertThat(ports.controller()).isLessThan(32_768);
    }

    @Test
    void shouldTakeNewPortsWhenTheLastAreTaken() throws Exception {
        try (ServerSocket broker = listening();
                ServerSocket controller = listening()) {
            new BrokerPorts(broker.getLocalPort(), controller.getLocalPort()).write(path);

            BrokerPorts ports = BrokerPorts.choose(new BrokerDirectory(path), 0);

            assertThat(ports.broker()).isNotEqualTo(broker.getLocalPort());
            assertThat(ports.controller()).isNotEqualTo(controller.getLocalPort());
        }
    }

    @Test
    void shouldNameTheWantedPortThatIsTaken() throws Exception {
        try (ServerSocket other = listening()) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> BrokerPorts.choose(new BrokerDirectory(path), port))
                    .isInstanceOfSatisfying(BrokerStartException.class, e -> assertThat(e.reason())
                            .isEqualTo(BrokerStartException.Reason.PORT_TAKEN))
                    .hasMessage("port " + port + " is taken by another program; stop it, or choose another port");
        }
    }

    @Test
    void shouldTakeNewPortsWhenTheFileWasCutOff() throws Exception {
        Files.writeString(path.resolve("ports.properties"), "broker=2");

        assertThat(BrokerPorts.choose(new BrokerDirectory(path), 0).broker()).isGreaterThanOrEqualTo(20_000);
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
