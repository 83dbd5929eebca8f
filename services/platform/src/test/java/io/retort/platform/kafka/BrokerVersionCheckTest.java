package io.retort.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels as {@code MetadataVersion.latestProduction()} of kafka-server-common 4.2.1, 4.3.1 and 4.4.0 gives them. */
class BrokerVersionCheckTest {

    @ParameterizedTest
    @CsvSource({"29, false", "30, true", "33, false"})
    void shouldWarnOfKafka43Alone(short highestMetadataVersion, boolean warns) {
        assertThat(BrokerVersionCheck.warning(highestMetadataVersion).isPresent())
                .isEqualTo(warns);
    }
}
