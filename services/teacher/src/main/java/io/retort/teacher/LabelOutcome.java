package io.retort.teacher;

import io.retort.learning.student.TokenSequence;
import io.retort.schemas.label.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What became of one prompt. */
public sealed interface LabelOutcome {

    <R> R match(
            Function<? super Labelled, ? extends R> labelled,
            Function<? super Unlabellable, ? extends R> unlabellable,
            Function<? super Unavailable, ? extends R> unavailable);

    /**
     * The teacher's answer.
     *
     * @param distributions one a position, in the teacher's label space, at its temperature and support; none with support
     *     TEXT, else at least one
     * @param tokens what was labelled, and which of it has a distribution; {@link TokenSequence#NONE} for classes
     * @param remarks what the teacher's policy leaves open about how this label was made, each a word; none for classes
     */
    record Labelled(List<Distribution> distributions, TokenSequence tokens, List<String> remarks)
            implements LabelOutcome {

        public Labelled {
            distributions = List.copyOf(distributions);
            remarks = List.copyOf(remarks);
            if (distributions.isEmpty() && tokens.positions() == 0) {
                throw new IllegalArgumentException("a label without a position; allowed: at least one");
            }
        }

        /** A label over classes. */
        public Labelled(Distribution distribution) {
            this(List.of(distribution), TokenSequence.NONE, List.of());
        }

        @Override
        public <R> R match(
                Function<? super Labelled, ? extends R> labelled,
                Function<? super Unlabellable, ? extends R> unlabellable,
                Function<? super Unavailable, ? extends R> unavailable) {
            return labelled.apply(this);
        }
    }

    /**
     * This teacher can never label this prompt: it becomes a dead letter.
     *
     * @param message says why to a person, without any of the prompt's text
     */
    record Unlabellable(UnlabellableReason reason, String message) implements LabelOutcome {

        @Override
        public <R> R match(
                Function<? super Labelled, ? extends R> labelled,
                Function<? super Unlabellable, ? extends R> unlabellable,
                Function<? super Unavailable, ? extends R> unavailable) {
            return unlabellable.apply(this);
        }
    }

    /**
     * Not now: the prompt is asked again, and nothing behind it is labelled before it.
     *
     * @param reason a short word of a fixed set, such as {@code encoder-failed}: a metric's label
     * @param message says why to a person, without any of the prompt's text
     * @param retryAfter how long to wait at least, zero or more
     */
    record Unavailable(String reason, String message, Duration retryAfter) implements LabelOutcome {

        public Unavailable {
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter is " + retryAfter + "; allowed: zero or more");
            }
        }

        @Override
        public <R> R match(
                Function<? super Labelled, ? extends R> labelled,
                Function<? super Unlabellable, ? extends R> unlabellable,
                Function<? super Unavailable, ? extends R> unavailable) {
            return unavailable.apply(this);
        }
    }
}
