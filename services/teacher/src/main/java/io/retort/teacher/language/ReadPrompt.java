package io.retort.teacher.language;

import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.UnlabellableReason;
import java.util.List;
import java.util.function.Function;

/** A prompt as tokens. */
sealed interface ReadPrompt {

    <R> R match(
            Function<Whole, ? extends R> whole,
            Function<Open, ? extends R> open,
            Function<Unreadable, ? extends R> unreadable);

    /**
     * All is given.
     *
     * @param remarks as in {@link LabelOutcome.Labelled}
     */
    record Whole(TokenSequence tokens, List<String> remarks) implements ReadPrompt {

        @Override
        public <R> R match(
                Function<Whole, ? extends R> whole,
                Function<Open, ? extends R> open,
                Function<Unreadable, ? extends R> unreadable) {
            return whole.apply(this);
        }
    }

    /**
     * A response is to be written behind it.
     *
     * @param tokens at least one
     * @param labelled those of the tokens that get a distribution, beside the response
     */
    record Open(int[] tokens, List<TokenSpan> labelled) implements ReadPrompt {

        @Override
        public <R> R match(
                Function<Whole, ? extends R> whole,
                Function<Open, ? extends R> open,
                Function<Unreadable, ? extends R> unreadable) {
            return open.apply(this);
        }
    }

    /** It can never be labelled. */
    record Unreadable(UnlabellableReason reason, String message) implements ReadPrompt {

        LabelOutcome outcome() {
            return new LabelOutcome.Unlabellable(reason, message);
        }

        @Override
        public <R> R match(
                Function<Whole, ? extends R> whole,
                Function<Open, ? extends R> open,
                Function<Unreadable, ? extends R> unreadable) {
            return unreadable.apply(this);
        }
    }
}
