package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;

/** One forward pass over the next tokens of several sequences, each with its own cache. */
final class CachedForward {

    private final LanguageModel model;

    CachedForward(LanguageModel model) {
        this.model = model;
    }

    /**
     * Logits behind each sequence's last token; afterwards the caches hold all tokens.
     *
     * @param scope owns what is returned, float32 [sequences, vocabulary]
     */
    NDArray logits(NDManager scope, List<CachedSequence> sequences) {
        try (NDManager call = scope.newSubManager()) {
            List<NDArray> caches = sequences.stream().map(CachedSequence::cache).toList();
            long[] tokens = sequences.stream()
                    .flatMapToInt(sequence -> IntStream.of(sequence.next()))
                    .asLongStream()
                    .toArray();
            long[] positions = sequences.stream()
                    .flatMapToInt(
                            sequence -> IntStream.range(sequence.filled(), sequence.filled() + sequence.next().length))
                    .asLongStream()
                    .toArray();
            long[] lengths = sequences.stream()
                    .mapToLong(sequence -> sequence.next().length)
                    .toArray();
            long[] filled = sequences.stream().mapToLong(CachedSequence::filled).toArray();
            NDArray logits = model.call(
                            "next_logits",
                            call,
                            caches,
                            call.create(tokens),
                            call.create(positions),
                            call.create(lengths),
                            call.create(filled))
                    .singletonOrThrow();
            logits.attach(scope);
            sequences.forEach(CachedSequence::advance);
            return logits;
        }
    }
}
