package io.retort.learning.language.training;

import io.retort.learning.student.ExampleScore;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Draws;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of scores that head.py returns. */
final class PositionScores {

    private static final int COLUMNS = 6;
    private static final int KL = 1;
    private static final int CHOSEN = 2;
    private static final int ACCEPTANCE = 3;
    private static final int AGREES = 4;
    private static final int WITNESS = 5;

    private final float[] values;

    /** @param values [rows, 6], row by row; one a position, and any beyond */
    PositionScores(float[] values) {
        this.values = values;
    }

    /** One score an example. */
    List<ExampleScore> of(List<List<Target>> examples) {
        List<ExampleScore> scores = new ArrayList<>();
        int row = 0;
        for (List<Target> targets : examples) {
            scores.add(score(targets, row));
            row += targets.size();
        }
        return scores;
    }

    private ExampleScore score(List<Target> targets, int firstRow) {
        double divergence = 0;
        double crossEntropy = 0;
        double acceptance = 0;
        int agreed = 0;
        for (int i = 0; i < targets.size(); i++) {
            int row = firstRow + i;
            divergence += divergence(targets.get(i).distribution(), row);
            acceptance += acceptance(targets.get(i).distribution(), row);
            crossEntropy -= value(row, CHOSEN);
            agreed += value(row, AGREES) == 1 ? 1 : 0;
        }
        int positions = targets.size();
        return ExampleScore.ofTokens(
                positions, divergence / positions, agreed, crossEntropy / positions, acceptance / positions);
    }

    /** From draws: their cross-entropy less the entropy of what was drawn from, an unbiased estimate. */
    private double divergence(Distribution distribution, int row) {
        double divergence = value(row, KL);
        if (distribution.draws().isEmpty()) {
            return divergence;
        }
        double entropyOfDraws = 0;
        for (float logProbability : distribution.logProbabilities()) {
            entropyOfDraws -= StrictMath.exp(logProbability) * logProbability;
        }
        return divergence + entropyOfDraws - distribution.draws().get().entropy();
    }

    /** From draws: min(1, q / p) at one that follows p, an unbiased estimate. */
    private double acceptance(Distribution distribution, int row) {
        return distribution
                .draws()
                .map(Draws::witnessLogProbability)
                .map(logP -> Math.min(1, StrictMath.exp((double) value(row, WITNESS) - logP)))
                .orElse((double) value(row, ACCEPTANCE));
    }

    private float value(int row, int column) {
        return values[row * COLUMNS + column];
    }
}
