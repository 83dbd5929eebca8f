package io.retort.learning.student;

import java.util.Optional;

/**
 * How a student did on one example.
 *
 * @param loss forward KL divergence from the teacher's distribution, in nats a position, at least 0 up to rounding
 * @param agrees whether the student's most likely entry is the teacher's, at the majority of positions
 * @param choice both most likely entries, where the label space is a set of classes
 */
public record ExampleScore(double loss, boolean agrees, Optional<Choice> choice) {

    /**
     * A class each.
     *
     * @param teachers the teacher's most likely class
     * @param students the student's most likely class
     */
    public record Choice(int teachers, int students) {}

    /** Of one distribution over classes. */
    public static ExampleScore ofClasses(double loss, int teachers, int students) {
        return new ExampleScore(loss, teachers == students, Optional.of(new Choice(teachers, students)));
    }
}
