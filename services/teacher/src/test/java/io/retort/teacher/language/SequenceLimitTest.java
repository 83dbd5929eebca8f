package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.student.TokenSpan;
import io.retort.teacher.UnlabellableReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceLimitTest {

    private final SequenceLimit limit = new SequenceLimit(6);
    private final int[] eight = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void shouldKeepWhatFits() {
        ReadPrompt.Whole whole = whole(new SequenceLimit(8).whole(eight, List.of(new TokenSpan(3, 8))));

        assertThat(whole.tokens().ids()).containsExactly(eight);
        assertThat(whole.tokens().labelled()).containsExactly(new TokenSpan(3, 8));
        assertThat(whole.remarks()).isEmpty();
    }

    @Test
    void shouldCutWhatWasGivenAndSaySo() {
        ReadPrompt.Whole whole =
                whole(limit.whole(eight, List.of(new TokenSpan(1, 2), new TokenSpan(4, 7), new TokenSpan(7, 8))));

        assertThat(whole.tokens().ids()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(whole.tokens().labelled()).containsExactly(new TokenSpan(1, 2), new TokenSpan(4, 6));
        assertThat(whole.remarks()).containsExactly("cut");
    }

    @Test
    void shouldLeaveOutWhatFollowsTheLastLabelledTokenAndCallThatNoCut() {
        ReadPrompt.Whole whole = whole(limit.whole(eight, List.of(new TokenSpan(4, 6))));

        assertThat(whole.tokens().ids()).hasSize(6);
        assertThat(whole.remarks()).isEmpty();
    }

    @Test
    void shouldNotLabelAResponseThatBeginsBehindTheLimit() {
        assertThat(limit.whole(eight, List.of(new TokenSpan(6, 8))))
                .isInstanceOfSatisfying(ReadPrompt.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .isEqualTo(UnlabellableReason.TOO_LONG));
    }

    @Test
    void shouldNotLetAResponseBeWrittenWhereThereIsNoPlaceForOne() {
        assertThat(limit.open(new int[5], List.of())).isInstanceOf(ReadPrompt.Open.class);
        assertThat(limit.open(new int[6], List.of()))
                .isInstanceOfSatisfying(ReadPrompt.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .isEqualTo(UnlabellableReason.TOO_LONG));
    }

    private static ReadPrompt.Whole whole(ReadPrompt read) {
        return read.match(it -> it, open -> fail(open), unreadable -> fail(unreadable));
    }

    private static ReadPrompt.Whole fail(ReadPrompt read) {
        throw new AssertionError(read);
    }
}
