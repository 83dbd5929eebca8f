package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model's distributions over the next token at the rows of one forward pass. Logits are made a chunk of rows at a time,
 * whenever something is read off them, and never kept: a row of them is as long as the vocabulary.
 */
public final class Predictions implements AutoCloseable {

    // Elements of logits that are computed together: enough rows for products to be fast, 341 at a vocabulary of
    // 49,152.
    private static final int PRODUCT = 1 << 24;
    // Elements that are read together: what is allocated for them stays below what malloc asks the system for each
    // time.
    private static final int SLICE = 1 << 21;

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
        forEachSlice((call, begin, logits) -> result.put(
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
        forEachSlice((call, begin, logits) -> {
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
        forEachSlice((call, begin, logits) -> give(
                begin,
                model.callPlain("log_probabilities", call, logits, call.create((double) temperature))
                        .singletonOrThrow(),
                sink));
    }

    /** Logits of every token, row by row. */
    public void logits(RowSink sink) {
        forEachSlice((call, begin, logits) -> give(begin, logits, sink));
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
        forEachSlice(List.of(this, other), (call, begin, logits) -> {
            int end = begin + Math.toIntExact(logits.get(0).getShape().get(0));
            long[] part = Arrays.stream(chosen, begin, end).asLongStream().toArray();
            result.put(begin, model.callPlain("compare", call, logits.get(0), logits.get(1), call.create(part)));
        });
        return result;
    }

    @Override
    public void close() {
        manager.close();
    }

    private void forEachSlice(SliceReader reader) {
        forEachSlice(List.of(this), (call, begin, logits) -> reader.read(call, begin, logits.get(0)));
    }

    private void forEachSlice(List<Predictions> models, SlicesReader reader) {
        int size = Math.max(1, PRODUCT / vocabularySize);
        for (int first = 0; first < rows; first += size) {
            int last = Math.min(rows, first + size);
            int from = first;
            try (NDManager call = manager.newSubManager()) {
                List<NDArray> scores = models.stream()
                        .map(model -> model.scores(call, from, last))
                        .toList();
                readSlices(models, scores, first, last, reader);
            }
        }
    }

    private void readSlices(List<Predictions> models, List<NDArray> scores, int first, int last, SlicesReader reader) {
        int size = Math.max(1, SLICE / vocabularySize);
        for (int begin = first; begin < last; begin += size) {
            int from = begin - first;
            int to = Math.min(last, begin + size) - first;
            try (NDManager call = manager.newSubManager()) {
                List<NDArray> logits = IntStream.range(0, models.size())
                        .mapToObj(i -> models.get(i).logits(call, scores.get(i), from, to))
                        .toList();
                reader.read(call, begin, logits);
            }
        }
    }

    private NDArray scores(NDManager call, int begin, int end) {
        return model.call("scores_of", call, hidden, call.create((long) begin), call.create((long) end))
                .singletonOrThrow();
    }

    private NDArray logits(NDManager call, NDArray scores, int begin, int end) {
        return model.callPlain("logits_of", call, scores, call.create((long) begin), call.create((long) end))
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
    private interface SliceReader {
        void read(NDManager call, int begin, NDArray logits);
    }

    @FunctionalInterface
    private interface SlicesReader {
        void read(NDManager call, int begin, List<NDArray> logits);
    }
}
