package io.retort.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointSettingsTest {

    @Test
    void shouldListenOnLoopbackByDefault() {
        assertThat(EndpointSettings.DEFAULTS)
                .isEqualTo(new EndpointSettings("127.0.0.1", 0, Duration.ofMinutes(2), Duration.ofSeconds(5)));
    }

    @Test
    void shouldMapEveryKey() {
        var settings = Settings.of(
                null,
                Map.of(
                        "RETORT_HTTP_ADDRESS", "0.0.0.0",
                        "RETORT_HTTP_PORT", "9464",
                        "RETORT_HTTP_LIVENESS_LIMIT", "90s",
                        "RETORT_HTTP_CHECK_EVERY", "1s"));

        assertThat(settings.section("http", EndpointSettings.class, EndpointSettings.DEFAULTS))
                .isEqualTo(new EndpointSettings("0.0.0.0", 9464, Duration.ofSeconds(90), Duration.ofSeconds(1)));
        settings.orThrow();
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertRefused("address", " ", 0, 1000, 1000);
        assertRefused("port", "::1", -1, 1000, 1000);
        assertRefused("port", "::1", 65_536, 1000, 1000);
        assertRefused("livenessLimit", "::1", 0, 0, 1000);
        assertRefused("checkEvery", "::1", 0, 1000, 99);
    }

    private static void assertRefused(String key, String address, int port, int liveness, int every) {
        assertThatThrownBy(() ->
                        new EndpointSettings(address, port, Duration.ofMillis(liveness), Duration.ofMillis(every)))
                .isInstanceOfSatisfying(
                        InvalidSetting.class, fault -> assertThat(fault.key()).isEqualTo(key));
    }
}
