package io.retort.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBrokerSettingsTest {

    @Test
    void shouldLeaveThePortOpenByDefault() {
        assertThat(EmbeddedBrokerSettings.in(Path.of("data")).port()).isZero();
    }

    @Test
    void shouldMakeTheDirectoryAbsolute() {
        assertThat(EmbeddedBrokerSettings.in(Path.of("/a/b/../c")).directory()).isEqualTo(Path.of("/a/c"));
        assertThat(EmbeddedBrokerSettings.in(Path.of("data")).directory()).isAbsolute();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseAPortThatThereIsNot(int port) {
        assertThatThrownBy(() -> new EmbeddedBrokerSettings(Path.of("data"), port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port is " + port + "; allowed: a number from 1 to 65535, or 0 for a free one");
    }
}
