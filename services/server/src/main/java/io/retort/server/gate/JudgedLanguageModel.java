package io.retort.server.gate;

import io.retort.learning.language.training.LanguageScorer;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import java.util.List;
import java.util.Optional;

/** A causal language model; a label's loss and agreement are means over its tokens. */
record JudgedLanguageModel(LanguageScorer scorer) implements JudgedStudent {

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public Optional<Float> temperature() {
        return Optional.empty();
    }

    @Override
    public Optional<String> misfit(Example example) {
        return scorer.misfit(example);
    }

    @Override
    public List<ExampleScore> scores(List<Example> examples) {
        return scorer.score(examples);
    }

    @Override
    public void close() {
        scorer.close();
    }
}
