package io.retort.cli.language;

import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.Predictions;
import io.retort.learning.student.TokenSequence;
import io.retort.schemas.label.Distribution;
import java.util.List;

/**
 * The best answer that takes no notice of the context: one distribution for every position, the mean of the teacher's, which
 * among all such has the least forward KL. What a student is worth begins below it. Not thread-safe.
 */
final class Unigram {

    /** Share of the probability that is spread evenly, since labels leave entries out that come all the same. */
    private static final double UNSEEN = 0.01;

    private final double[] masses;
    private double positions;

    Unigram(int vocabularySize) {
        masses = new double[vocabularySize];
    }

    /** Adds a label's distribution at one position; what is in its tail is left out. */
    void add(Distribution distribution) {
        for (int i = 0; i < distribution.ids().length; i++) {
            masses[distribution.ids()[i]] += Math.exp(distribution.logProbabilities()[i]);
        }
        positions++;
    }

    /** Mean forward KL divergence of the teacher's whole distributions from this one, in nats. */
    double divergence(LanguageModel teacher, List<TokenSequence> texts) {
        double[] logs = logProbabilities();
        Sum sum = new Sum(logs);
        for (TokenSequence text : texts) {
            try (Predictions predictions = teacher.predict(List.of(text))) {
                predictions.logProbabilities(1, (row, teachers) -> sum.add(teachers));
            }
        }
        return sum.divergence / sum.rows;
    }

    private double[] logProbabilities() {
        double whole = 0;
        for (double mass : masses) {
            whole += mass;
        }
        double[] logs = new double[masses.length];
        for (int id = 0; id < logs.length; id++) {
            double seen = positions == 0 ? 0 : (1 - UNSEEN) * masses[id] / whole;
            logs[id] = Math.log(seen + UNSEEN / logs.length);
        }
        return logs;
    }

    private static final class Sum {
        private final double[] logs;
        private double divergence;
        private long rows;

        Sum(double[] logs) {
            this.logs = logs;
        }

        void add(float[] teachers) {
            for (int id = 0; id < logs.length; id++) {
                divergence += Math.exp(teachers[id]) * (teachers[id] - logs[id]);
            }
            rows++;
        }
    }
}
