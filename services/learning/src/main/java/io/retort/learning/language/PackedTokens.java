package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retort.learning.student.TokenSequence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Documents one behind the other, as language_model.py takes them.
 *
 * @param tokens of all documents
 * @param positions of each token in its document, from 0
 * @param lengths of the documents, at least 1 each; neighbours of equal length are computed together
 */
public record PackedTokens(long[] tokens, long[] positions, long[] lengths) {

    public PackedTokens {
        if (lengths.length == 0 || LongStream.of(lengths).anyMatch(length -> length < 1)) {
            throw new IllegalArgumentException(
                    "documents of " + Arrays.toString(lengths) + " tokens; allowed: at least one of at least 1 each");
        }
    }

    /** Packs documents in their order. */
    public static PackedTokens of(List<int[]> documents) {
        return new PackedTokens(
                documents.stream().flatMapToInt(Arrays::stream).asLongStream().toArray(),
                documents.stream()
                        .flatMapToInt(document -> IntStream.range(0, document.length))
                        .asLongStream()
                        .toArray(),
                documents.stream().mapToLong(document -> document.length).toArray());
    }

    /** For sequences that are packed in this order: indices of the tokens that stand before the labelled ones. */
    public static int[] rowsBefore(List<TokenSequence> sequences) {
        int[] rows =
                new int[sequences.stream().mapToInt(TokenSequence::positions).sum()];
        int begin = 0;
        int next = 0;
        for (TokenSequence sequence : sequences) {
            for (int index : sequence.labelledIndices()) {
                rows[next++] = begin + index - 1;
            }
            begin += sequence.ids().length;
        }
        return rows;
    }

    /** Tokens, positions and lengths as tensors. */
    public NDArray[] tensors(NDManager manager) {
        return new NDArray[] {manager.create(tokens), manager.create(positions), manager.create(lengths)};
    }
}
