package io.retort.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "200ms, PT0.2S, 200ms",
        "10s, PT10S, 10s",
        "5m, PT5M, 5m",
        "2h, PT2H, 120m",
        "7d, PT168H, 10080m",
        "0s, PT0S, 0s"
    })
    void shouldReadUnitsAndShowThem(String text, Duration duration, String shown) {
        assertThat(DurationText.parse(text)).contains(duration);
        assertThat(DurationText.show(duration)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "PT10S", "10 seconds", "9999999999999999s"})
    void shouldRefuseEverythingElse(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
