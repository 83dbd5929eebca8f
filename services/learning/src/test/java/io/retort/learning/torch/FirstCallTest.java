package io.retort.learning.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.process.ChildProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstCallTest {

    @Test
    void shouldGiveTheBitsOfLaterCallsInTheFirst() throws IOException, InterruptedException {
        List<String> bits = bits("door");

        assertThat(bits).hasSize(4).containsOnly(bits.get(0));
        assertThat(bits("door")).isEqualTo(bits);
    }

    /** The danger the door averts. Should this fail one day, the door's care has become needless. */
    @Test
    void shouldGiveOtherBitsInTheFirstCallWithTheEnginesDefault() throws IOException, InterruptedException {
        List<String> bits = bits("default");

        assertThat(bits).hasSize(4);
        assertThat(bits.subList(1, 4)).containsOnly(bits.get(3)).doesNotContain(bits.get(0));
    }

    private static List<String> bits(String way) throws IOException, InterruptedException {
        return ChildProcess.run(GradientBits.class, way).stream()
                .filter(line -> line.startsWith("bits "))
                .toList();
    }
}
