package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.Support;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MicroBatchTest {

    private static final int SIZES = 64;

    @Test
    void shouldFillUpTokensAndRowsWithoutTouchingWhatIsLabelled() {
        MicroBatch batch = batch(example(50, 20), example(40, 10)); // 90 tokens, 60 of them labelled

        assertThat(batch.tokens().lengths()).containsExactly(50, 40, 2 * SIZES - 90);
        assertThat(batch.tokens().tokens()).hasSize(2 * SIZES);
        assertThat(batch.labelled()).hasSize(SIZES).doesNotHaveDuplicates();
        assertThat(Arrays.copyOf(batch.labelled(), 60))
                .containsExactly(LongStream.concat(LongStream.range(19, 49), LongStream.range(59, 89))
                        .toArray());
        assertThat(batch.targets()).extracting(List::size).containsExactly(30, 30);
    }

    @Test
    void shouldFindRowsForTheFillerHoweverManyAreLabelled() {
        MicroBatch batch = batch(example(2 * SIZES, 1));

        assertThat(batch.tokens().lengths()).containsExactly(2 * SIZES);
        assertThat(batch.labelled()).hasSize(2 * SIZES).doesNotHaveDuplicates();

        MicroBatch full = batch(example(SIZES + 1, 1));

        assertThat(full.tokens().tokens()).hasSize(2 * SIZES);
        assertThat(full.labelled()).hasSize(SIZES);
    }

    private static MicroBatch batch(Example... examples) {
        return MicroBatch.of(List.of(examples), LanguageStudentSettings.defaults(), 1);
    }

    private static Example example(int tokens, int firstLabelled) {
        TokenSequence sequence = new TokenSequence(new int[tokens], List.of(new TokenSpan(firstLabelled, tokens)));
        return new Example("", sequence, 1, Support.TEXT, List.of());
    }
}
