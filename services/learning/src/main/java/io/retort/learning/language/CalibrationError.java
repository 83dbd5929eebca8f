package io.retort.learning.language;

/**
 * Expected calibration error: predictions are put into bins by their confidence; the mean over predictions of the absolute
 * difference between their bin's accuracy and mean confidence (Guo et al. 2017, eq. 3; 15 bins of equal width as there). Not
 * thread-safe.
 */
public final class CalibrationError {

    private static final int BINS = 15;

    private final double[] confidences = new double[BINS];
    private final long[] correct = new long[BINS];
    private long predictions;

    /** Adds q's likeliest tokens at every row. */
    public void add(Comparison comparison) {
        for (int i = 0; i < comparison.correct().length; i++) {
            add(comparison.confidences()[i], comparison.correct()[i]);
        }
    }

    /** From 0 to 1; 0 when nothing was added. */
    public double value() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(confidences[bin] - correct[bin]);
        }
        return predictions == 0 ? 0 : sum / predictions;
    }

    private void add(float confidence, int isCorrect) {
        // Bin b holds confidences above b / 15, up to and with (b + 1) / 15; rounding may lift a sum of probabilities
        // above 1.
        int bin = Math.max(0, Math.min(BINS, (int) Math.ceil((double) confidence * BINS)) - 1);
        confidences[bin] += confidence;
        correct[bin] += isCorrect;
        predictions++;
    }
}
