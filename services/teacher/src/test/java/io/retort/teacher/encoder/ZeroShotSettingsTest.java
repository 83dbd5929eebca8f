package io.retort.teacher.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.platform.config.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroShotSettingsTest {

    @Test
    void shouldHaveDefaults() {
        ZeroShotSettings settings = ZeroShotSettings.standard();
        assertThat(settings.temperature()).isEqualTo(0.05f);
        assertThat(settings.threads()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, 0.0009f, 10.01f, Float.NaN, Float.POSITIVE_INFINITY})
    void shouldRefuseATemperature(float temperature) {
        assertThatThrownBy(() -> new ZeroShotSettings(temperature, 1))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("temperature is " + temperature + "; allowed: a number from 0.001 to 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 257})
    void shouldRefuseThreads(int threads) {
        assertThatThrownBy(() -> new ZeroShotSettings(1, threads))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("threads is " + threads + "; allowed: a number from 1 to 256");
    }
}
