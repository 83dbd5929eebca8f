package io.retort.trainer.learner;

import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.ExampleScore.TokenMeans;
import io.retort.schemas.record.TokenScores;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up scores of labels in the order they are given: each position counts the same. */
final class ScoreSums {
    private int labels;
    private int positions;
    private double loss;
    private int agreed;
    private boolean areTokens;
    private double crossEntropy;
    private double acceptance;

    void add(ExampleScore score) {
        labels++;
        positions += score.positions();
        loss += score.loss() * score.positions();
        agreed += score.agreed();
        Optional<TokenMeans> tokens = score.tokens();
        areTokens |= tokens.isPresent();
        crossEntropy += tokens.map(TokenMeans::crossEntropy).orElse(0.0) * score.positions();
        acceptance += tokens.map(TokenMeans::acceptance).orElse(0.0) * score.positions();
    }

    int labels() {
        return labels;
    }

    int positions() {
        return positions;
    }

    /** Mean over the positions; 0 where there are none. */
    double loss() {
        return positions == 0 ? 0 : loss / positions;
    }

    int agreed() {
        return agreed;
    }

    /** Null where the positions are no tokens or there are none. */
    @Nullable TokenScores tokens() {
        return areTokens ? new TokenScores(crossEntropy / positions, acceptance / positions) : null;
    }
}
