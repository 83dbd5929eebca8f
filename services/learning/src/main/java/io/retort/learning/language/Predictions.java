package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * A model's distributions over the next token at the rows of one forward pass. Logits are made a chunk of rows at a time,
 * whenever something is read off them, and never kept: a row of them is as long as the vocabulary.
 */
public final class Predictions implements AutoCloseable {

    // Elements in a chunk of logits: 32 MiB, enough rows for products to be fast at a vocabulary of 49,152.
    private static final int CHUNK = 1 << 23;

    private final LanguageModel model;
    private final NDManager manager;
    private final NDArray hidden; // [rows, hidden size]
    private final int rows;
    private final int vocabularySize;

    Predictions(LanguageModel model, NDManager manager, NDArray hidden) {
        this.model = model;
        this.manager = manager;
        this.hidden = hidden;
        rows = Math.toIntExact(hidden.getShape().get(0));
        vocabularySize = model.configuration().vocabularySize();
    }

    /** How many distributions there are. */
    public int rows() {
        return rows;
    }

    /**
     * The most likely tokens of each row.
     *
     * @param temperature of the softmax, above 0
     * @param count how many, at least 1; at most the vocabulary's size are given
     */
    public TopTokens topTokens(float temperature, int count) {
        requireTemperature(temperature);
        requirePositive(count, "tokens");
        TopTokens result = TopTokens.ofRows(rows, Math.min(count, vocabularySize));
        forEachChunk((call, begin, logits) -> result.put(
                begin,
                model.callPlain("top_k", call, logits, call.create((double) temperature), call.create((long) count))));
        return result;
    }

    /**
     * Tokens drawn from each row by systematic sampling: draw j of N is the token that holds the point {@code (u + j) / N} of the
     * row's cumulative distribution, so that a token of probability p comes N p times in expectation (Douc, Cappe, Moulines
     * 2005, section 2.4).
     *
     * @param temperature of the softmax, above 0
     * @param count N, at least 1
     * @param offsets u of each row, from 0 to below 1
     */
    public DrawnTokens drawnTokens(float temperature, int count, double[] offsets) {
        requireTemperature(temperature);
        requirePositive(count, "draws");
        if (offsets.length != rows) {
            throw new IllegalArgumentException(offsets.length + " offsets; allowed: " + rows);
        }
        DrawnTokens result = DrawnTokens.ofRows(rows, count);
        forEachChunk((call, begin, logits) -> {
            int size = Math.toIntExact(logits.getShape().get(0));
            NDArray part = call.create(Arrays.copyOfRange(offsets, begin, begin + size));
            NDList drawn = model.callPlain(
                    "draw", call, logits, call.create((double) temperature), part, call.create((long) count));
            result.put(begin, drawn);
        });
        return result;
    }

    /**
     * Log-probabilities of every token, row by row.
     *
     * @param temperature of the softmax, above 0
     * @param sink is given each row's number and its log-probabilities in nats, as long as the vocabulary
     */
    public void logProbabilities(float temperature, RowSink sink) {
        requireTemperature(temperature);
        forEachChunk((call, begin, logits) -> give(
                begin,
                model.callPlain("log_probabilities", call, logits, call.create((double) temperature))
                        .singletonOrThrow(),
                sink));
    }

    /** Logits of every token, row by row. */
    public void logits(RowSink sink) {
        forEachChunk((call, begin, logits) -> give(begin, logits, sink));
    }

    /**
     * Compares these distributions, as p, with another model's over the same vocabulary, as q, exactly.
     *
     * @param chosen the token that came at each row
     */
    public Comparison compare(Predictions other, int[] chosen) {
        if (other.rows != rows || other.vocabularySize != vocabularySize || chosen.length != rows) {
            throw new IllegalArgumentException("rows " + rows + ", " + other.rows + " and " + chosen.length
                    + ", vocabularies " + vocabularySize + " and " + other.vocabularySize + "; allowed: equal ones");
        }
        Comparison result = Comparison.ofRows(rows);
        forEachChunk((call, begin, logits) -> {
            int end = begin + Math.toIntExact(logits.getShape().get(0));
            long[] part = Arrays.stream(chosen, begin, end).asLongStream().toArray();
            NDArray others = other.logits(call, begin, end);
            result.put(begin, model.callPlain("compare", call, logits, others, call.create(part)));
        });
        return result;
    }

    @Override
    public void close() {
        manager.close();
    }

    private void forEachChunk(ChunkReader reader) {
        int size = Math.max(1, CHUNK / vocabularySize);
        for (int begin = 0; begin < rows; begin += size) {
            try (NDManager call = manager.newSubManager()) {
                reader.read(call, begin, logits(call, begin, Math.min(rows, begin + size)));
            }
        }
    }

    private NDArray logits(NDManager call, int begin, int end) {
        return model.call("logits_of", call, hidden, call.create((long) begin), call.create((long) end))
                .singletonOrThrow();
    }

    private void give(int begin, NDArray values, RowSink sink) {
        float[] all = values.toFloatArray();
        for (int at = 0; at < all.length; at += vocabularySize) {
            sink.accept(begin + at / vocabularySize, Arrays.copyOfRange(all, at, at + vocabularySize));
        }
    }

    private static void requireTemperature(float temperature) {
        if (!(temperature > 0) || temperature == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("temperature " + temperature + "; allowed: above 0, and finite");
        }
    }

    private static void requirePositive(int count, String what) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " " + what + " a row; allowed: at least 1");
        }
    }

    /** Takes a row of numbers, one for each token of the vocabulary. */
    @FunctionalInterface
    public interface RowSink {
        void accept(int row, float[] values);
    }

    @FunctionalInterface
    private interface ChunkReader {
        void read(NDManager call, int begin, NDArray logits);
    }
}
