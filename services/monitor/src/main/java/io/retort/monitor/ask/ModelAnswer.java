package io.retort.monitor.ask;

import java.util.List;

/**
 * What a model says of a text.
 *
 * @param from the checkpoint of a student, the id of a teacher
 * @param classes the likeliest first
 */
public record ModelAnswer(String from, List<ClassProbability> classes) {

    public ModelAnswer {
        classes = List.copyOf(classes);
    }

    public record ClassProbability(String name, double probability) {}
}
