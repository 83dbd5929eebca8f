package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.process.ChildProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirstInferenceTest {

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void shouldGiveTheBitsOfLaterCallsInTheFirst(Precision precision) throws IOException, InterruptedException {
        List<String> bits = bits(precision);

        assertThat(bits).hasSize(4).containsOnly(bits.get(0)).isEqualTo(InferenceBits.of(precision));
    }

    private static List<String> bits(Precision precision) throws IOException, InterruptedException {
        return ChildProcess.run(InferenceBits.class, precision.name()).stream()
                .filter(line -> line.startsWith("bits "))
                .toList();
    }
}
