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

    private static final int ROWS = 64;

    @Test
    void shouldFillUpTokensAndRowsWithoutTouchingWhatIsLabelled() {
        MicroBatch batch = batch(ROWS, example(50, 20), example(40, 10)); // 90 tokens, 60 of them labelled

        assertThat(batch.tokens().lengths()).containsExactly(50, 40, 2 * ROWS - 90);
        assertThat(batch.tokens().tokens()).hasSize(2 * ROWS);
        assertThat(batch.labelled()).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(Arrays.copyOf(batch.labelled(), 60))
                .containsExactly(LongStream.concat(LongStream.range(19, 49), LongStream.range(59, 89))
                        .toArray());
        assertThat(batch.targets()).extracting(List::size).containsExactly(30, 30);
    }

    @Test
    void shouldFindRowsForTheFillerHoweverManyAreLabelled() {
        MicroBatch batch = batch(ROWS, example(2 * ROWS, 1));

        assertThat(batch.tokens().lengths()).containsExactly(2 * ROWS);
        assertThat(batch.labelled()).hasSize(2 * ROWS).doesNotHaveDuplicates();

        MicroBatch full = batch(ROWS, example(ROWS + 1, 1));

        assertThat(full.tokens().tokens()).hasSize(2 * ROWS);
        assertThat(full.labelled()).hasSize(ROWS);
    }

    @Test
    void shouldAddNothingWhereAnyNumberOfRowsSuits() {
        MicroBatch batch = batch(1, example(50, 20));

        assertThat(batch.tokens().lengths()).containsExactly(50);
        assertThat(batch.labelled()).hasSize(30);
    }

    private static MicroBatch batch(int rows, Example... examples) {
        return MicroBatch.of(List.of(examples), LanguageStudentSettings.defaults(), rows, 1);
    }

    private static Example example(int tokens, int firstLabelled) {
        TokenSequence sequence = new TokenSequence(new int[tokens], List.of(new TokenSpan(firstLabelled, tokens)));
        return new Example("", sequence, 1, Support.TEXT, List.of());
    }
}
