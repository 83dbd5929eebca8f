package io.retort.server.gate;

import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import java.util.List;
import java.util.Optional;

/** A text classifier in plain Java. */
record JudgedTextClassifier(TextClassifierPredictor predictor) implements JudgedStudent {

    @Override
    public List<String> classes() {
        return predictor.classes();
    }

    @Override
    public Optional<Float> temperature() {
        return predictor.temperature();
    }

    @Override
    public Optional<String> misfit(Example example) {
        return predictor.misfit(example);
    }

    @Override
    public List<ExampleScore> scores(List<Example> examples) {
        return examples.stream().map(predictor::score).toList();
    }

    /** Its memory is the heap's. */
    @Override
    public void close() {}
}
