package io.retort.teacher;

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
     * @param distributions one a position, at least one, in the teacher's label space, at its temperature and support
     */
    record Labelled(List<Distribution> distributions) implements LabelOutcome {

        public Labelled {
            distributions = List.copyOf(distributions);
            if (distributions.isEmpty()) {
                throw new IllegalArgumentException("a label without a distribution; allowed: at least one");
            }
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
