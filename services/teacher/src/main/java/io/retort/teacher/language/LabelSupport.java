package io.retort.teacher.language;

import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.label.Draws;
import io.retort.schemas.record.Support;
import java.util.function.Function;

/** How much of each distribution is kept in a label. */
public sealed interface LabelSupport {

    /** As it stands in labels. */
    Support support();

    /** As it stands in a label's policy. */
    String description();

    /** The most bytes a position takes in a label, over a vocabulary of this size. */
    long mostBytes(int vocabularySize);

    <R> R match(
            Function<Sampled, ? extends R> sampled,
            Function<TopK, ? extends R> topK,
            Function<Full, ? extends R> full,
            Function<Text, ? extends R> text);

    /** @param number of systematic draws a position, 1 to {@value Draws#MOST} */
    record Sampled(int number) implements LabelSupport {

        private static final int BYTES_OF_A_DRAW = 5;
        private static final int BYTES_BESIDE = 5;

        public Sampled {
            if (number < 1 || number > Draws.MOST) {
                throw new InvalidSetting("support.draws", number, "a number from 1 to " + Draws.MOST);
            }
        }

        @Override
        public Support support() {
            return Support.SAMPLED;
        }

        @Override
        public String description() {
            return "sampled-" + number;
        }

        @Override
        public long mostBytes(int vocabularySize) {
            return (long) BYTES_OF_A_DRAW * number + BYTES_BESIDE;
        }

        @Override
        public <R> R match(
                Function<Sampled, ? extends R> sampled,
                Function<TopK, ? extends R> topK,
                Function<Full, ? extends R> full,
                Function<Text, ? extends R> text) {
            return sampled.apply(this);
        }
    }

    /** @param number of most likely tokens a position, at least 1; all others are one bucket */
    record TopK(int number) implements LabelSupport {

        private static final int BYTES_OF_AN_ENTRY = 7;

        public TopK {
            if (number < 1) {
                throw new InvalidSetting("support.k", number, "a number of at least 1");
            }
        }

        @Override
        public Support support() {
            return Support.TOP_K;
        }

        @Override
        public String description() {
            return "top-" + number;
        }

        @Override
        public long mostBytes(int vocabularySize) {
            return BYTES_OF_AN_ENTRY * (1L + Math.min(number, vocabularySize));
        }

        @Override
        public <R> R match(
                Function<Sampled, ? extends R> sampled,
                Function<TopK, ? extends R> topK,
                Function<Full, ? extends R> full,
                Function<Text, ? extends R> text) {
            return topK.apply(this);
        }
    }

    /** Every token of the vocabulary: for small ones. */
    record Full() implements LabelSupport {

        @Override
        public Support support() {
            return Support.FULL;
        }

        @Override
        public String description() {
            return "full";
        }

        @Override
        public long mostBytes(int vocabularySize) {
            return (long) Short.BYTES * vocabularySize;
        }

        @Override
        public <R> R match(
                Function<Sampled, ? extends R> sampled,
                Function<TopK, ? extends R> topK,
                Function<Full, ? extends R> full,
                Function<Text, ? extends R> text) {
            return full.apply(this);
        }
    }

    /** Nothing but which token stands there. */
    record Text() implements LabelSupport {

        @Override
        public Support support() {
            return Support.TEXT;
        }

        @Override
        public String description() {
            return "text";
        }

        @Override
        public long mostBytes(int vocabularySize) {
            return 0;
        }

        @Override
        public <R> R match(
                Function<Sampled, ? extends R> sampled,
                Function<TopK, ? extends R> topK,
                Function<Full, ? extends R> full,
                Function<Text, ? extends R> text) {
            return text.apply(this);
        }
    }
}
