package io.retort.server.model;

import java.util.List;

/** A model that sorts texts into classes. */
public interface ServedClassifier extends ServedModel {

    /** Names, in the order of the probabilities. */
    List<String> classes();

    /** For each text one probability a class, summing to 1 up to rounding. */
    List<float[]> classify(List<String> texts);
}
