package io.retort.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.teacher.RememberedLabels.Key;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedLabelsTest {

    private static final int BYTES_OF_A_LABEL = 508; // 500 beside 2 of a text of one character and 6 of three entries

    private final RememberedLabels labels = new RememberedLabels(3 * BYTES_OF_A_LABEL + 20);
    private final SoftLabelMaker maker =
            new SoftLabelMaker(new ScriptedTeacher(), Optional.empty(), () -> Instant.EPOCH);

    @Test
    void shouldForgetTheOldestWhereThereIsNoPlaceForAnother() {
        for (int i = 0; i < 5; i++) {
            remember(i);
        }
        assertThat(labels.of(key(0))).isEmpty();
        assertThat(labels.of(key(1))).isEmpty();
        for (int i = 2; i < 5; i++) {
            assertThat(labels.of(key(i))).isPresent();
        }
    }

    @Test
    void shouldCountALabelOnce() {
        remember(0);
        remember(0);
        remember(0);
        remember(1);
        remember(2);
        assertThat(labels.of(key(0))).isPresent();
    }

    @Test
    void shouldRememberNothingWithoutPlace() {
        RememberedLabels none = new RememberedLabels(0);
        none.remember(key(0), label(Prompts.of(0, "a")));
        assertThat(none.of(key(0))).isEmpty();
    }

    private void remember(int index) {
        labels.remember(key(index), label(Prompts.of(index, "a")));
    }

    private static Key key(int index) {
        return Key.of(Prompts.of(index, "a"));
    }

    private SoftLabel label(Prompt prompt) {
        return maker.make(prompt, new LabelOutcome.Labelled(ScriptedTeacher.labelOf(prompt.getText())));
    }
}
