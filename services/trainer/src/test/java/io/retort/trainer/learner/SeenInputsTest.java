package io.retort.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenInputsTest {

    @Test
    void shouldForgetTheOldestFirstAndComeBackTheSame() {
        SeenInputs seen = new SeenInputs();
        for (long input = 0; input < SeenInputs.CAPACITY + 10; input++) {
            assertThat(seen.add(input)).isTrue();
        }
        SeenInputs restored = SeenInputs.of(seen.oldestFirst());

        for (SeenInputs each : new SeenInputs[] {seen, restored}) {
            assertThat(each.oldestFirst())
                    .hasSize(SeenInputs.CAPACITY)
                    .startsWith(10)
                    .endsWith(SeenInputs.CAPACITY + 9);
            assertThat(each.add(10)).as("still known").isFalse();
            assertThat(each.add(9)).as("forgotten").isTrue();
            assertThat(each.add(10)).as("forgotten for the one just added").isTrue();
        }
    }
}
