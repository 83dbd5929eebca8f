package io.retort.schemas.label;

/**
 * How far the mean of many gradients of one position is from the gradient by the teacher's own distribution. Forward KL's
 * gradient with respect to the logits is q - p, so the two differ by the mean of p^ less p, whatever the student.
 */
final class GradientError {

    private final double[] teacher;
    private final double[] sum;
    private double squares;
    private int labels;

    GradientError(double[] teacher) {
        this.teacher = teacher;
        this.sum = new double[teacher.length];
    }

    void add(double[] estimate) {
        for (int id = 0; id < teacher.length; id++) {
            sum[id] += estimate[id];
            squares += Math.pow(estimate[id] - teacher[id], 2);
        }
        labels++;
    }

    /** E |p^ - p|^2 of one label. */
    double variance() {
        return squares / labels;
    }

    /** |mean of p^ - p|^2. */
    double squaredDistance() {
        double distance = 0;
        for (int id = 0; id < teacher.length; id++) {
            distance += Math.pow(sum[id] / labels - teacher[id], 2);
        }
        return distance;
    }

    /** The squared distance by what it is in expectation where there is no bias, {@code variance / labels}: 1 then. */
    double bySquaredStandardError() {
        return squaredDistance() * labels / variance();
    }
}
