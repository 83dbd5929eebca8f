package io.retort.benchmarks.agreement;

import java.util.Comparator;
import java.util.List;

/**
 * How much a student may answer alone if the rest goes to the teacher.
 *
 * @param share of all answers that reach the threshold, 0 to 1
 * @param agreement among those, 0 to 1; 1 where there is none
 */
record Coverage(double share, double agreement) {

    /**
     * The least confidence from which on the answers agree at this rate; positive infinity if there is none.
     *
     * @param rate wanted, 0 to 1
     */
    static float threshold(List<Answer> answers, double rate) {
        List<Answer> sorted = answers.stream()
                .sorted(Comparator.comparing(Answer::confidence).reversed())
                .toList();
        float threshold = Float.POSITIVE_INFINITY;
        int agreed = 0;
        for (int i = 0; i < sorted.size(); i++) {
            agreed += sorted.get(i).agrees() ? 1 : 0;
            // Answers of one confidence stand on the same side of any threshold.
            boolean whole = i + 1 == sorted.size()
                    || sorted.get(i + 1).confidence() < sorted.get(i).confidence();
            if (whole && agreed >= rate * (i + 1)) {
                threshold = sorted.get(i).confidence();
            }
        }
        return threshold;
    }

    /** What a threshold that was fixed on other answers covers of these. */
    static Coverage at(float threshold, List<Answer> answers) {
        List<Answer> covered = answers.stream()
                .filter(answer -> answer.confidence() >= threshold)
                .toList();
        long agreed = covered.stream().filter(Answer::agrees).count();
        return new Coverage(
                (double) covered.size() / answers.size(), covered.isEmpty() ? 1 : (double) agreed / covered.size());
    }
}
