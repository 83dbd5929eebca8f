package io.retort.learning.student;

import java.util.List;
import java.util.Optional;

/** A model that learns from soft labels, batch by batch. Not for use by several threads at once. */
public interface Student extends AutoCloseable {

    StudentDescription description();

    /** What its arithmetic runs on in this process. */
    NumericsProfile numerics();

    /**
     * Whether this student can learn from a label that is in its own label space.
     *
     * @return why it cannot, such as a support it has no loss for; empty if it can
     */
    Optional<String> misfit(Example example);

    /**
     * Scores the fresh examples with the weights as they are, then learns from them and from each rehearsed batch.
     *
     * @param fresh examples it has not learned from; at least one
     * @param rehearsed batches of earlier examples, in this order; may be empty
     */
    StepOutcome step(List<Example> fresh, List<List<Example>> rehearsed);

    /** Scores examples and learns nothing. */
    List<ExampleScore> score(List<Example> examples);

    /** An immutable copy of the whole state, which may be written by another thread while this student goes on. */
    StudentSnapshot snapshot();

    @Override
    void close();
}
