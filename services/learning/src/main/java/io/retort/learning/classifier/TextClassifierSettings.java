package io.retort.learning.classifier;

/**
 * How a text classifier is built and learns.
 *
 * @param wordRows rows of the table for words and pairs of words, 1 to 1,048,576
 * @param characterRows rows for runs of characters, 1 to 1,048,576
 * @param learningRate AdaGrad's, above 0 to 10
 * @param regression weight of the regression on centred log-probabilities beside the KL divergence, 0 to 100
 * @param threads how many threads an operation may use, 1 to 64; decides the numerics profile, not the model
 */
public record TextClassifierSettings(
        int wordRows, int characterRows, float learningRate, float regression, int threads) {

    private static final int MOST_ROWS = 1 << 20;

    public TextClassifierSettings {
        requireWithin("wordRows", wordRows, 1, MOST_ROWS);
        requireWithin("characterRows", characterRows, 1, MOST_ROWS);
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException("learningRate is " + learningRate + "; allowed: above 0, at most 10");
        }
        if (!(regression >= 0 && regression <= 100)) {
            throw new IllegalArgumentException("regression is " + regression + "; allowed: 0 to 100");
        }
        requireWithin("threads", threads, 1, 64);
    }

    /**
     * What did best on Banking77, with and without rehearsal; twice the rows, and more, win a tenth of a point there. On one
     * thread: the operations are too small to gain from more.
     */
    public static TextClassifierSettings defaults() {
        return new TextClassifierSettings(8_192, 16_384, 0.3f, 0.2f, 1);
    }

    /** The same model on another number of threads. */
    public TextClassifierSettings withThreads(int threads) {
        return new TextClassifierSettings(wordRows, characterRows, learningRate, regression, threads);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
        }
    }
}
