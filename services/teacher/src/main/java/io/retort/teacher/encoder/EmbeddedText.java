package io.retort.teacher.encoder;

import io.retort.teacher.LabelOutcome.Unlabellable;
import java.util.function.Function;

/** What the encoder made of a text. */
sealed interface EmbeddedText {

    <R> R match(
            Function<? super Embedded, ? extends R> embedded,
            Function<? super Unreadable, ? extends R> unreadable,
            Function<? super Failed, ? extends R> failed);

    /** @param vector of length 1 */
    record Embedded(float[] vector) implements EmbeddedText {

        @Override
        public <R> R match(
                Function<? super Embedded, ? extends R> embedded,
                Function<? super Unreadable, ? extends R> unreadable,
                Function<? super Failed, ? extends R> failed) {
            return embedded.apply(this);
        }
    }

    /** There is nothing in it for this encoder. */
    record Unreadable(Unlabellable outcome) implements EmbeddedText {

        @Override
        public <R> R match(
                Function<? super Embedded, ? extends R> embedded,
                Function<? super Unreadable, ? extends R> unreadable,
                Function<? super Failed, ? extends R> failed) {
            return unreadable.apply(this);
        }
    }

    /** The encoder did not get to it. */
    record Failed(EncoderFailedException cause) implements EmbeddedText {

        @Override
        public <R> R match(
                Function<? super Embedded, ? extends R> embedded,
                Function<? super Unreadable, ? extends R> unreadable,
                Function<? super Failed, ? extends R> failed) {
            return failed.apply(this);
        }
    }
}
