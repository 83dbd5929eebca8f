package io.retort.learning.student;

import java.util.Optional;

/**
 * How a student did on one example.
 *
 * @param positions how many distributions it was scored on, at least 1
 * @param loss forward KL divergence from the teacher's distribution, in nats, the mean over the positions, at least 0 up to
 *     rounding and to what the support leaves unknown
 * @param agreed positions at which the student's most likely entry is the teacher's
 * @param choice both most likely entries, where the label space is a set of classes
 * @param tokens what else is known where the positions are tokens
 */
public record ExampleScore(
        int positions, double loss, int agreed, Optional<Choice> choice, Optional<TokenMeans> tokens) {
    /**
     * A class each.
     *
     * @param teachers the teacher's most likely class
     * @param students the student's most likely class
     */
    public record Choice(int teachers, int students) {}

    /**
     * Means over the positions.
     *
     * @param crossEntropy of {@code -log q} of the tokens that stand there, in nats
     * @param acceptance of the sum over the vocabulary of {@code min(p, q)}, from 0 to 1
     */
    public record TokenMeans(double crossEntropy, double acceptance) {}

    /** Of one distribution over classes. */
    public static ExampleScore ofClasses(double loss, int teachers, int students) {
        Choice choice = new Choice(teachers, students);
        return new ExampleScore(1, loss, teachers == students ? 1 : 0, Optional.of(choice), Optional.empty());
    }

    /** Of one distribution a token. */
    public static ExampleScore ofTokens(
            int positions, double loss, int agreed, double crossEntropy, double acceptance) {
        TokenMeans means = new TokenMeans(crossEntropy, acceptance);
        return new ExampleScore(positions, loss, agreed, Optional.empty(), Optional.of(means));
    }

    /** Share of the positions at which student and teacher agree, from 0 to 1. */
    public double agreement() {
        return (double) agreed / positions;
    }
}
