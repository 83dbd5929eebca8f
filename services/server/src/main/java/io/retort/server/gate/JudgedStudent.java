package io.retort.server.gate;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import java.util.List;
import java.util.Optional;

/** A checkpoint in memory, to be scored. Used by one thread. */
interface JudgedStudent extends AutoCloseable {

    /** Names of its classes in the order of their ids; empty if what it says are not classes. */
    List<String> classes();

    /** The softmax temperature it has learned at; empty where it has not learned. */
    Optional<Float> temperature();

    /** What keeps it from being scored on a label of its own label space; empty if nothing does. */
    Optional<String> misfit(Example example);

    /** How it does on each, in their order. */
    List<ExampleScore> scores(List<Example> examples);

    /** Gives back its memory. */
    @Override
    void close();
}
