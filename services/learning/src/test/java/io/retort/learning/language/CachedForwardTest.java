package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sequences that join and leave, with caches that grow, against each sequence alone and without a cache. */
class CachedForwardTest {

    private static final int VOCABULARY = 97;
    private static final float TOLERANCE = 1e-4f; // logits reach 10 either way

    private final TorchEngine engine = TorchEngine.start(1);
    private final ModelConfiguration configuration = SmallModel.configuration(VOCABULARY);
    private final LanguageModel model = SmallModel.load(engine, configuration, Precision.FLOAT32);
    private final CachedForward forward = new CachedForward(model);
    private final List<Writer> writers = new ArrayList<>();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldGiveTheLogitsOfEachSequenceAlone() {
        join(3, 1);
        join(150, 2);
        for (int step = 0; step < 140; step++) {
            if (step == 7) {
                join(20, 3);
                join(1, 4);
            }
            if (step == 40) {
                writers.remove(1).cached.close();
            }
            stepAndCheck(step);
        }
        assertThat(writers).hasSize(3);
        // Its first block of memory was too small for it.
        assertThat(writers.get(0).tokens).hasSize(143);
    }

    @Test
    void shouldFreeTheCacheOfASequenceThatLeaves() {
        int before = model.heldArrays();
        try (CachedSequence sequence = new CachedSequence(model, new int[] {1, 2, 3}, 150)) {
            try (NDManager call = model.newScope()) {
                forward.logits(call, List.of(sequence));
                assertThat(sequence.cache().getShape().getShape()).containsExactly(2, 4, 128, 6);
            }
        }

        assertThat(model.heldArrays()).isEqualTo(before);
    }

    private void join(int length, int stream) {
        writers.add(new Writer(Formula.tokens(length, stream, VOCABULARY)));
    }

    private void stepAndCheck(int step) {
        float[] logits;
        try (NDManager call = model.newScope()) {
            logits = forward.logits(call, writers.stream().map(w -> w.cached).toList())
                    .toFloatArray();
        }
        for (int i = 0; i < writers.size(); i++) {
            float[] row = Arrays.copyOfRange(logits, i * VOCABULARY, (i + 1) * VOCABULARY);
            assertThat(row)
                    .as("step %d, sequence %d", step, i)
                    .usingComparatorWithPrecision(TOLERANCE)
                    .containsExactly(alone(writers.get(i)));
            writers.get(i).write((int) (31L * step + i) % VOCABULARY);
        }
    }

    private float[] alone(Writer writer) {
        int[] tokens = writer.tokens.stream().mapToInt(Integer::intValue).toArray();
        float[][] row = new float[1][];
        try (Predictions predictions = model.predict(PackedTokens.of(List.of(tokens)), new int[] {tokens.length - 1})) {
            predictions.logits((index, values) -> row[index] = values);
        }
        return row[0];
    }

    private final class Writer {

        private final List<Integer> tokens = new ArrayList<>();
        private final CachedSequence cached;

        Writer(int[] prompt) {
            IntStream.of(prompt).forEach(tokens::add);
            cached = new CachedSequence(model, prompt, SmallModel.CONTEXT);
        }

        void write(int token) {
            tokens.add(token);
            cached.append(token);
        }
    }
}
