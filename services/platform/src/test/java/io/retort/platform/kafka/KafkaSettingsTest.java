package io.retort.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void shouldPassSecuritySettingsOn() {
        var settings = new KafkaSettings("a:9092,[::1]:9093", Map.of("security.protocol", "SASL_SSL"));

        assertThat(settings.properties()).containsExactly(Map.entry("security.protocol", "SASL_SSL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost", "a:9092,", "a:port", ":9092"})
    void shouldRefuseAnAddressThatIsNone(String servers) {
        assertThatThrownBy(() -> new KafkaSettings(servers))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("bootstrapServers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks", "isolation.level", "enable.idempotence", "transactional.id", "enable.auto.commit"})
    void shouldRefuseWhatThePromisesRestOn(String property) {
        assertThatThrownBy(() -> new KafkaSettings("a:9092", Map.of(property, "1")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("properties." + property);
    }

    @Test
    void shouldHideSecrets() {
        var settings = new KafkaSettings(
                "a:9092",
                Map.of("sasl.jaas.config", "hunter2", "ssl.keystore.password", "hunter2", "client.dns.lookup", "x"));

        assertThat(settings.toString()).doesNotContain("hunter2").contains("client.dns.lookup=x");
    }
}
